import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  getGroupMsgReceipt,
  getGroupMsgReceiptDetail,
  gatewayErrors,
  groupErrors,
  groupMsgReceipt,
  groupReceiptMembers,
  groupReceipts,
  groupSendReceipts,
  sendGroupMsg,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { inGroup, settled } from '../group-talk.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

describe.each(storages)('read receipts of groups on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** Messages 1 and 2 ask for receipts, 3 does not. */
  async function group() {
    const app = await seedApp(im, 'alice', 'bob', 'carol', 'dave')
    await setConf(im, app, { ReceiptGroupTypes: ['Public'] })
    const GroupId = await seedGroup(im, app, {
      owner: 'alice',
      members: ['bob', 'carol', 'dave'],
    })
    for (const n of numbers(3)) {
      const asks = n < 3 ? { NeedReadReceipt: 1 } : {}
      const message = { ...inGroup(GroupId, n), From_Account: 'alice', ...asks }
      await im.rest(app, sendGroupMsg, message)
    }
    const seqs = (list: readonly number[]) => list.map((MsgSeq) => ({ MsgSeq }))
    const send = (From_Account: string, list: readonly number[], more: object = {}) =>
      im.rest(app, groupMsgReceipt, { GroupId, From_Account, MsgSeqList: seqs(list), ...more })
    const counts = (list: readonly number[], more: object = {}) =>
      im.rest(app, getGroupMsgReceipt, { GroupId, MsgSeqList: seqs(list), ...more })
    const detail = (Filter: number, more: object = {}) =>
      im.rest(app, getGroupMsgReceiptDetail, {
        GroupId,
        MsgSeq: 1,
        Filter,
        Cursor: '',
        Count: 200,
        ...more,
      })
    return { app, GroupId, send, counts, detail }
  }

  test('are sent for members, and counted', async () => {
    const { app, GroupId, send, counts } = await group()
    const alice = await im.connect(app, 'alice')

    expect(await send('bob', [1, 3])).toMatchObject({ ErrorCode: 0 })
    expect(await send('bob', [1])).toMatchObject({ ErrorCode: 0 })
    expect(await send('carol', [1], { MsgSeqList: [1, 2] })).toMatchObject({ ErrorCode: 0 })

    expect((await counts([2, 1, 3, 9])).GroupMsgReceiptList).toEqual([
      { MsgSeq: 2, Code: 0, ReadNum: 1, UnreadNum: 2 },
      { MsgSeq: 1, Code: 0, ReadNum: 2, UnreadNum: 1 },
      { MsgSeq: 3, Code: groupErrors.noReceipt.code },
      { MsgSeq: 9, Code: groupErrors.noReceipt.code },
    ])
    expect(await alice.next('group.messageReceipt')).toMatchObject({
      groupId: GroupId,
      messages: [{ seq: 1, readCount: 1, unreadCount: 2, id: expect.any(String) }],
    })
    expect(await alice.next('group.messageReceipt')).toMatchObject({
      messages: [
        { seq: 1, readCount: 2, unreadCount: 1 },
        { seq: 2, readCount: 1, unreadCount: 2 },
      ],
    })
    await settled(alice)
    expect(alice.events).toEqual([])
  })

  test('list who has read, and who has not, in pages', async () => {
    const { send, detail } = await group()
    await send('carol', [1])
    await send('bob', [1])

    expect(await detail(0, { Count: 1 })).toMatchObject({
      IsFinish: 0,
      IsFinished: 0,
      MsgSeq: 1,
      ReadList: [{ Read_Account: 'bob' }],
      Cursor: 'bob',
    })
    expect(await detail(0, { Count: 1, Cursor: 'bob' })).toMatchObject({
      IsFinished: 1,
      ReadList: [{ Read_Account: 'carol' }],
      Cursor: '',
    })
    expect((await detail(1)).UnreadList).toEqual([{ Unread_Account: 'dave' }])
    expect(await detail(0, { MsgSeq: 3 })).toMatchObject(failure(groupErrors.noReceipt))
  })

  test('are refused where there are none', async () => {
    const { app, send, counts, detail } = await group()
    const meeting = await seedGroup(im, app, { type: 'ChatRoom', owner: 'alice' })
    const large = await seedGroup(im, app, {
      owner: 'alice',
      members: numbers(200).map((n) => `u${n}`),
    })
    const asks = [
      (more: object) => send('bob', [1], more),
      (more: object) => counts([1], more),
      (more: object) => detail(0, more),
    ]

    expect(await send('bob', [3])).toMatchObject(failure(groupErrors.noReceipt))
    expect(await send('nobody', [1])).toMatchObject(failure(groupErrors.noPermission))
    for (const ask of asks) {
      expect(await ask({ GroupId: meeting })).toMatchObject(failure(groupErrors.noPermission))
      expect(await ask({ GroupId: large })).toMatchObject(failure(groupErrors.receiptTooLarge))
      expect(await ask({ GroupId: 'no' })).toMatchObject(failure(groupErrors.noGroup))
      expect(await ask({ GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
      expect(await ask({ MsgSeqList: [], MsgSeq: 0 })).toMatchObject(
        failure(groupErrors.badParameter),
      )
    }
    await putOnPlan(im, app, 'standard')
    for (const ask of asks) {
      expect(await ask({})).toMatchObject(failure(groupErrors.needsPremium))
    }
  })

  test('members send and read them at the gateway', async () => {
    const { app, GroupId: groupId } = await group()
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]

    await bob.call(groupSendReceipts, { groupId, seqs: [1, 2, 3] })

    expect(await alice.call(groupReceipts, { groupId, seqs: [1, 3] })).toEqual({
      receipts: [
        { seq: 1, readCount: 1, unreadCount: 2 },
        { seq: 3, readCount: 0, unreadCount: 0, code: groupErrors.noReceipt.code },
      ],
    })
    const members = { groupId, seq: 1, filter: 'unread' as const, limit: 1 }
    expect(await alice.call(groupReceiptMembers, members)).toEqual({
      userIds: ['carol'],
      cursor: 'carol',
    })
    expect(await alice.call(groupReceiptMembers, { ...members, cursor: 'carol' })).toEqual({
      userIds: ['dave'],
      cursor: '',
    })
    expect(await refusal(bob.call(groupReceiptMembers, members))).toBe(
      groupErrors.noPermission.code,
    )
    await putOnPlan(im, app, 'standard')
    expect(await refusal(bob.call(groupSendReceipts, { groupId, seqs: [1] }))).toBe(
      gatewayErrors.notInPlan.code,
    )
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  conversationDelete,
  conversationList,
  createContactGroup,
  deleteGroupMember,
  getContactGroup,
  groupHistory,
  recentContactDelete,
  recentContactGetList,
  recentContactMark,
  recentContactTop,
  recentErrors,
  searchContactGroup,
  sendGroupMsg,
  sendMsg,
  updateContactGroup,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { inGroup } from '../group-talk.ts'
import { createMovingClock, DAY, SECOND } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

const first = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 }
const FULL = 63

interface Row {
  readonly Type: number
  readonly To_Account?: string
  readonly GroupId?: string
  readonly MsgTime: number
  readonly TopFlag?: number
}

describe.each(storages)('recent contacts with groups on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function seeded() {
    const app = await seedApp(im, 'alice', 'bob')
    return { app, groupId: await groupOf(app) }
  }
  const groupOf = (app: TestApp) =>
    seedGroup(im, app, { owner: 'alice', members: ['bob'], createdAt: clock.now() - DAY })

  const say = (app: TestApp, groupId: string, random = 1) =>
    im.rest(app, sendGroupMsg, { ...inGroup(groupId, random), From_Account: 'alice' })
  const page = async (app: TestApp, place: object = first, AssistFlags = FULL) => {
    const answer = await im.rest(app, recentContactGetList, {
      From_Account: 'bob',
      AssistFlags,
      ...place,
    })
    return { answer, rows: answer['SessionItem'] as readonly Row[] }
  }
  const nameOf = (row: Row) => row.GroupId ?? row.To_Account ?? ''
  const namesOf = async (app: TestApp, flags = FULL) =>
    (await page(app, first, flags)).rows.map(nameOf)
  const top = (app: TestApp, OperationType: number, RecentContactItem: readonly object[]) =>
    im.rest(app, recentContactTop, { From_Account: 'bob', OperationType, RecentContactItem })
  const drop = (app: TestApp, more: object) =>
    im.rest(app, recentContactDelete, { From_Account: 'bob', Type: 2, ...more })
  const mark = (app: TestApp, ToGroupId: string, change: object) =>
    im.rest(app, recentContactMark, {
      From_Account: 'bob',
      MarkItem: [{ OptType: 3, ContactItem: { Type: 2, ToGroupId }, ...change }],
    })
  const search = (app: TestApp, ...ids: readonly string[]) =>
    im.rest(app, searchContactGroup, {
      From_Account: 'bob',
      ContactItem: ids.map((ToGroupId) => ({ Type: 2, ToGroupId })),
    })

  /** Walks the list by the places that the answers tell. */
  async function walk(app: TestApp, flags = FULL, between?: () => Promise<unknown>) {
    const rows: Row[] = []
    let place: object = first
    for (;;) {
      const { answer, rows: more } = await page(app, place, flags)
      rows.push(...more)
      if (answer['CompleteFlag'] === 1) return rows
      const { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex } = answer
      place = { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex }
      await between?.()
    }
  }

  test('groups stand among the one-to-one conversations by time, with what is set on them', async () => {
    const { app, groupId } = await seeded()
    const second = await groupOf(app)
    await groupOf(app)
    await say(app, groupId)
    const saidAt = clock.seconds()
    clock.pass(SECOND)
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    clock.pass(SECOND)
    await say(app, second)
    await mark(app, groupId, { SetMark: [1], CustomMark: 'mine' })

    expect(await namesOf(app)).toEqual([second, 'alice', groupId])
    expect((await page(app)).rows[2]).toEqual({
      Type: 2,
      GroupId: groupId,
      MsgTime: saidAt,
      TopFlag: 0,
      StandardMark: '1',
      CustomMark: 'mine',
    } as Row)
  })

  test('pages of both kinds, many in one millisecond, have each conversation once', async () => {
    const names = numbers(110).map((number) => `u${number}`)
    const app = await seedApp(im, 'alice', 'bob', ...names)
    const groups: string[] = []
    for (const _ of numbers(110)) groups.push(await groupOf(app))
    await Promise.all(names.map((name) => im.rest(app, sendMsg, fromTo(name, 'bob', 1))))
    await Promise.all(groups.slice(0, 60).map((groupId) => say(app, groupId)))
    clock.pass(SECOND / 2)
    await Promise.all(groups.slice(60).map((groupId) => say(app, groupId)))
    const pinned = [groups[3] ?? '', groups[99] ?? '']
    await top(
      app,
      1,
      pinned.map((GroupId) => ({ Type: 2, GroupId })),
    )

    const rows = await walk(app)
    expect(rows.map(nameOf).toSorted()).toEqual([...names, ...groups].toSorted())
    expect(rows.slice(0, 2).map(nameOf).toSorted()).toEqual(pinned.toSorted())
    expect(rows.slice(2).every(({ TopFlag }) => TopFlag === 0)).toBe(true)
    // Without pinned ones first they stand at their place.
    const plain = await walk(app, 1)
    expect(plain.map(nameOf).toSorted()).toEqual([...names, ...groups].toSorted())
    expect(plain.filter(({ TopFlag }) => TopFlag === 1)).toHaveLength(2)
    const times = plain.map(({ MsgTime }) => MsgTime)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  test('a page goes on where the group that ended the last one has moved up', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const groups: string[] = []
    for (const n of numbers(103)) {
      const groupId = await groupOf(app)
      groups.unshift(groupId)
      clock.pass(SECOND)
      await say(app, groupId, n)
    }
    const last = groups[99] ?? ''
    const rows = await walk(app, FULL, async () => {
      clock.pass(SECOND)
      await say(app, last, 1000)
    })

    expect(rows.map(nameOf)).toEqual(groups)
  })

  test('a group whose history was cleared is told with the flag for empty ones alone', async () => {
    const { app, groupId } = await seeded()
    await say(app, groupId)
    await top(app, 1, [{ Type: 2, GroupId: groupId }])
    expect(await namesOf(app, 0)).toEqual([groupId])
    await im.platform.store.db
      .updateTable('group_member')
      .set({ cleared_seq: 1 })
      .where('group_id', '=', groupId)
      .execute()

    expect(await namesOf(app, 0)).toEqual([])
    expect(await namesOf(app, 2)).toEqual([groupId])
  })

  test('deleting takes a group out until the next message, its history only with ClearRamble', async () => {
    const { app, groupId } = await seeded()
    await setConf(im, app, { SyncDeleteConversation: true })
    const bob = await im.connect(app, 'bob')
    const history = async () => (await bob.call(groupHistory, { groupId })).messages.length
    await say(app, groupId, 1)

    expect(await drop(app, { ToGroupid: groupId })).toMatchObject({ ErrorCode: 0 })
    expect(await bob.next('conversation.deleted')).toMatchObject({
      conversationIds: [`GROUP${groupId}`],
      clearHistory: false,
    })
    expect(await namesOf(app)).toEqual([])
    expect(await history()).toBe(1)
    await say(app, groupId, 2)
    expect(await namesOf(app)).toEqual([groupId])
    // An older page of the documents has To_Account in both cases.
    await drop(app, { To_Account: groupId, ClearRamble: 1 })
    expect(await history()).toBe(0)
  })

  test('groups are pinned and unpinned beside accounts, all or none', async () => {
    const { app, groupId } = await seeded()
    const bob = await im.connect(app, 'bob')
    const [one, both] = [
      [{ Type: 2, GroupId: groupId }],
      [
        { Type: 2, GroupId: groupId },
        { Type: 1, To_Account: 'alice' },
      ],
    ]
    await say(app, groupId)
    await bob.call(conversationDelete, {
      conversationIds: [`GROUP${groupId}`],
      clearHistory: false,
    })

    expect(await top(app, 1, both)).toMatchObject({ ErrorCode: 0 })
    const told = [await bob.next('conversation.pinned'), await bob.next('conversation.pinned')]
    expect(told).toMatchObject([
      { conversationId: `GROUP${groupId}`, pinned: true },
      { conversationId: 'C2Calice', pinned: true },
    ])
    const { conversations } = await bob.call(conversationList, {})
    expect(conversations.filter(({ pinned }) => pinned)).toHaveLength(2)
    await top(app, 2, one)
    expect((await page(app)).rows.filter(({ TopFlag }) => TopFlag === 1).map(nameOf)).toEqual([
      'alice',
    ])
    const people = numbers(50).map((n) => `u${n}`)
    await im.platform.im.accounts.importMany(
      app.appId,
      people.map((userId) => ({ userId })),
    )
    const items = people.slice(0, 48).map((To_Account) => ({ Type: 1, To_Account }))
    expect(await top(app, 1, [...items, ...one])).toMatchObject({ ErrorCode: 0 })
    const another = await groupOf(app)
    expect(await top(app, 1, [{ Type: 2, GroupId: another }])).toMatchObject(
      failure(recentErrors.tooManyPinned),
    )
    expect(await top(app, 1, one)).toMatchObject({ ErrorCode: 0 })
  })

  test('what names no group of the account answers 50002', async () => {
    const { app } = await seeded()
    const foreign = await seedGroup(im, app, { owner: 'alice' })
    const community = await seedGroup(im, app, {
      type: 'Community',
      owner: 'alice',
      members: ['bob'],
      columns: { support_topic: 1 },
    })
    const topic = await seedTopic(im, app, community)
    const bad = failure(recentErrors.badParameter)

    for (const GroupId of ['nowhere', foreign, topic, undefined]) {
      expect(await top(app, 1, [{ Type: 2, GroupId }])).toMatchObject(bad)
    }
    for (const ToGroupid of ['nowhere', foreign, undefined]) {
      expect(await drop(app, { ToGroupid })).toMatchObject(bad)
    }
    expect(
      await im.rest(app, searchContactGroup, { From_Account: 'bob', ContactItem: [{ Type: 2 }] }),
    ).toMatchObject(bad)
  })

  test('groups are put into groups of conversations, and out again', async () => {
    const { app, groupId } = await seeded()
    const bob = await im.connect(app, 'bob')
    const foreign = await seedGroup(im, app, { owner: 'alice' })
    const item = (ToGroupId: string) => ({ Type: 2, ToGroupId })
    const all = () => im.rest(app, getContactGroup, { From_Account: 'bob', StartIndex: 0 })

    expect(
      await im.rest(app, createContactGroup, {
        From_Account: 'bob',
        GroupContactItem: [{ GroupName: 'work', ContactItem: [item(groupId), item(foreign)] }],
      }),
    ).toMatchObject({
      GroupResultItem: [
        {
          ResultItem: [
            { ContactItem: item(groupId), ResultCode: 0 },
            { ContactItem: item(foreign), ResultCode: 51007 },
          ],
        },
      ],
    })
    expect(await bob.next('conversationGroup.changed')).toMatchObject({
      added: [`GROUP${groupId}`],
    })
    await say(app, groupId)
    expect((await page(app)).rows).toMatchObject([{ GroupId: groupId, ContactGroupId: [1] }])
    expect(await all()).toMatchObject({
      ContactItem: [{ ...item(groupId), ContactGroupId: [1], StandardMark: '', CustomMark: '' }],
    })
    expect(
      await im.rest(app, updateContactGroup, {
        From_Account: 'bob',
        UpdateType: 1,
        UpdateGroup: {
          UpdateGroupType: 2,
          OldGroupName: 'work',
          ContactUpdateItem: [{ ContactOptType: 2, ContactItem: item(groupId) }],
        },
      }),
    ).toMatchObject({
      UpdateGroupResult: { ContactResultItem: [{ ContactItem: item(groupId), ResultCode: 0 }] },
    })
    expect(await all()).toMatchObject({ ContactItem: [] })
  })

  test('marks of a group are found until the account leaves it', async () => {
    const { app, groupId } = await seeded()
    const set = { SetMark: [2, 33], CustomMark: 'mine' }
    const view = { Type: 2, ToGroupId: groupId, StandardMark: `01${'0'.repeat(30)}1` }

    expect(await mark(app, groupId, set)).toMatchObject({ ResultItem: [{ ResultCode: 0 }] })
    expect(await search(app, groupId)).toMatchObject({
      ContactResultItem: [{ ...view, CustomMark: 'mine', Timestamp: clock.seconds() }],
    })
    await im.rest(app, deleteGroupMember, { GroupId: groupId, MemberToDel_Account: ['bob'] })

    expect(await search(app, groupId)).toMatchObject({
      ContactResultItem: [{ ToGroupId: groupId, StandardMark: '', CustomMark: '' }],
    })
    expect(
      await im.rest(app, getContactGroup, { From_Account: 'bob', StartIndex: 0 }),
    ).toMatchObject({ ContactItem: [], CompleteFlag: 1 })
    expect(await mark(app, groupId, set)).toMatchObject({
      ResultItem: [{ ResultCode: recentErrors.unknownGroup.code }],
    })
  })

  test('standard marks of groups are of the plans that have marks', async () => {
    const { app, groupId } = await seeded()
    expect(await mark(app, groupId, { SetMark: [1] })).toMatchObject({ ErrorCode: 0 })
    await putOnPlan(im, app, 'standard')

    expect(await mark(app, groupId, { SetMark: [1] })).toMatchObject(
      failure(recentErrors.notInPlan),
    )
    expect(await mark(app, groupId, { OptType: 2, CustomMark: 'x' })).toMatchObject({
      ResultItem: [{ OptType: 2, ResultCode: 0 }],
    })
  })
})

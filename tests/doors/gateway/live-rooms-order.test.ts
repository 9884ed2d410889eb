import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  forbidSendMsg,
  gatewayErrors,
  getLiveAdminList,
  groupBan,
  groupDismiss,
  groupErrors,
  groupJoin,
  groupMarkMembers,
  groupMembers,
  groupSend,
  groupUnban,
  modifyLiveAdmin,
  noticeTypes,
  tipTypes,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { openRoom } from '../live-room.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'

/** Anything but that somebody came in. */
function isNews({ data }: { readonly data: unknown }): boolean {
  const { message } = data as { readonly message?: { readonly tip?: { readonly type: number } } }
  return message?.tip?.type !== tipTypes.join
}

describe.each(storages)('order in live rooms on $name', ({ start }) => {
  let im: TestServer
  const open: RawClient[] = []
  beforeAll(async () => {
    im = await start()
  })
  afterAll(async () => {
    for (const client of open) client.close()
    await im[Symbol.asyncDispose]()
  })

  const newApp = () => seedApp(im, 'alice', 'bob', 'carol', 'dave')
  const room = async (app: TestApp) => {
    const { GroupId: groupId, clients } = await openRoom(im, app, 'alice', 'bob', 'carol')
    open.push(...clients)
    const [alice, bob, carol] = clients as [RawClient, RawClient, RawClient]
    return { groupId, alice, bob, carol }
  }
  let said = 0
  const say = (client: RawClient, groupId: string) => {
    said += 1
    const message = { random: said, clientTime: 1_700_000_000, body: text(`${said}`) }
    return refusal(client.call(groupSend, { groupId, ...message }))
  }
  const nextTip = async (client: RawClient, type: number) => {
    for (;;) {
      const { message } = await client.next('group.message')
      if (message.tip?.type === type) return message.tip
    }
  }

  test('who is muted is heard again when the mute is lifted', async () => {
    const app = await newApp()
    const { groupId, bob } = await room(app)
    const mute = (MuteTime: number) =>
      im.rest(app, forbidSendMsg, { GroupId: groupId, Members_Account: ['bob'], MuteTime })

    expect(await say(bob, groupId)).toBeUndefined()
    await mute(60)
    expect(await say(bob, groupId)).toBe(groupErrors.muted.code)
    await mute(0)
    expect(await say(bob, groupId)).toBeUndefined()
    await mute(60)
    // Also who comes in anew.
    const again = await im.connect(app, 'bob')
    open.push(again)
    await again.call(groupJoin, { groupId })
    expect(await say(again, groupId)).toBe(groupErrors.muted.code)
  })

  test('where all are muted the owner and administrators speak', async () => {
    const app = await newApp()
    const groupId = await seedGroup(im, app, {
      type: 'AVChatRoom',
      owner: 'alice',
      columns: { mute_all: 1 },
    })
    const [alice, bob, carol] = [
      await im.connect(app, 'alice'),
      await im.connect(app, 'bob'),
      await im.connect(app, 'carol'),
    ]
    open.push(alice, bob, carol)
    for (const client of [alice, bob, carol]) await client.call(groupJoin, { groupId })
    const make = (CommandType: 1 | 2) =>
      im.rest(app, modifyLiveAdmin, { GroupId: groupId, CommandType, Admin_Account: ['bob'] })

    await make(1)
    const codes = [await say(alice, groupId), await say(bob, groupId), await say(carol, groupId)]
    await make(2)
    expect([...codes, await say(bob, groupId)]).toEqual([
      undefined,
      undefined,
      groupErrors.muted.code,
      groupErrors.muted.code,
    ])
  })

  test('the owner bans, and lifts bans', async () => {
    const app = await newApp()
    await setConf(im, app, { LiveBan: true })
    const { groupId, alice, bob, carol } = await room(app)
    const Admin_Account = ['carol']
    await im.rest(app, modifyLiveAdmin, { GroupId: groupId, CommandType: 1, Admin_Account })
    const ban = (client: RawClient, ...userIds: readonly string[]) =>
      refusal(client.call(groupBan, { groupId, userIds: [...userIds], seconds: 60, reason: 'why' }))
    const { code } = groupErrors.noPermission

    expect(await ban(bob, 'dave')).toBe(code)
    expect(await ban(carol, 'alice')).toBe(code)
    expect(await ban(carol, 'bob')).toBeUndefined()
    expect(await nextTip(alice, tipTypes.ban)).toMatchObject({
      operator: { userId: 'carol' },
      members: [{ userId: 'bob' }],
      memberCount: 2,
      reason: 'why',
    })
    expect((await bob.next('group.notice')).notice.type).toBe(noticeTypes.kicked)
    expect([await say(bob, groupId), await refusal(bob.call(groupJoin, { groupId }))]).toEqual([
      code,
      code,
    ])
    expect(await refusal(bob.call(groupUnban, { groupId, userIds: ['bob'] }))).toBe(code)
    await alice.call(groupUnban, { groupId, userIds: ['bob'] })
    expect(await bob.call(groupJoin, { groupId })).toMatchObject({ status: 'joined' })

    // An administrator who is banned is none any more.
    expect(await ban(alice, 'carol')).toBeUndefined()
    const answer = await im.rest(app, getLiveAdminList, { GroupId: groupId })
    expect(answer.Admin_List).toEqual([])
  })

  test('bans go by plan and switch', async () => {
    const app = await newApp()
    const { groupId, alice } = await room(app)
    const ban = () => refusal(alice.call(groupBan, { groupId, userIds: ['bob'], seconds: 60 }))
    const unban = () => refusal(alice.call(groupUnban, { groupId, userIds: ['bob'] }))

    const off = [await ban(), await unban()]
    await setConf(im, app, { LiveBan: true })
    const on = [await ban(), await unban()]
    await putOnPlan(im, app, 'standard')
    const lower = [await ban(), await unban()]

    const { code } = groupErrors.noPermission
    const { code: notInPlan } = gatewayErrors.notInPlan
    expect([off, on, lower]).toEqual([
      [code, code],
      [undefined, undefined],
      [notInPlan, notInPlan],
    ])
  })

  test('everybody in a room hears that it is dissolved, and is in it no longer', async () => {
    const app = await newApp()
    const { groupId, alice, bob, carol } = await room(app)
    const { code } = groupErrors.noPermission

    expect(await refusal(bob.call(groupDismiss, { groupId }))).toBe(code)
    await alice.call(groupDismiss, { groupId })
    for (const client of [bob, carol]) {
      const { notice } = await client.next('group.notice')
      expect(notice).toMatchObject({ type: noticeTypes.dismissed, groupId })
    }
    expect(await say(bob, groupId)).toBe(groupErrors.noGroup.code)

    // Another of the same name begins empty, for those who were in the first one too.
    await seedGroup(im, app, { type: 'AVChatRoom', owner: 'alice', groupId })
    expect(await say(bob, groupId)).toBe(code)
    await bob.call(groupJoin, { groupId })
    await say(bob, groupId)
    expect([alice.events, carol.events].flat().filter(isNews)).toEqual([])
  })

  test('the owner marks who is there, and the list shows it', async () => {
    const app = await newApp()
    const { groupId, alice, bob } = await room(app)
    const mark = (client: RawClient, number: number, enabled = true) =>
      client.call(groupMarkMembers, {
        groupId,
        userIds: ['carol', 'bob', 'dave'],
        mark: number,
        enabled,
      })

    expect(await refusal(mark(alice, 1000))).toBe(gatewayErrors.switchedOff.code)
    await setConf(im, app, { LiveMemberList: true })
    expect(await mark(alice, 1000)).toEqual({ marked: ['carol', 'bob'] })
    expect(await refusal(mark(bob, 1000))).toBe(groupErrors.noPermission.code)
    const { members } = await alice.call(groupMembers, { groupId, mark: 1000 })
    expect(members.map(({ userId, marks }) => [userId, marks])).toEqual([
      ['carol', [1000]],
      ['bob', [1000]],
    ])
    expect(await mark(alice, 1000, false)).toEqual({ marked: ['carol', 'bob'] })
    for (const at of numbers(10)) await mark(alice, 1000 + at)
    expect(await refusal(mark(alice, 1011))).toBe(groupErrors.badParameter.code)

    await putOnPlan(im, app, 'standard')
    expect(await refusal(mark(alice, 1000))).toBe(gatewayErrors.notInPlan.code)
    const other = await seedGroup(im, app, { owner: 'alice' })
    const elsewhere = { groupId: other, userIds: ['alice'], mark: 1000, enabled: true }
    expect(await refusal(alice.call(groupMarkMembers, elsewhere))).toBe(
      groupErrors.noPermission.code,
    )
  })

  test('the owner of a community marks its members', async () => {
    const app = await newApp()
    await setConf(im, app, { Community: true })
    const groupId = await seedGroup(im, app, {
      type: 'Community',
      owner: 'alice',
      members: ['bob', 'carol'],
    })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    open.push(alice, bob)
    const mark = (client: RawClient, number: number, enabled = true) =>
      client.call(groupMarkMembers, {
        groupId,
        userIds: ['bob', 'alice', 'dave'],
        mark: number,
        enabled,
      })
    const marked = async (number: number) => {
      const { members } = await alice.call(groupMembers, { groupId, mark: number })
      return members.map(({ userId, marks }) => [userId, marks])
    }

    expect((await mark(alice, 1000)).marked.toSorted()).toEqual(['alice', 'bob'])
    await mark(alice, 1001)
    expect(new Map((await marked(1001)) as [string, number[]][]).get('bob')).toEqual([1000, 1001])
    expect((await mark(alice, 1000, false)).marked.toSorted()).toEqual(['alice', 'bob'])
    expect((await mark(alice, 1000, false)).marked).toEqual([])
    expect(await marked(1000)).toEqual([])
    for (const at of numbers(10)) await mark(alice, 1000 + at)
    expect(await refusal(mark(alice, 1011))).toBe(groupErrors.badParameter.code)
    expect(await refusal(mark(bob, 1001))).toBe(groupErrors.noPermission.code)
    await putOnPlan(im, app, 'standard')
    expect(await refusal(mark(alice, 1001))).toBe(gatewayErrors.notInPlan.code)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  getLiveAdminList,
  groupErrors,
  modifyLiveAdmin,
  noticeTypes,
  sendBroadcastMsg,
  tipTypes,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { openRoom } from '../live-room.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'

const names = numbers(7).map((at) => `u${at}`)

describe.each(storages)('administrators of live rooms and broadcasts on $name', ({ start }) => {
  let im: TestServer
  let clock: MovingClock
  const open: RawClient[] = []
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
  })
  afterAll(async () => {
    for (const client of open) client.close()
    await im[Symbol.asyncDispose]()
  })

  const roomWith = async (app: TestApp, ...userIds: readonly string[]) => {
    const { GroupId, clients } = await openRoom(im, app, ...userIds)
    open.push(...clients)
    return { GroupId, clients }
  }
  const modify = (app: TestApp, GroupId: string, makes: boolean, ...who: readonly string[]) =>
    im.rest(app, modifyLiveAdmin, { GroupId, CommandType: makes ? 1 : 2, Admin_Account: who })
  const admins = async (app: TestApp, GroupId: string) => {
    const answer = await im.rest(app, getLiveAdminList, { GroupId })
    const list = answer.Admin_List as { Admin_Account: string }[]
    return list.map(({ Admin_Account }) => Admin_Account).toSorted()
  }
  /** The next message to a room that is no tip of who came or went. */
  const nextNews = async (client: RawClient) => {
    for (;;) {
      const { message } = await client.next('group.message')
      const type = message.tip?.type
      if (type !== tipTypes.join && type !== tipTypes.quit) return message
    }
  }

  test('five are made and unmade; they and the room hear of it', async () => {
    const app = await seedApp(im, 'alice', ...names)
    await setConf(im, app, { GroupNotices: { AVChatRoom: { MemberRole: 'Send' } } })
    clock.pass(11 * 60 * SECOND)
    const { GroupId, clients } = await roomWith(app, 'u1', 'u2')
    const [u1, u2] = clients as [RawClient, RawClient]

    expect(await modify(app, GroupId, true, 'u2', 'u3')).toMatchObject({ ErrorCode: 0 })
    const { tip } = await nextNews(u1)
    expect(tip).toMatchObject({
      type: tipTypes.setAdmin,
      members: [{ userId: 'u2' }, { userId: 'u3' }],
    })
    expect((await u2.next('group.notice')).notice.type).toBe(noticeTypes.setAdmin)
    await modify(app, GroupId, true, 'u2', 'u4', 'u5', 'u6')
    expect(await admins(app, GroupId)).toEqual(['u2', 'u3', 'u4', 'u5', 'u6'])
    const over = failure(groupErrors.tooManyAccounts)
    expect(await modify(app, GroupId, true, 'u7')).toMatchObject(over)

    await modify(app, GroupId, false, 'u2', 'u7')
    expect((await u2.next('group.notice')).notice.type).toBe(noticeTypes.unsetAdmin)
    expect(await modify(app, GroupId, true, 'u7')).toMatchObject({ ErrorCode: 0 })
    expect(await im.rest(app, getLiveAdminList, { GroupId })).toMatchObject({
      Admin_List: expect.arrayContaining([{ Admin_Account: 'u7', NickName: '', Avatar: '' }]),
    })
  })

  test('administrators need a live room, a plan, and accounts', async () => {
    const app = await seedApp(im, 'alice', ...names)
    const GroupId = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'alice' })
    const other = await seedGroup(im, app, { owner: 'alice' })
    const list = async (id: string) =>
      (await im.rest(app, getLiveAdminList, { GroupId: id })).ErrorCode
    const make = async (id: string, ...who: readonly string[]) =>
      (await modify(app, id, true, ...who)).ErrorCode
    const { badGroupId, badParameter, noGroup, noPermission, needsPremium, tooManyAccounts } =
      groupErrors

    expect([
      await make(other, 'u1'),
      await make('nothing', 'u1'),
      await make('', 'u1'),
      await make(GroupId),
      await make(GroupId, 'nobody'),
      await make(GroupId, 'alice'),
      await make(GroupId, ...names.slice(0, 6)),
    ]).toEqual([
      noPermission.code,
      noGroup.code,
      badGroupId.code,
      badParameter.code,
      badParameter.code,
      badParameter.code,
      tooManyAccounts.code,
    ])
    expect([await list(GroupId), await list(other), await list('nothing'), await list('')]).toEqual(
      [0, noPermission.code, noGroup.code, badGroupId.code],
    )
    await putOnPlan(im, app, 'standard')
    expect([await make(GroupId, 'u1'), await list(GroupId)]).toEqual([
      needsPremium.code,
      needsPremium.code,
    ])
    await putOnPlan(im, app, 'premium')
    expect([await make(GroupId, 'u1'), await list(GroupId)]).toEqual([0, 0])
  })

  test('a broadcast reaches every live room of the app, and no other', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol', 'dave')
    const another = await seedApp(im, 'alice')
    await setConf(im, app, { LiveBroadcast: true })
    const first = await roomWith(app, 'alice', 'bob')
    const second = await roomWith(app, 'carol')
    const elsewhere = await roomWith(another, 'alice')
    const dave = await im.connect(app, 'dave')
    open.push(dave)

    const body = { Random: 7, MsgBody: text('to all'), CloudCustomData: 'custom' }
    const answer = await im.rest(app, sendBroadcastMsg, { ...body, From_Account: 'dave' })
    expect(answer).toMatchObject({ ErrorCode: 0, MsgSeq: 1 })
    const wanted = (groupId: string) => ({
      groupId,
      from: 'dave',
      random: 7,
      body: text('to all'),
      cloudCustomData: 'custom',
      broadcast: true,
    })
    for (const client of first.clients) {
      expect(await nextNews(client)).toMatchObject(wanted(first.GroupId))
    }
    expect(await nextNews(second.clients[0] as RawClient)).toMatchObject(wanted(second.GroupId))
    clock.pass(SECOND)
    expect(await im.rest(app, sendBroadcastMsg, body)).toMatchObject({ MsgSeq: 2 })
    expect((await nextNews(second.clients[0] as RawClient)).from).toBe('administrator')
    // What the other room heard is that somebody came in.
    const [heard] = (elsewhere.clients[0] as RawClient).events
    expect(heard?.data).toMatchObject({ message: { tip: { type: tipTypes.join } } })
    expect(dave.events).toEqual([])
  })

  test('broadcasts go by plan, switch, rate and length', async () => {
    const app = await seedApp(im, 'alice')
    const send = async (more: object = {}) => {
      const body = { Random: 1, MsgBody: text('to all'), ...more }
      return (await im.rest(app, sendBroadcastMsg, body)).ErrorCode
    }
    const { badParameter, messageTooLong, noPermission, sendRate } = groupErrors

    const off = await send()
    await setConf(im, app, { LiveBroadcast: true })
    clock.pass(SECOND)
    expect([off, await send(), await send()]).toEqual([noPermission.code, 0, sendRate.code])
    await setConf(im, app, { LiveBroadcastRate: 5 })
    clock.pass(SECOND)
    const six = []
    for (const _ of numbers(6)) six.push(await send())
    expect(six).toEqual([0, 0, 0, 0, 0, sendRate.code])
    clock.pass(SECOND)
    expect([
      await send({ From_Account: 'nobody' }),
      await send({ MsgBody: [] }),
      await send({ MsgBody: text('a'.repeat(13_000)) }),
    ]).toEqual([badParameter.code, badParameter.code, messageTooLong.code])
    await putOnPlan(im, app, 'standard')
    expect(await send()).toBe(noPermission.code)
    await putOnPlan(im, app, 'premium')
    expect(await send()).toBe(0)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Command } from '@yanshu/protocol'
import {
  adminGetRoamMsg,
  getC2cUnreadMsgNum,
  imSetAttr,
  messageErrors,
  pushErrors,
  timPush,
  timPushBatch,
  timPushGetAttrName,
  timPushRevoke,
  timPushSetAttr,
  timPushSetAttrName,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { createMovingClock, DAY, SECOND } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'
import { runPushes, seedPushApp, toldTo } from './pushing.ts'

const info = { Title: 'News', Desc: 'Something happened', Ext: '{}' }
const push = (MsgRandom: number, words = 'to all') => ({
  From_Account: 'alice',
  MsgRandom,
  MsgBody: text(words),
})
const notice = (MsgRandom: number) => ({
  From_Account: 'alice',
  MsgRandom,
  OfflinePushInfo: info,
})
const batch = (MsgRandom: number, ...To_Account: readonly string[]) => ({
  ...notice(MsgRandom),
  To_Account,
})
const noticeBody = [
  { MsgType: 'TIMCustomElem', MsgContent: { Data: 'News', Desc: 'Something happened', Ext: '{}' } },
]

describe.each(storages)('timpush on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
    im.platform.jobs.byHand()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const seed = () => seedPushApp(im, 'alice', 'bob', 'carol')

  test('push stores the message for everybody, as unread, once', async () => {
    const app = await seed()
    const bob = await im.connect(app, 'bob')

    const answer = await im.rest(app, timPush, {
      ...push(1, 'stored'),
      OnlineOnlyFlag: 0,
      DataId: 'campaign',
      OfflinePushInfo: info,
    })
    await runPushes(im, clock)

    expect(answer).toMatchObject({ ErrorCode: 0, TaskId: expect.stringMatching(/^push_/) })
    expect((await bob.next('message.received')).message).toMatchObject({
      from: 'alice',
      seq: 1,
      body: text('stored'),
    })
    for (const To_Account of ['bob', 'carol']) {
      expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account })).toMatchObject({
        AllC2CUnreadMsgNum: 1,
      })
    }
    const history = await im.rest(app, adminGetRoamMsg, {
      Operator_Account: 'carol',
      Peer_Account: 'alice',
      MaxCnt: 10,
      MinTime: 0,
      MaxTime: clock.seconds() + 10,
    })
    expect(history).toMatchObject({ MsgCnt: 1, MsgList: [{ MsgBody: text('stored') }] })
  })

  test('push with OnlineOnlyFlag 1 stores nothing', async () => {
    const app = await seed()
    const bob = await im.connect(app, 'bob')

    await im.rest(app, timPush, { ...push(1), OnlineOnlyFlag: 1 })
    await runPushes(im, clock)

    expect((await bob.next('message.received')).message).toMatchObject({ onlineOnly: true })
    expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'carol' })).toMatchObject({
      AllC2CUnreadMsgNum: 0,
    })
    expect(await toldTo([await im.connect(app, 'carol')])).toEqual([])
  })

  test('push is for those alone whom a condition means', async () => {
    const app = await seed()
    await im.rest(app, timPushSetAttrName, { AttrNames: { 0: 'city' } })
    await im.rest(app, timPushSetAttr, {
      UserAttrs: [{ To_Account: 'bob', Attrs: { city: 'Rome' } }],
    })

    await im.rest(app, timPush, { ...push(1), Condition: { AttrsAnd: { city: 'Rome' } } })
    await runPushes(im, clock)

    const unread = await Promise.all(
      ['bob', 'carol'].map((To_Account) => im.rest(app, getC2cUnreadMsgNum, { To_Account })),
    )
    expect(unread.map((one) => one.AllC2CUnreadMsgNum)).toEqual([1, 0])
  })

  test('a push without elements is a notification, which waits a day for those who are away', async () => {
    const app = await seed()
    const bob = await im.connect(app, 'bob')

    await im.rest(app, timPush, notice(1))
    await runPushes(im, clock)
    const carol = await im.connect(app, 'carol')

    const told = [await bob.next('message.received'), await carol.next('message.received')]
    expect(told.map(({ message }) => message)).toMatchObject([
      { to: 'bob', body: noticeBody, onlineOnly: true },
      { to: 'carol', body: noticeBody, onlineOnly: true },
    ])
    expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'carol' })).toMatchObject({
      AllC2CUnreadMsgNum: 0,
    })
  })

  test('batch notifies those it names and lists those who are unknown, devices among them', async () => {
    const app = await seed()
    const [bob, carol] = await Promise.all([im.connect(app, 'bob'), im.connect(app, 'carol')])

    const all = await im.rest(app, timPushBatch, { ...batch(1, 'bob'), DataId: 'campaign' })
    const some = await im.rest(app, timPushBatch, batch(2, 'bob', 'device 1', 'bob'))
    await runPushes(im, clock)

    expect(all).toMatchObject({ ActionStatus: 'OK', TaskId: expect.stringMatching(/^batch_/) })
    expect(some).toMatchObject({
      ActionStatus: 'SomeError',
      ErrorList: [{ To_Account: 'device 1', ErrorCode: 90012, ErrorInfo: expect.any(String) }],
    })
    await bob.next('message.received')
    await bob.next('message.received')
    expect(await toldTo([bob, carol])).toEqual([])
  })

  test('batch reaches 500 at once; as many are not counted as pushes of the day', async () => {
    const names = numbers(501).map((n) => `u${n}`)
    const app = await seedPushApp(im, 'alice', ...names)
    await putOnPlan(im, app, 'premium')
    const last = await im.connect(app, 'u500')

    const most = await im.rest(app, timPushBatch, batch(1, ...names.slice(0, 500)))
    const over = await im.rest(app, timPushBatch, batch(2, ...names))
    await runPushes(im, clock)

    expect(most).toMatchObject({ ActionStatus: 'OK' })
    expect(over).toMatchObject(failure(messageErrors.tooManyReceivers))
    expect((await last.next('message.received')).message).toMatchObject({ body: noticeBody })
  })

  test('a stopped push reaches nobody any more; a second stop, one too soon and one too late fail', async () => {
    const app = await seed()
    const { TaskId } = await im.rest(app, timPush, push(1))
    clock.pass(SECOND)
    const second = await im.rest(app, timPush, push(2))

    const stopped = await im.rest(app, timPushRevoke, { TaskId })
    const soon = await im.rest(app, timPushRevoke, { TaskId: second.TaskId })
    clock.pass(SECOND)
    const again = await im.rest(app, timPushRevoke, { TaskId })
    clock.pass(DAY)
    const late = await im.rest(app, timPushRevoke, { TaskId: second.TaskId })
    const unknown = await im.rest(app, timPushRevoke, { TaskId: 'batch_0' })

    expect(stopped).toMatchObject({ ErrorCode: 0 })
    expect(soon).toMatchObject(failure(pushErrors.revokeTooSoon))
    expect(again).toMatchObject(failure(pushErrors.revokedAlready))
    expect(late).toMatchObject(failure(pushErrors.revokeLate))
    expect(unknown).toMatchObject(failure(pushErrors.badTaskId))
  })

  test('what waits for those who are away is not told after a stop, or says something else', async () => {
    const app = await seed()
    const gone = await im.rest(app, timPush, notice(1))
    await runPushes(im, clock)
    const replaced = await im.rest(app, timPush, notice(2))
    await runPushes(im, clock)

    await im.rest(app, timPushRevoke, { TaskId: gone.TaskId })
    clock.pass(SECOND)
    await im.rest(app, timPushRevoke, {
      TaskId: replaced.TaskId,
      OfflinePushInfo: { ...info, Title: 'Corrected' },
    })
    const bob = await im.connect(app, 'bob')

    expect((await bob.next('message.received')).message.body).toMatchObject([
      { MsgContent: { Data: 'Corrected' } },
    ])
    expect(await toldTo([bob])).toEqual([])
  })

  test('an online-only push without OfflinePushInfo cannot be stopped', async () => {
    const app = await seed()
    const { TaskId } = await im.rest(app, timPush, { ...push(1), OnlineOnlyFlag: 1 })

    expect(await im.rest(app, timPushRevoke, { TaskId })).toMatchObject(
      failure(pushErrors.notRevocable),
    )
  })

  test('attributes of devices are declared as such, and accounts cannot have them', async () => {
    const app = await seed()

    await im.rest(app, timPushSetAttrName, {
      AttrNames: { 0: 'city', 1: 'model' },
      AttrTypes: { 0: 0, 1: 1 },
    })
    const UserAttrs = [
      { To_Account: 'bob', Attrs: { model: 'x' } },
      { To_Account: 'device', Attrs: { model: 'x' } },
      { To_Account: 'carol', Attrs: { city: 'Rome' } },
    ]
    const set = await im.rest(app, timPushSetAttr, { UserAttrs })
    const strict = await im.rest(app, imSetAttr, { UserAttrs: UserAttrs.slice(0, 1) })
    const unknown = await im.rest(app, imSetAttr, { UserAttrs: UserAttrs.slice(1) })
    const changed = await im.rest(app, timPushSetAttrName, {
      AttrNames: { 0: 'city' },
      AttrTypes: { 0: 1 },
    })

    expect(await im.rest(app, timPushGetAttrName, {})).toMatchObject({
      AttrNames: { 0: 'city', 1: 'model' },
      AttrTypes: { 0: 0, 1: 1 },
    })
    expect(set).toMatchObject({
      ActionStatus: 'SomeError',
      ErrorList: [
        { To_Account: 'bob', ErrorCode: 90035 },
        { To_Account: 'device', ErrorCode: 90048 },
      ],
    })
    expect(strict).toMatchObject(failure(pushErrors.otherAccountType))
    expect(unknown).toMatchObject(failure(messageErrors.unknownAccount))
    expect(changed).toMatchObject(failure(pushErrors.badAttr))
  })

  test('a plan has 100 pushes a day, and they come a second apart', async () => {
    const app = await seed()
    await putOnPlan(im, app, 'premium')
    clock.pass(DAY - (clock.now() % DAY))
    const first = await im.rest(app, timPush, push(1))
    const soon = await im.rest(app, timPush, push(2))
    for (const n of numbers(99)) {
      clock.pass(SECOND)
      await im.rest(app, timPush, push(n + 1))
    }
    clock.pass(SECOND)

    const over = await im.rest(app, timPush, push(101))

    expect(first).toMatchObject({ ErrorCode: 0 })
    expect(soon).toMatchObject(failure(pushErrors.tooSoon))
    expect(over).toMatchObject(failure(pushErrors.dailyQuota))
  })

  test('nothing of it without the switch or the plan', async () => {
    const off = await seedApp(im, 'alice')
    const poor = await seedPushApp(im, 'alice')
    await putOnPlan(im, poor, 'standard')
    const rich = await seedApp(im, 'alice', 'bob')
    await putOnPlan(im, rich, 'premium')
    await setConf(im, rich, { MassPush: true })
    const calls: readonly (readonly [Command, unknown])[] = [
      [timPush, push(1)],
      [timPushBatch, batch(2, 'bob')],
      [timPushSetAttrName, { AttrNames: { 0: 'city' } }],
      [timPushGetAttrName, {}],
      [timPushSetAttr, { UserAttrs: [{ To_Account: 'alice', Attrs: { city: 'Rome' } }] }],
    ]

    for (const [command, body] of calls) {
      const answers = await Promise.all([off, poor, rich].map((app) => im.rest(app, command, body)))
      const codes = answers.map(({ ErrorCode }) => ErrorCode)
      expect([command.name, codes]).toEqual([command.name, [90045, 90045, 0]])
    }
    const { TaskId } = await im.rest(rich, timPushBatch, batch(3, 'bob'))
    const revoked = await Promise.all(
      [off, poor, rich].map((app) => im.rest(app, timPushRevoke, { TaskId })),
    )
    expect(revoked.map(({ ErrorCode }) => ErrorCode)).toEqual([90045, 90045, 0])
  })

  const long = { Desc: 'x'.repeat(10_240) }
  test.each<[Command, object, object, { readonly code: number; readonly info: string }]>([
    [timPush, push(1), { MsgBody: 'x' }, messageErrors.bodyNotArray],
    [timPush, push(1), { MsgBody: [] }, messageErrors.badBody],
    [timPush, push(1), { MsgBody: undefined }, messageErrors.badPushInfo],
    [timPush, push(1), { MsgBody: text('x'.repeat(10_240)) }, pushErrors.bodyTooLong],
    [timPush, push(1), { OfflinePushInfo: 'x' }, messageErrors.badPushInfo],
    [timPush, push(1), { MsgRandom: undefined }, messageErrors.badRandom],
    [timPush, push(1), { From_Account: undefined }, messageErrors.badSender],
    [timPush, push(1), { From_Account: 'nobody' }, messageErrors.unknownAccount],
    [timPush, push(1), { DataId: 'x'.repeat(65) }, messageErrors.badFormat],
    [
      timPush,
      push(1),
      { Condition: { TagsOr: ['a'], AttrsOr: { a: 'b' } } },
      pushErrors.attrsAndTags,
    ],
    [timPush, push(1), { Condition: { TagsOr: ['a', 'a'] } }, pushErrors.repeatedTag],
    [timPush, push(1), { Condition: { TagsOr: [''] } }, pushErrors.emptyTag],
    [timPush, push(1), { Condition: { TagsOr: ['x'.repeat(51)] } }, pushErrors.conditionTagTooLong],
    [timPush, push(1), { Condition: { TagsOr: numbers(11).map(String) } }, pushErrors.tooManyTags],
    [timPush, push(1), { Condition: { AttrsOr: { other: 'b' } } }, pushErrors.badAttr],
    [timPush, push(1), { Condition: { AttrsOr: { other: '' } } }, pushErrors.badAttrLength],
    [timPushBatch, batch(1, 'bob'), { To_Account: 'bob' }, messageErrors.receiversNotArray],
    [timPushBatch, batch(1, 'bob'), { To_Account: [] }, messageErrors.noReceivers],
    [timPushBatch, batch(1, 'bob'), { To_Account: ['nobody'] }, messageErrors.unknownReceiver],
    [timPushBatch, batch(1, 'bob'), { OfflinePushInfo: undefined }, messageErrors.badPushInfo],
    [timPushBatch, batch(1, 'bob'), { OfflinePushInfo: long }, pushErrors.bodyTooLong],
    [timPushBatch, batch(1, 'bob'), { MsgRandom: 'x' }, messageErrors.badRandom],
    [timPushBatch, batch(1, 'bob'), { From_Account: 7 }, messageErrors.badSender],
    [timPushBatch, batch(1, 'bob'), { From_Account: 'nobody' }, messageErrors.unknownAccount],
    [timPushBatch, batch(1, 'bob'), { DataId: 7 }, messageErrors.badFormat],
    [timPushRevoke, { TaskId: 'x' }, { OfflinePushInfo: 'x' }, messageErrors.badPushInfo],
    [timPushRevoke, { TaskId: 'x' }, { OfflinePushInfo: long }, pushErrors.bodyTooLong],
    [timPushRevoke, { TaskId: 'x' }, { TaskId: 7 }, pushErrors.badTaskId],
    [timPushSetAttrName, { AttrNames: { 0: 'a' } }, { AttrTypes: { 1: 0 } }, pushErrors.badAttr],
    [
      timPushSetAttrName,
      { AttrNames: { 0: 'a' } },
      { AttrNames: { 0: '' } },
      pushErrors.badAttrLength,
    ],
    [
      timPushSetAttrName,
      { AttrNames: { 0: 'a' } },
      { AttrTypes: { 0: 2 } },
      messageErrors.badFormat,
    ],
  ])('%#: refuses what does not fit', async (command, good, change, row) => {
    const app = await seed()

    expect(await im.rest(app, command, { ...good, ...change })).toMatchObject(failure(row))
  })
})

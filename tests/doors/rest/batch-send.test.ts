import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { batchSendMsg, getC2cUnreadMsgNum, messageErrors, sendMsg } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { MINUTE, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'

const names = (count: number) => numbers(count).map((number) => `u${number}`)
const toAll = (To_Account: readonly unknown[], MsgRandom = 7) => ({
  From_Account: 'alice',
  To_Account,
  MsgRandom,
  MsgBody: text('to all'),
})

describe.each(storages)('batchsendmsg on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  test('sends to all with one key', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    const clients = [await im.connect(app, 'bob'), await im.connect(app, 'carol')]

    const answer = await im.rest(app, batchSendMsg, { ...toAll(['bob', 'carol']), MsgSeq: 5 })
    const messages = await Promise.all(clients.map((client) => client.next('message.received')))

    expect(answer).toEqual({
      ActionStatus: 'OK',
      ErrorCode: 0,
      ErrorInfo: '',
      MsgKey: messages[0]?.message.key,
      MsgId: messages[0]?.message.id,
      ErrorList: [],
    })
    expect(answer.MsgKey).toMatch(/^5_7_\d{10}$/)
    expect(messages[1]?.message).toMatchObject({ key: answer.MsgKey, id: answer.MsgId })
  })

  test('answers SomeError with the receivers that are not imported', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    const answer = await im.rest(app, batchSendMsg, toAll(['bob', 'nobody', 'no UserID']))

    expect(answer).toMatchObject({
      ActionStatus: 'SomeError',
      ErrorCode: 0,
      ErrorList: [
        { To_Account: 'nobody', ErrorCode: 70107 },
        { To_Account: 'no UserID', ErrorCode: 70107 },
      ],
    })
    expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob' })).toMatchObject({
      AllC2CUnreadMsgNum: 1,
    })
  })

  test('a receiver named twice gets it once', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    await im.rest(app, batchSendMsg, toAll(['bob', 'bob']))

    expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob' })).toMatchObject({
      AllC2CUnreadMsgNum: 1,
    })
  })

  test('reaches 500 receivers and refuses 501', async () => {
    const app = await seedApp(im, 'alice', ...names(501))

    const most = await im.rest(app, batchSendMsg, toAll(names(500)))
    const over = await im.rest(app, batchSendMsg, toAll(names(501), 8))
    const unread = async (To_Account: string) =>
      (await im.rest(app, getC2cUnreadMsgNum, { To_Account })).AllC2CUnreadMsgNum

    expect(most).toMatchObject({ ActionStatus: 'OK', ErrorList: [] })
    expect(over).toMatchObject(failure(messageErrors.tooManyReceivers))
    expect(await Promise.all(['u1', 'u500', 'u501'].map(unread))).toEqual([1, 1, 0])
  })

  test.each([
    [{ To_Account: 'bob' }, messageErrors.receiversNotArray],
    [{ To_Account: [7] }, messageErrors.receiversNotArray],
    [{ To_Account: undefined }, messageErrors.receiversNotArray],
    [{ To_Account: [] }, messageErrors.noReceivers],
    [{ To_Account: ['nobody'] }, messageErrors.unknownReceiver],
    [{ From_Account: 'nobody' }, messageErrors.unknownAccount],
    [{ MsgRandom: 'x' }, messageErrors.badRandom],
    [{ From_Account: 7 }, messageErrors.badSender],
    [{ MsgSeq: 'x' }, messageErrors.badFormat],
    [{ SyncOtherMachine: 3 }, messageErrors.badSyncOther],
    [{ OfflinePushInfo: 'push' }, messageErrors.badPushInfo],
    [{ MsgLifeTime: 'x' }, messageErrors.badLifeTime],
    [{ MsgBody: 'x' }, messageErrors.bodyNotArray],
    [{ MsgBody: [{}] }, messageErrors.badBody],
    [{ MsgBody: text('x'.repeat(12_500)) }, messageErrors.packetTooLong],
    [{ MsgLifeTime: 604_801 }, messageErrors.lifeTimeTooLong],
  ])('refuses %j', async (change, row) => {
    const app = await seedApp(im, 'alice', 'bob')

    const answer = await im.rest(app, batchSendMsg, { ...toAll(['bob']), ...change })

    expect(answer).toMatchObject(failure(row))
  })

  test('takes everything that one message takes, but for what callbacks and times need', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')

    const answer = await im.rest(app, batchSendMsg, {
      ...toAll(['bob']),
      SyncOtherMachine: 1,
      MsgLifeTime: 60,
      SendMsgControl: ['NoUnread'],
      CloudCustomData: 'custom',
      SupportMessageExtension: 1,
      IsNeedReadReceipt: 1,
      OfflinePushInfo: { Title: 'title' },
    })

    expect(answer).toMatchObject({ ErrorCode: 0 })
    expect((await alice.next('message.received')).message).toMatchObject({
      control: ['NoUnread'],
      cloudCustomData: 'custom',
      supportExtension: true,
      needReadReceipt: true,
    })
    expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob' })).toMatchObject({
      AllC2CUnreadMsgNum: 0,
    })
  })

  test('online-only reaches who is online and is stored nowhere', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const bob = await im.connect(app, 'bob')

    await im.rest(app, batchSendMsg, { ...toAll(['bob']), OnlineOnlyFlag: 1 })

    expect((await bob.next('message.received')).message).toMatchObject({ onlineOnly: true, seq: 0 })
    expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob' })).toMatchObject({
      AllC2CUnreadMsgNum: 0,
    })
  })

  test('repeated within the window it lands once for every receiver', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')

    const first = await im.rest(app, batchSendMsg, toAll(['bob', 'carol']))
    const again = await im.rest(app, batchSendMsg, toAll(['bob', 'carol']))

    expect(again.MsgKey).toBe(first.MsgKey)
    for (const To_Account of ['bob', 'carol']) {
      const unread = await im.rest(app, getC2cUnreadMsgNum, { To_Account })
      expect(unread).toMatchObject({ AllC2CUnreadMsgNum: 1 })
    }
  })

  test('12000 receivers a minute, then 90057 until the next; one message is free of that', async () => {
    const clock = createMovingClock()
    await using own = await start({ defaultPlan: 'developer' }, { now: clock.now })
    const app = await seedApp(own, 'alice', ...names(80))
    const online = { OnlineOnlyFlag: 1 }
    // 150 calls of 80, and the clock stands: the rate of the command is 200 a second.
    for (const n of numbers(150))
      await own.rest(app, batchSendMsg, { ...toAll(names(80), n), ...online })

    const over = await own.rest(app, batchSendMsg, { ...toAll(['u1'], 151), ...online })
    const single = await own.rest(app, sendMsg, {
      From_Account: 'alice',
      To_Account: 'u1',
      MsgRandom: 1,
      MsgBody: text('one'),
    })
    clock.pass(MINUTE)
    const later = await own.rest(app, batchSendMsg, { ...toAll(['u1'], 152), ...online })

    expect(over).toMatchObject(failure(messageErrors.batchRate))
    expect(single).toMatchObject({ ErrorCode: 0 })
    expect(later).toMatchObject({ ErrorCode: 0 })
  })
})

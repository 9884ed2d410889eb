import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminMsgWithdraw,
  conversationList,
  getC2cUnreadMsgNum,
  importMsg,
  messageErrors,
  sendMsg,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { DAY, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { ask, failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers } from '../talk.ts'

describe.each(storages)('admin_msgwithdraw on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const withdraw = (app: TestApp, MsgKey: unknown, change: object = {}) =>
    im.rest(app, adminMsgWithdraw, { From_Account: 'alice', To_Account: 'bob', MsgKey, ...change })
  const unreadOf = async (app: TestApp, To_Account: string) =>
    (await im.rest(app, getC2cUnreadMsgNum, { To_Account })).AllC2CUnreadMsgNum

  test('tells both sides, and the conversation shows the recall', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')
    const { MsgKey } = await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))

    const answer = await withdraw(app, MsgKey)

    expect(answer).toEqual({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' })
    const revoked = { by: 'administrator', reason: '', time: expect.any(Number) }
    for (const client of [alice, bob]) {
      const { message } = await client.next('message.recalled')
      expect(message).toMatchObject({ key: MsgKey, revoked })
      const { conversations } = await client.call(conversationList, {})
      expect(conversations).toMatchObject([{ lastMessage: { key: MsgKey, revoked } }])
    }
  })

  test('lowers the unread of what was not read, once', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const sent = await Promise.all(
      numbers(3).map((n) => im.rest(app, sendMsg, fromTo('alice', 'bob', n))),
    )
    const before = await unreadOf(app, 'bob')

    await withdraw(app, sent[0]?.MsgKey)
    await withdraw(app, sent[0]?.MsgKey)

    expect([before, await unreadOf(app, 'bob')]).toEqual([3, 2])
  })

  test('lowers the unread right after the send', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    for (const n of numbers(10)) {
      const { MsgKey } = await im.rest(app, sendMsg, fromTo('alice', 'bob', n))
      await withdraw(app, MsgKey)
    }

    expect(await unreadOf(app, 'bob')).toBe(0)
  })

  test('leaves the unread alone where the message was read or did not count', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const read = await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    const bob = await im.connect(app, 'bob')
    await bob.request('message.read', { conversationId: 'C2Calice' })
    const quiet = { ...fromTo('alice', 'bob', 2), SendMsgControl: ['NoUnread'] }
    const uncounted = await im.rest(app, sendMsg, quiet)
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 3))

    await withdraw(app, read.MsgKey)
    await withdraw(app, uncounted.MsgKey)

    expect(await unreadOf(app, 'bob')).toBe(1)
  })

  test('has no window', async () => {
    const clock = createMovingClock()
    await using own = await start({}, { now: clock.now })
    const app = await seedApp(own, 'alice', 'bob')
    const { MsgKey } = await own.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    clock.pass(6 * DAY)

    const answer = await ask(own, app, {
      path: 'openim/admin_msgwithdraw',
      query: { usersig: own.userSig(app, 'administrator', clock.seconds()) },
      body: JSON.stringify({ From_Account: 'alice', To_Account: 'bob', MsgKey }),
    })

    expect(answer).toMatchObject({ ErrorCode: 0 })
  })

  test('of what is recalled already answers 20023, also when ten come at once', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const { MsgKey } = await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))

    const answers = await Promise.all(numbers(10).map(() => withdraw(app, MsgKey)))

    const codes = answers.map(({ ErrorCode }) => ErrorCode)
    expect(codes.filter((code) => code === 0)).toHaveLength(1)
    expect(codes.filter((code) => code === messageErrors.recalledAlready.code)).toHaveLength(9)
  })

  test('takes back the sender’s own where both sides chose one key', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const same = { MsgSeq: 5, MsgRandom: 7 }
    const clock = 1_600_000_000
    const there = await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 7), ...same })
    const back = await im.rest(app, sendMsg, { ...fromTo('bob', 'alice', 7), ...same })
    expect(clock).toBeLessThan(Number(back.MsgTime))

    const bobs = await withdraw(app, back.MsgKey, { From_Account: 'bob', To_Account: 'alice' })
    const alices = await withdraw(app, there.MsgKey)

    expect([bobs.ErrorCode, alices.ErrorCode]).toEqual([0, 0])
    expect(await unreadOf(app, 'alice')).toBe(0)
    expect(await unreadOf(app, 'bob')).toBe(0)
  })

  test.each([
    ['the sender and receiver swapped', { From_Account: 'bob', To_Account: 'alice' }],
    ['another receiver', { To_Account: 'carol' }],
    ['nobody', { To_Account: 'nobody' }],
  ])('of a message with %s answers 20022', async (_, change) => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    const { MsgKey } = await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))

    expect(await withdraw(app, MsgKey, change)).toMatchObject(failure(messageErrors.recallUnknown))
  })

  test('of an online-only message answers 20022', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const online = { ...fromTo('alice', 'bob', 1), OnlineOnlyFlag: 1 }
    const { MsgKey } = await im.rest(app, sendMsg, online)

    expect(await withdraw(app, MsgKey)).toMatchObject(failure(messageErrors.recallUnknown))
  })

  test('takes back an imported message', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await im.rest(app, importMsg, {
      SyncFromOldSystem: 2,
      ...fromTo('alice', 'bob', 7),
      MsgSeq: 5,
      MsgTimeStamp: 1_500_000_000,
    })

    expect(await withdraw(app, '5_7_1500000000')).toMatchObject({ ErrorCode: 0 })
    expect(await unreadOf(app, 'bob')).toBe(0)
  })

  test.each([
    ['no key', {}, messageErrors.badMsgKey],
    ['', {}, messageErrors.badMsgKey],
    [7, {}, messageErrors.badMsgKey],
    ['1_2_3', {}, messageErrors.recallUnknown],
    ['1_2_3', { From_Account: 7 }, messageErrors.badSender],
    ['1_2_3', { To_Account: undefined }, messageErrors.badReceiver],
  ])('of the key %j with %j is refused', async (key, change, row) => {
    const app = await seedApp(im, 'alice', 'bob')

    expect(await withdraw(app, key, change)).toMatchObject(failure(row))
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminSetMsgRead,
  getC2cUnreadMsgNum,
  importMsg,
  messageErrors,
  sendMsg,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { SECOND, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers } from '../talk.ts'

const OK = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' }

describe.each(storages)('reading by REST on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const unread = async (app: TestApp, To_Account = 'bob') =>
    (await im.rest(app, getC2cUnreadMsgNum, { To_Account })).AllC2CUnreadMsgNum
  const read = (app: TestApp, change: object = {}) =>
    im.rest(app, adminSetMsgRead, { Report_Account: 'bob', Peer_Account: 'alice', ...change })
  const write = async (app: TestApp, from: string, count: number) => {
    for (const n of numbers(count)) await im.rest(app, sendMsg, fromTo(from, 'bob', n))
  }

  describe('admin_set_msg_read', () => {
    test('reads one conversation and tells peer and devices', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      const alice = await im.connect(app, 'alice')
      const bob = await im.connect(app, 'bob')
      await write(app, 'alice', 3)
      await write(app, 'carol', 2)

      const answer = await read(app)

      expect(answer).toEqual(OK)
      expect(await unread(app)).toBe(2)
      expect(await alice.next('message.readByPeer')).toEqual({
        by: 'bob',
        readSeq: 3,
        time: clock.seconds(),
      })
      expect(await bob.next('conversation.read')).toEqual({
        conversationId: 'C2Calice',
        readSeq: 3,
      })
    })

    test.each([
      ['a number', (second: number) => second],
      ['a string', String],
    ])('reads up to the end of a second given as %s', async (_, spell) => {
      const app = await seedApp(im, 'alice', 'bob')
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
      clock.pass(SECOND - 1)
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 2))
      const second = clock.seconds()
      clock.pass(1)
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 3))

      const before = await read(app, { MsgReadTime: spell(second - 1) })
      const unreadBefore = await unread(app)
      await read(app, { MsgReadTime: spell(second) })

      expect(before).toEqual(OK)
      expect([unreadBefore, await unread(app)]).toEqual([3, 1])
    })

    test('never takes reading back', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      await write(app, 'alice', 2)
      const early = clock.seconds()
      clock.pass(5 * SECOND)
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 9))
      await read(app)

      await read(app, { MsgReadTime: early })

      expect(await unread(app)).toBe(0)
    })

    test('an import with an old time does not carry newer messages along', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      await write(app, 'alice', 2)
      await im.rest(app, importMsg, {
        SyncFromOldSystem: 2,
        ...fromTo('alice', 'bob', 7),
        MsgTimeStamp: 1_500_000_000,
      })

      await read(app, { MsgReadTime: 1_600_000_000 })

      expect(await unread(app)).toBe(2)
    })

    test('without a message there is nothing to read', async () => {
      const app = await seedApp(im, 'alice', 'bob')

      expect(await read(app)).toEqual(OK)
      expect(await read(app, { MsgReadTime: 5 })).toEqual(OK)
    })

    test.each([
      [{ Report_Account: 'nobody' }, messageErrors.badSender],
      [{ Report_Account: 7 }, messageErrors.badSender],
      [{ Peer_Account: 'nobody' }, messageErrors.badReceiver],
      [{ Peer_Account: undefined }, messageErrors.badReceiver],
      [{ MsgReadTime: -1 }, messageErrors.badFormat],
      [{ MsgReadTime: 'now' }, messageErrors.badFormat],
    ])('refuses %j', async (change, row) => {
      const app = await seedApp(im, 'alice', 'bob')

      expect(await read(app, change)).toMatchObject(failure(row))
    })
  })

  describe('get_c2c_unread_msg_num', () => {
    test('tells the total', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      await write(app, 'alice', 3)
      await write(app, 'carol', 2)

      expect(await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob' })).toEqual({
        ...OK,
        AllC2CUnreadMsgNum: 5,
      })
      expect(await unread(app, 'alice')).toBe(0)
    })

    test('tells the numbers of peers, and who is not imported', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      await write(app, 'alice', 3)

      const Peer_Account = ['alice', 'carol', 'nobody', 'no UserID\u0000']
      const answer = await im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob', Peer_Account })

      expect(answer).toEqual({
        ...OK,
        C2CUnreadMsgNumList: [
          { Peer_Account: 'alice', C2CUnreadMsgNum: 3 },
          { Peer_Account: 'carol', C2CUnreadMsgNum: 0 },
        ],
        ErrorList: [
          { Peer_Account: 'nobody', ErrorCode: 70107 },
          { Peer_Account: 'no UserID\u0000', ErrorCode: 70107 },
        ],
      })
    })

    test('takes 10 peers and refuses 11', async () => {
      const app = await seedApp(im, 'bob')
      const peers = (count: number) => numbers(count).map((number) => `u${number}`)
      const ask = (Peer_Account: readonly string[]) =>
        im.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob', Peer_Account })

      expect(await ask(peers(10))).toMatchObject(OK)
      expect(await ask(peers(11))).toMatchObject(failure(messageErrors.badSender))
    })

    test.each([
      [{ To_Account: 'nobody' }, messageErrors.badReceiver],
      [{ To_Account: ['bob'] }, messageErrors.badReceiver],
      [{}, messageErrors.badReceiver],
      [{ To_Account: 'bob', Peer_Account: 'alice' }, messageErrors.badSender],
    ])('refuses %j', async (body, row) => {
      const app = await seedApp(im, 'bob')

      expect(await im.rest(app, getC2cUnreadMsgNum, body)).toMatchObject(failure(row))
    })
  })
})

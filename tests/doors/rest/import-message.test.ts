import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminGetRoamMsg,
  conversationList,
  getC2cUnreadMsgNum,
  importMsg,
  messageErrors,
  messageHistory,
  ping,
  sendMsg,
  sync,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, text, wordsOf } from '../talk.ts'

const LIVE = 5
const HISTORY = 2
const OLD = 1_500_000_000

describe.each(storages)('importmsg on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const bring = (app: TestApp, random: number, MsgTimeStamp: number, change: object = {}) =>
    im.rest(app, importMsg, {
      SyncFromOldSystem: HISTORY,
      ...fromTo('alice', 'bob', random),
      MsgTimeStamp,
      ...change,
    })
  const roam = async (app: TestApp) => {
    const answer = await im.rest(app, adminGetRoamMsg, {
      Operator_Account: 'bob',
      Peer_Account: 'alice',
      MaxCnt: 100,
      MinTime: 0,
      MaxTime: 4_294_967_295,
    })
    return answer.MsgList as readonly { MsgTimeStamp: number; MsgRandom: number; MsgKey: string }[]
  }
  const unreadOf = async (app: TestApp, To_Account: string) =>
    (await im.rest(app, getC2cUnreadMsgNum, { To_Account })).AllC2CUnreadMsgNum

  test('keeps the original time and answers the envelope alone', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    const answer = await bring(app, 7, OLD, { MsgSeq: 5, CloudCustomData: 'c' })

    expect(answer).toEqual({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' })
    expect(await roam(app)).toMatchObject([
      { MsgTimeStamp: OLD, MsgKey: `5_7_${OLD}`, CloudCustomData: 'c', From_Account: 'alice' },
    ])
  })

  test('history is in the order of time, whatever the order of the imports', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1, 'now'))

    await bring(app, 2, OLD + 20, { MsgBody: text('third') })
    await bring(app, 3, OLD, { MsgBody: text('first') })
    await bring(app, 4, OLD + 10, { MsgBody: text('second') })

    const bob = await im.connect(app, 'bob')
    const { messages } = await bob.call(messageHistory, { conversationId: 'C2Calice' })
    expect(wordsOf(messages)).toEqual(['first', 'second', 'third', 'now'])
    expect((await roam(app)).map(({ MsgRandom }) => MsgRandom)).toEqual([3, 4, 2, 1])
  })

  test('pages of history lose nothing where times and seqs differ', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    for (const n of numbers(12)) await bring(app, n, OLD + ((n * 5) % 12))
    const bob = await im.connect(app, 'bob')

    const seen: number[] = []
    let beforeSeq: number | undefined
    for (;;) {
      const page = await bob.call(messageHistory, {
        conversationId: 'C2Calice',
        limit: 5,
        ...(beforeSeq === undefined ? {} : { beforeSeq }),
      })
      seen.unshift(...page.messages.map(({ time }) => time - OLD))
      beforeSeq = page.messages[0]?.seq
      if (page.complete) break
    }

    expect(seen).toEqual(numbers(12).map((n) => n - 1))
  })

  test('the first import of a message wins, in either direction', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await bring(app, 7, OLD, { MsgSeq: 5, MsgBody: text('first') })

    const again = await bring(app, 7, OLD, { MsgSeq: 5, MsgBody: text('second') })
    const back = await bring(app, 7, OLD, { MsgSeq: 5, From_Account: 'bob', To_Account: 'alice' })

    expect([again.ErrorCode, back.ErrorCode]).toEqual([0, 0])
    expect(await roam(app)).toMatchObject([{ MsgBody: text('first'), From_Account: 'alice' }])
  })

  test('the same message imported ten times at once lands once', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    await Promise.all(numbers(10).map(() => bring(app, 7, OLD)))

    expect(await roam(app)).toHaveLength(1)
  })

  test.each([
    ['another time', { MsgTimeStamp: OLD + 1 }],
    ['another MsgSeq', { MsgSeq: 6 }],
    ['another random', { MsgRandom: 8 }],
  ])('one with %s is another message', async (_, change) => {
    const app = await seedApp(im, 'alice', 'bob')
    await bring(app, 7, OLD, { MsgSeq: 5 })

    await bring(app, 7, OLD, { MsgSeq: 5, ...change })

    expect(await roam(app)).toHaveLength(2)
  })

  test.each([LIVE, 1])(
    'SyncFromOldSystem %d counts as unread and reaches the devices',
    async (how) => {
      const app = await seedApp(im, 'alice', 'bob')
      const bob = await im.connect(app, 'bob')
      const alice = await im.connect(app, 'alice')

      await bring(app, 7, OLD, { SyncFromOldSystem: how })

      expect((await bob.next('message.received')).message).toMatchObject({ random: 7, time: OLD })
      expect((await alice.next('message.received')).message).toMatchObject({ random: 7 })
      expect(await unreadOf(app, 'bob')).toBe(1)
    },
  )

  test('history is not unread and reaches no device', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const bob = await im.connect(app, 'bob')

    await bring(app, 7, OLD)
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 8))

    expect((await bob.next('message.received')).message.random).toBe(8)
    expect(await unreadOf(app, 'bob')).toBe(1)
  })

  test('makes a conversation in the lists of both', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await bring(app, 7, OLD, { MsgBody: text('old') })

    for (const [who, peer] of [
      ['alice', 'bob'],
      ['bob', 'alice'],
    ] as const) {
      const client = await im.connect(app, who)
      const { conversations } = await client.call(conversationList, {})
      expect(conversations).toMatchObject([
        { userId: peer, unread: 0, time: OLD * 1000, lastMessage: { body: text('old') } },
      ])
    }
  })

  test('older history leaves the last message and the order of the list alone', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await im.rest(app, sendMsg, fromTo('carol', 'bob', 1))
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 2, 'newest'))
    const bob = await im.connect(app, 'bob')
    await bob.call(conversationList, {})

    await bring(app, 7, OLD)

    const { conversations } = await bob.call(conversationList, {})
    expect(conversations).toMatchObject([
      { userId: 'alice', lastMessage: { body: text('newest') } },
      { userId: 'carol' },
    ])
  })

  test('the newest of one import is the last message, whatever its order', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    await Promise.all([
      bring(app, 1, OLD + 50, { MsgBody: text('newest') }),
      bring(app, 2, OLD, { MsgBody: text('older') }),
    ])

    const bob = await im.connect(app, 'bob')
    expect((await bob.call(conversationList, {})).conversations).toMatchObject([
      { time: (OLD + 50) * 1000, lastMessage: { body: text('newest') } },
    ])
  })

  test('a client that synced after an import is not behind for ever', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    const bob = await im.connect(app, 'bob')
    await bring(app, 7, OLD)
    const before = await bob.call(ping, { cursor: bob.login.cursor })

    const { cursor } = await bob.call(sync, { cursor: bob.login.cursor })

    expect(before.behind).toBe(true)
    expect((await bob.call(ping, { cursor })).behind).toBe(false)
  })

  test('refuses a message from the future', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    const answer = await bring(app, 7, 4_000_000_000)

    expect(answer).toMatchObject(failure(messageErrors.badTimestamp))
    expect(await roam(app)).toEqual([])
  })

  test('a live import is in the sync of a client that was away', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    const bob = await im.connect(app, 'bob')
    const { cursor } = bob.login
    bob.terminate()
    await bring(app, 7, OLD, { SyncFromOldSystem: LIVE })

    const back = await im.connect(app, 'bob')
    const { messages } = await back.call(sync, { cursor })

    expect(messages.map(({ random }) => random)).toContain(7)
  })

  test.each([
    ['SyncFromOldSystem', 3, messageErrors.badSyncFrom],
    ['SyncFromOldSystem', undefined, messageErrors.badSyncFrom],
    ['From_Account', undefined, messageErrors.badSender],
    ['From_Account', 'nobody', messageErrors.unknownAccount],
    ['To_Account', 7, messageErrors.badReceiver],
    ['To_Account', 'nobody', messageErrors.unknownReceiver],
    ['MsgRandom', undefined, messageErrors.badRandom],
    ['MsgTimeStamp', undefined, messageErrors.badTimestamp],
    ['MsgTimeStamp', 4_294_967_296, messageErrors.badTimestamp],
    ['MsgBody', [], messageErrors.badBody],
    ['MsgBody', text('x'.repeat(12_500)), messageErrors.packetTooLong],
    ['MsgBody', 'x', messageErrors.bodyNotArray],
    ['MsgSeq', 'x', messageErrors.badFormat],
  ])('refuses %s %j', async (field, value, row) => {
    const app = await seedApp(im, 'alice', 'bob')

    const answer = await bring(app, 7, OLD, { [field]: value })

    expect(answer).toMatchObject(failure(row))
    expect(await roam(app)).toEqual([])
  })
})

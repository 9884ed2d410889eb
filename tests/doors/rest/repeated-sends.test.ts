import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getC2cUnreadMsgNum, messageSend, sendMsg } from '@yanshu/protocol'
import type { TestApp } from '@yanshu/server/testing'
import { TestServer } from '@yanshu/server/testing'
import { SECOND, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, text, toPeer } from '../talk.ts'

describe.each(storages)('a send made twice on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const unread = async (app: TestApp, To_Account = 'bob') =>
    (await im.rest(app, getC2cUnreadMsgNum, { To_Account })).AllC2CUnreadMsgNum

  test('within 120 s answers the first result and is stored and delivered once', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const bob = await im.connect(app, 'bob')
    const first = await im.rest(app, sendMsg, fromTo('alice', 'bob', 7))
    clock.pass(120 * SECOND)

    const again = await im.rest(app, sendMsg, fromTo('alice', 'bob', 7))
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 8))

    expect(again).toEqual(first)
    expect(await unread(app)).toBe(2)
    expect((await bob.next('message.received')).message.random).toBe(7)
    expect((await bob.next('message.received')).message.random).toBe(8)
  })

  test('after 120 s is a message of its own', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const first = await im.rest(app, sendMsg, fromTo('alice', 'bob', 7))
    clock.pass(120 * SECOND + 1)

    const again = await im.rest(app, sendMsg, fromTo('alice', 'bob', 7))

    expect(again.MsgKey).not.toBe(first.MsgKey)
    expect(await unread(app)).toBe(2)
  })

  test.each([
    ['another text', { MsgBody: text('other') }],
    ['another random', { MsgRandom: 8 }],
    ['another MsgSeq', { MsgSeq: 5 }],
  ])('with %s is a message of its own', async (_, change) => {
    const app = await seedApp(im, 'alice', 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 7))

    await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 7), ...change })

    expect(await unread(app)).toBe(2)
  })

  test('by another sender, or to another receiver, is a message of its own', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 7))

    await im.rest(app, sendMsg, fromTo('carol', 'bob', 7))
    await im.rest(app, sendMsg, fromTo('bob', 'alice', 7))
    await im.rest(app, sendMsg, fromTo('alice', 'carol', 7))

    expect(await Promise.all(['alice', 'bob', 'carol'].map((who) => unread(app, who)))).toEqual([
      1, 2, 1,
    ])
  })

  test('at once, ten times over, lands once', async () => {
    const app = await seedApp(im, 'alice', 'bob')

    const answers = await Promise.all(
      numbers(10).map(() => im.rest(app, sendMsg, fromTo('alice', 'bob', 7))),
    )

    expect(new Set(answers.map(({ MsgKey }) => MsgKey)).size).toBe(1)
    expect(await unread(app)).toBe(1)
  })

  test('by a client is answered with the first seq', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')

    const results = await Promise.all(
      numbers(5).map(() => alice.call(messageSend, toPeer('bob', 1))),
    )
    const next = await alice.call(messageSend, toPeer('bob', 2))

    expect(results.map(({ seq }) => seq)).toEqual([1, 1, 1, 1, 1])
    expect(next.seq).toBe(2)
    expect(await unread(app)).toBe(2)
  })

  test('online-only reaches the receiver each time', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const bob = await im.connect(app, 'bob')
    const message = { ...fromTo('alice', 'bob', 7), OnlineOnlyFlag: 1 }

    await im.rest(app, sendMsg, message)
    await im.rest(app, sendMsg, message)

    await bob.next('message.received')
    await bob.next('message.received')
  })
})

test('a repeat across a restart is noticed', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'yanshu-repeat-'))
  const first = await TestServer.start({ dataFolder })
  const app = await seedApp(first, 'alice', 'bob')
  const before = await first.rest(app, sendMsg, fromTo('alice', 'bob', 7))
  await first.platform.stop()

  const second = await TestServer.start({ dataFolder })
  const after = await second.rest(app, sendMsg, fromTo('alice', 'bob', 7))
  const unread = await second.rest(app, getC2cUnreadMsgNum, { To_Account: 'bob' })
  await second.platform.stop()
  await rm(dataFolder, { recursive: true })

  expect(after).toEqual(before)
  expect(unread).toMatchObject({ AllC2CUnreadMsgNum: 1 })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  accountImport,
  conversationDelete,
  gatewayErrors,
  messageRecall,
  messageSend,
  ping,
  sendMsg,
  sync,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import type { WireMessage } from '@yanshu/protocol'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, toPeer } from '../talk.ts'

const randoms = (messages: readonly WireMessage[]) => messages.map(({ random }) => random)

describe.each(storages)('sync on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  /** Signs in, leaves, and answers where the log was. */
  async function visit(app: TestApp, userId: string): Promise<string> {
    const client = await im.connect(app, userId)
    client.close()
    return client.login.cursor
  }

  /** Everything since a cursor, page by page. */
  async function walk(client: RawClient, from: string, limit: number) {
    const messages: WireMessage[] = []
    let cursor = from
    for (;;) {
      const page = await client.call(sync, { cursor, limit })
      messages.push(...page.messages)
      cursor = page.cursor
      if (!page.more) return { messages, cursor }
    }
  }

  test('tells what came while a client was away, of both directions', async () => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    const cursor = await visit(app, 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    await im.rest(app, sendMsg, fromTo('bob', 'carol', 2))
    await im.rest(app, sendMsg, fromTo('alice', 'carol', 3))

    const bob = await im.connect(app, 'bob')
    const missed = await bob.call(sync, { cursor })

    expect(missed).toMatchObject({
      messages: [
        { random: 1, from: 'alice', to: 'bob', seq: 1 },
        { random: 2, from: 'bob', to: 'carol', seq: 1 },
      ],
      recalled: [],
      more: false,
    })
  })

  test('is finished when nothing came after it', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const cursor = await visit(app, 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    const bob = await im.connect(app, 'bob')

    const first = await bob.call(sync, { cursor })
    const second = await bob.call(sync, { cursor: first.cursor })

    expect(randoms(first.messages)).toEqual([1])
    expect(second).toMatchObject({ messages: [], more: false })
  })

  test.each([1, 3, 20])('pages of %d lose and double nothing', async (limit) => {
    const app = await seedApp(im, 'alice', 'bob', 'carol')
    const cursor = await visit(app, 'bob')
    for (const n of numbers(20)) {
      await im.rest(app, sendMsg, fromTo(n % 2 === 0 ? 'alice' : 'carol', 'bob', n))
    }

    const bob = await im.connect(app, 'bob')
    const { messages } = await walk(bob, cursor, limit)

    expect(randoms(messages)).toEqual([...numbers(20)])
  })

  test('the cursor of a received message leads on behind it', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const bob = await im.connect(app, 'bob')
    const alice = await im.connect(app, 'alice')
    await alice.call(messageSend, toPeer('bob', 1))
    const { cursor = '' } = await bob.next('message.received')
    bob.terminate()
    await alice.call(messageSend, toPeer('bob', 2))

    const back = await im.connect(app, 'bob')
    const missed = await back.call(sync, { cursor })

    expect(randoms(missed.messages)).toEqual([2])
  })

  test('the first login of a new account has a cursor that leads to its first message', async () => {
    const app = await seedApp(im, 'alice')
    const cursor = await visit(app, 'newcomer')
    await im.rest(app, sendMsg, fromTo('alice', 'newcomer', 1))

    const newcomer = await im.connect(app, 'newcomer')

    expect(randoms((await newcomer.call(sync, { cursor })).messages)).toEqual([1])
  })

  test('tells recalls of older messages, and marks those among the new ones', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const older = await alice.call(messageSend, toPeer('bob', 1))
    const cursor = await visit(app, 'bob')
    const newer = await alice.call(messageSend, toPeer('bob', 2))
    for (const { key } of [older, newer]) {
      await alice.call(messageRecall, { conversationId: 'C2Cbob', key, reason: 'oops' })
    }

    const bob = await im.connect(app, 'bob')
    const missed = await bob.call(sync, { cursor })

    const revoked = { by: 'alice', reason: 'oops', time: expect.any(Number) }
    expect(missed.messages).toMatchObject([{ random: 2, revoked }])
    expect(missed.recalled).toMatchObject([
      { random: 1, revoked },
      { random: 2, revoked },
    ])
  })

  test('leaves out what was cleared', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const bob = await im.connect(app, 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    await bob.next('message.received')
    await bob.call(conversationDelete, { conversationIds: ['C2Calice'], clearHistory: true })
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 2))

    const { messages } = await bob.call(sync, { cursor: bob.login.cursor })

    expect(randoms(messages)).toEqual([2])
  })

  test('leaves out what SyncOtherMachine 2 keeps from the sender', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const cursor = await visit(app, 'alice')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    await im.rest(app, sendMsg, { ...fromTo('alice', 'bob', 2), SyncOtherMachine: 2 })

    const alice = await im.connect(app, 'alice')

    expect(randoms((await alice.call(sync, { cursor })).messages)).toEqual([1])
  })

  test('tells of a message that does not lift its conversation', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const cursor = await visit(app, 'bob')
    await im.rest(app, sendMsg, {
      ...fromTo('alice', 'bob', 1),
      SendMsgControl: ['NoLastMsg', 'NoUnread'],
    })

    const bob = await im.connect(app, 'bob')
    const behind = await bob.call(ping, { cursor })

    expect(behind.behind).toBe(true)
    expect((await bob.call(sync, { cursor })).messages).toMatchObject([
      { random: 1, control: ['NoUnread', 'NoLastMsg'] },
    ])
  })

  test('an account that was deleted and came back sees nothing of before', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const cursor = await visit(app, 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1, 'not yours'))
    await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'bob' }] })
    await im.rest(app, accountImport, { UserID: 'bob' })
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 2, 'yours'))

    const bob = await im.connect(app, 'bob')
    const missed = await bob.call(sync, { cursor })
    const history = await bob.request('message.history', { conversationId: 'C2Calice' })
    const list = await bob.request('conversation.list', {})

    expect(randoms(missed.messages)).toEqual([2])
    expect(history).toMatchObject({ messages: [{ random: 2 }] })
    expect(JSON.stringify(history)).not.toContain('not yours')
    expect(list).toMatchObject({ conversations: [{ unread: 1 }], totalUnread: 1 })
  })

  describe('ping', () => {
    test('tells whether something came after its cursor', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      const bob = await im.connect(app, 'bob')
      const { cursor } = bob.login
      const before = await bob.call(ping, { cursor })
      await im.rest(app, sendMsg, fromTo('alice', 'carol', 1))
      const ofOthers = await bob.call(ping, { cursor })
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 2))
      const after = await bob.call(ping, { cursor })
      const synced = await bob.call(sync, { cursor })
      const caughtUp = await bob.call(ping, { cursor: synced.cursor })

      expect([before, ofOthers, after, caughtUp].map(({ behind }) => behind)).toEqual([
        false,
        false,
        true,
        false,
      ])
    })

    test('is not behind what it received itself', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const bob = await im.connect(app, 'bob')
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
      const { cursor } = await bob.next('message.received')

      expect(await bob.call(ping, { cursor })).toMatchObject({ behind: false })
    })

    test('tells the time', async () => {
      const app = await seedApp(im, 'bob')
      const bob = await im.connect(app, 'bob')

      const { serverTime } = await bob.call(ping, {})

      expect(Math.abs(serverTime - Date.now())).toBeLessThan(5000)
    })
  })

  test.each(['', 'x', '1', '1-', 'A-1', '1-1-1', '12345678901-1', `1-${'z'.repeat(12)}`])(
    'a cursor of %p answers 6017',
    async (cursor) => {
      const app = await seedApp(im, 'bob')
      const bob = await im.connect(app, 'bob')

      const code = gatewayErrors.badParameter.code
      await expect(bob.call(sync, { cursor })).rejects.toMatchObject({ code })
      await expect(bob.call(ping, { cursor })).rejects.toMatchObject({ code })
    },
  )

  test('a cursor beyond everything is behind nothing', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
    const bob = await im.connect(app, 'bob')

    const answer = await bob.call(sync, { cursor: `${'z'.repeat(10)}-${'z'.repeat(11)}` })

    expect(answer).toMatchObject({ messages: [], more: false })
  })
})

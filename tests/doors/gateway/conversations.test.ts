import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  conversationDelete,
  conversationGet,
  conversationList,
  conversationPin,
  messageHistory,
  messageSend,
  recentErrors,
  sendMsg,
  setConfInfo,
  unreadTotal,
} from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'
import { createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, receive, toPeer } from '../talk.ts'

const names = (count: number) => numbers(count).map((number) => `u${number}`)

describe.each(storages)('conversations on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const list = async (client: RawClient, limit = 100) =>
    (await client.call(conversationList, { limit })).conversations
  const peersOf = async (client: RawClient) => (await list(client)).map(({ userId }) => userId)

  describe('the list', () => {
    test('a row tells the peer, the last message, and what is unread', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 2))
      const bob = await im.connect(app, 'bob')

      expect(await bob.call(conversationList, {})).toEqual({
        conversations: [
          {
            conversationId: 'C2Calice',
            userId: 'alice',
            nick: '',
            faceUrl: '',
            unread: 2,
            pinned: false,
            lastSeq: 2,
            time: clock.now(),
            lastMessage: expect.objectContaining({ seq: 2, random: 2, from: 'alice', to: 'bob' }),
            peerReadSeq: 0,
            readSeq: 0,
          },
        ],
        complete: true,
        totalUnread: 2,
      })
    })

    test('the newest come first, and a new message lifts its conversation', async () => {
      const app = await seedApp(im, 'bob', ...names(5))
      const bob = await im.connect(app, 'bob')
      for (const name of names(5)) {
        clock.pass(1)
        await im.rest(app, sendMsg, fromTo(name, 'bob', 1))
      }
      const before = await peersOf(bob)
      clock.pass(1)
      await bob.call(messageSend, toPeer('u2', 2))

      expect(before).toEqual(['u5', 'u4', 'u3', 'u2', 'u1'])
      expect(await peersOf(bob)).toEqual(['u2', 'u5', 'u4', 'u3', 'u1'])
    })

    test('takes as many as asked for and tells whether that is all', async () => {
      const app = await seedApp(im, 'bob', ...names(5))
      for (const name of names(5)) {
        clock.pass(1)
        await im.rest(app, sendMsg, fromTo(name, 'bob', 1))
      }
      const bob = await im.connect(app, 'bob')

      const some = await bob.call(conversationList, { limit: 3 })
      const all = await bob.call(conversationList, { limit: 5 })

      expect(some.conversations.map(({ userId }) => userId)).toEqual(['u5', 'u4', 'u3'])
      expect(some).toMatchObject({ complete: false, totalUnread: 5 })
      expect(all).toMatchObject({ complete: true })
      await expect(bob.call(conversationList, { limit: 501 })).rejects.toMatchObject({ code: 6017 })
    })

    test('of an account without messages is empty', async () => {
      const app = await seedApp(im, 'bob')
      const bob = await im.connect(app, 'bob')

      expect(await bob.call(conversationList, {})).toEqual({
        conversations: [],
        complete: true,
        totalUnread: 0,
      })
    })
  })

  describe('conversation.get', () => {
    test('answers rows by id, empty where nobody wrote, none where nobody is', async () => {
      const app = await seedApp(im, 'alice', 'bob', 'carol')
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
      const bob = await im.connect(app, 'bob')

      const conversationIds = ['C2Ccarol', 'C2Cnobody', 'C2Calice']
      const { conversations } = await bob.call(conversationGet, { conversationIds })

      expect(conversations).toMatchObject([
        { userId: 'carol', lastSeq: 0, unread: 0, time: 0 },
        { userId: 'alice', lastSeq: 1, unread: 1 },
      ])
      expect(conversations[0]).not.toHaveProperty('lastMessage')
    })

    test('takes 100 and refuses 101', async () => {
      const app = await seedApp(im, 'bob')
      const bob = await im.connect(app, 'bob')
      const get = (count: number) =>
        bob.call(conversationGet, { conversationIds: names(count).map((name) => `C2C${name}`) })

      expect((await get(100)).conversations).toEqual([])
      await expect(get(101)).rejects.toMatchObject({ code: 6017 })
    })
  })

  describe('pinning', () => {
    test('puts conversations first, the one pinned last before the others', async () => {
      const app = await seedApp(im, 'bob', ...names(4))
      const bob = await im.connect(app, 'bob')
      for (const name of names(4)) {
        clock.pass(1)
        await im.rest(app, sendMsg, fromTo(name, 'bob', 1))
      }
      for (const name of ['u2', 'u1']) {
        clock.pass(1)
        await bob.call(conversationPin, { conversationId: `C2C${name}`, pinned: true })
      }
      const pinned = await list(bob, 1)
      await bob.call(conversationPin, { conversationId: 'C2Cu1', pinned: false })

      expect(pinned.map(({ userId, pinned }) => [userId, pinned])).toEqual([
        ['u1', true],
        ['u2', true],
        ['u4', false],
      ])
      expect(await peersOf(bob)).toEqual(['u2', 'u4', 'u3', 'u1'])
    })

    test('tells the other sessions and not the one it was done on', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const web = await im.connect(app, 'bob', { platform: 'Web' })
      const phone = await im.connect(app, 'bob', { platform: 'iPhone' })

      await web.call(conversationPin, { conversationId: 'C2Calice', pinned: true })
      await web.call(unreadTotal, {})

      expect(await phone.next('conversation.pinned')).toEqual({
        conversationId: 'C2Calice',
        pinned: true,
      })
      expect(web.events).toEqual([])
    })

    test('works before the first message, which then finds it pinned', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const bob = await im.connect(app, 'bob')

      await bob.call(conversationPin, { conversationId: 'C2Calice', pinned: true })
      const before = await list(bob)
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))

      expect(before).toMatchObject([{ userId: 'alice', pinned: true, lastSeq: 0 }])
      expect(await list(bob)).toMatchObject([{ pinned: true, lastSeq: 1, unread: 1 }])
    })

    test('a conversation without messages leaves the list when it is unpinned', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const bob = await im.connect(app, 'bob')
      const conversationId = 'C2Calice'

      await bob.call(conversationPin, { conversationId, pinned: true })
      await bob.call(conversationPin, { conversationId, pinned: false })

      expect(await list(bob)).toEqual([])
    })

    test('of 50 is taken, the 51st answers 51012 until one is unpinned', async () => {
      const app = await seedApp(im, 'bob', ...names(51))
      const bob = await im.connect(app, 'bob')
      const pin = (name: string, pinned = true) =>
        bob.call(conversationPin, { conversationId: `C2C${name}`, pinned })
      for (const name of names(50)) await pin(name)

      const over = pin('u51')

      await expect(over).rejects.toMatchObject({ code: recentErrors.tooManyPinned.code })
      await expect(pin('u50')).resolves.toEqual({})
      await pin('u1', false)
      await expect(pin('u51')).resolves.toEqual({})
      expect((await list(bob)).filter(({ pinned }) => pinned)).toHaveLength(50)
    })

    test('of 60 at once pins no more than 50', async () => {
      const app = await seedApp(im, 'bob', ...names(60))
      const clients = [
        await im.connect(app, 'bob', { platform: 'Web' }),
        await im.connect(app, 'bob', { platform: 'iPhone' }),
      ]

      await Promise.allSettled(
        names(60).map((name, at) =>
          clients[at % 2]?.call(conversationPin, { conversationId: `C2C${name}`, pinned: true }),
        ),
      )

      const [bob] = clients
      if (!bob) throw new Error('nobody is there')
      expect((await list(bob)).filter(({ pinned }) => pinned)).toHaveLength(50)
    })

    test('of nobody is refused', async () => {
      const app = await seedApp(im, 'bob')
      const bob = await im.connect(app, 'bob')

      const answer = bob.call(conversationPin, { conversationId: 'C2Cnobody', pinned: true })

      await expect(answer).rejects.toMatchObject({ code: 70107 })
    })
  })

  describe('deleting', () => {
    test('with the history takes both out of the own view, and not out of the peer’s', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
      await alice.call(messageSend, toPeer('bob', 1))

      await bob.call(conversationDelete, { conversationIds: ['C2Calice'] })

      expect(await bob.call(conversationList, {})).toMatchObject({
        conversations: [],
        totalUnread: 0,
      })
      const mine = await bob.call(messageHistory, { conversationId: 'C2Calice' })
      const theirs = await alice.call(messageHistory, { conversationId: 'C2Cbob' })
      expect(mine).toEqual({ messages: [], complete: true })
      expect(theirs.messages).toHaveLength(1)
      expect(await peersOf(alice)).toEqual(['bob'])
    })

    test('without the history keeps it', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const bob = await im.connect(app, 'bob')
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))

      await bob.call(conversationDelete, { conversationIds: ['C2Calice'], clearHistory: false })

      expect(await list(bob)).toEqual([])
      const history = await bob.call(messageHistory, { conversationId: 'C2Calice' })
      expect(history.messages).toHaveLength(1)
    })

    test.each([true, false])(
      'a new message brings the conversation back, clearHistory %p',
      async (clearHistory) => {
        const app = await seedApp(im, 'alice', 'bob')
        const bob = await im.connect(app, 'bob')
        await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
        await bob.call(conversationDelete, { conversationIds: ['C2Calice'], clearHistory })

        await im.rest(app, sendMsg, fromTo('alice', 'bob', 2))

        expect(await list(bob)).toMatchObject([
          { userId: 'alice', unread: 1, lastSeq: 2, lastMessage: { random: 2 } },
        ])
        const history = await bob.call(messageHistory, { conversationId: 'C2Calice' })
        expect(history.messages.map(({ random }) => random)).toEqual(clearHistory ? [2] : [1, 2])
      },
    )

    test('takes the pin along', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const bob = await im.connect(app, 'bob')
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
      await bob.call(conversationPin, { conversationId: 'C2Calice', pinned: true })
      await bob.call(conversationDelete, { conversationIds: ['C2Calice'] })

      await im.rest(app, sendMsg, fromTo('alice', 'bob', 2))

      expect(await list(bob)).toMatchObject([{ pinned: false }])
    })

    test('clears a message that came the moment before', async () => {
      const app = await seedApp(im, 'alice', 'bob')
      const bob = await im.connect(app, 'bob')
      await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
      await receive(bob, 1)

      await bob.call(conversationDelete, { conversationIds: ['C2Calice', 'C2Cnobody'] })

      expect(await list(bob)).toEqual([])
    })

    test.each([false, true])(
      'tells the other sessions where the app wants it: %p',
      async (wanted) => {
        const app = await seedApp(im, 'alice', 'bob')
        await im.act(setConfInfo, { SDKAppID: app.appId, SyncDeleteConversation: wanted })
        const web = await im.connect(app, 'bob', { platform: 'Web' })
        const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
        await im.rest(app, sendMsg, fromTo('alice', 'bob', 1))
        await Promise.all([receive(web, 1), receive(phone, 1)])

        await web.call(conversationDelete, { conversationIds: ['C2Calice'] })
        await Promise.all([web, phone].map((client) => client.call(unreadTotal, {})))

        expect(phone.events.map(({ event }) => event)).toEqual(
          wanted ? ['conversation.deleted'] : [],
        )
        expect(web.events).toEqual([])
      },
    )
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  conversationGet,
  conversationList,
  messageRead,
  messageSend,
  sendMsg,
  unreadTotal,
} from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, toPeer } from '../talk.ts'

const ALICE = { conversationId: 'C2Calice' }

describe.each(storages)('reading on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function unreadChat(count: number) {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')
    for (const n of numbers(count)) await alice.call(messageSend, toPeer('bob', n))
    return { app, alice, bob }
  }
  const row = async (client: RawClient, conversationId: string) =>
    (await client.call(conversationGet, { conversationIds: [conversationId] })).conversations[0]
  const total = async (client: RawClient) => (await client.call(unreadTotal, {})).total

  test('without a seq reads everything and tells the peer', async () => {
    const { alice, bob } = await unreadChat(3)

    const answer = await bob.call(messageRead, ALICE)

    expect(answer).toEqual({ readSeq: 3 })
    expect(await total(bob)).toBe(0)
    expect(await alice.next('message.readByPeer')).toEqual({
      by: 'bob',
      readSeq: 3,
      time: expect.any(Number),
    })
    expect(await row(bob, 'C2Calice')).toMatchObject({ unread: 0, readSeq: 3 })
    expect(await row(alice, 'C2Cbob')).toMatchObject({ peerReadSeq: 3, readSeq: 0 })
  })

  test('up to a seq leaves the rest unread', async () => {
    const { bob } = await unreadChat(5)

    const answer = await bob.call(messageRead, { ...ALICE, seq: 3 })

    expect(answer).toEqual({ readSeq: 3 })
    expect(await total(bob)).toBe(2)
  })

  test('never goes back, and no further than there are messages', async () => {
    const { bob } = await unreadChat(5)

    const far = await bob.call(messageRead, { ...ALICE, seq: 1000 })
    const back = await bob.call(messageRead, { ...ALICE, seq: 2 })

    expect([far, back]).toEqual([{ readSeq: 5 }, { readSeq: 5 }])
    expect(await total(bob)).toBe(0)
  })

  test('of what is read already tells nobody again', async () => {
    const { alice, bob } = await unreadChat(1)
    await bob.call(messageRead, ALICE)
    await alice.next('message.readByPeer')

    await bob.call(messageRead, ALICE)
    await alice.call(unreadTotal, {})

    expect(alice.events).toEqual([])
  })

  test('tells the other devices of the reader, and not the one it was done on', async () => {
    const { app, bob } = await unreadChat(2)
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
    await bob.next('message.received')
    await bob.next('message.received')

    await bob.call(messageRead, ALICE)
    await bob.call(unreadTotal, {})

    expect(await phone.next('conversation.read')).toEqual({
      conversationId: 'C2Calice',
      readSeq: 2,
    })
    expect(bob.events).toEqual([])
    expect(await total(phone)).toBe(0)
  })

  test('of two devices at once ends at the further one', async () => {
    const { app, bob } = await unreadChat(9)
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })

    await Promise.all([
      bob.call(messageRead, { ...ALICE, seq: 4 }),
      phone.call(messageRead, { ...ALICE, seq: 7 }),
      bob.call(messageRead, { ...ALICE, seq: 2 }),
    ])

    expect(await row(bob, 'C2Calice')).toMatchObject({ readSeq: 7, unread: 2 })
  })

  test('does not read the messages that come after it', async () => {
    const { alice, bob } = await unreadChat(2)
    await bob.call(messageRead, ALICE)

    await alice.call(messageSend, toPeer('bob', 9))

    expect(await row(bob, 'C2Calice')).toMatchObject({ unread: 1, readSeq: 2 })
  })

  test('own messages count neither before nor after it', async () => {
    const { alice, bob } = await unreadChat(1)
    await bob.call(messageSend, toPeer('alice', 1))
    await alice.call(messageSend, toPeer('bob', 2))
    const before = await total(bob)

    await bob.call(messageRead, { ...ALICE, seq: 1 })

    expect([before, await total(bob)]).toEqual([2, 1])
    expect(await total(alice)).toBe(1)
  })

  test('the total is the sum over all conversations', async () => {
    const app = await seedApp(im, 'bob', 'u1', 'u2', 'u3')
    for (const n of numbers(3)) {
      for (const random of numbers(n)) await im.rest(app, sendMsg, fromTo(`u${n}`, 'bob', random))
    }
    const bob = await im.connect(app, 'bob')
    await bob.call(messageRead, { conversationId: 'C2Cu2' })

    const { conversations, totalUnread } = await bob.call(conversationList, {})

    expect(conversations.map(({ userId, unread }) => [userId, unread]).toSorted()).toEqual([
      ['u1', 1],
      ['u2', 0],
      ['u3', 3],
    ])
    expect(totalUnread).toBe(4)
    expect(await total(bob)).toBe(4)
  })

  test.each(['C2Cnobody', 'C2Cbob', 'C2Cadministrator'])(
    'of %s, where nobody wrote, is 0',
    async (id) => {
      const { bob } = await unreadChat(0)

      expect(await bob.call(messageRead, { conversationId: id })).toEqual({ readSeq: 0 })
    },
  )
})

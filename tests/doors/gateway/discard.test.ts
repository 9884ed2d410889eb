import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  conversationList,
  conversationRemind,
  messageHistory,
  messageRecall,
  messageSend,
  ping,
  sendMsg,
  sync,
  unreadTotal,
} from '@yanshu/protocol'
import type { RemindType } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, toPeer, wordsOf } from '../talk.ts'

describe.each(storages)('what an account discards on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: RawClient
  let carol: RawClient
  /** Where the log was when Bob went away. */
  let cursor: string
  beforeAll(async () => {
    im = await start()
  })
  beforeEach(async () => {
    app = await seedApp(im, 'alice', 'bob', 'carol')
    alice = await im.connect(app, 'alice')
    carol = await im.connect(app, 'carol')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const say = (client: RawClient, to: string, random: number, words: string) =>
    client.call(messageSend, toPeer(to, random, words))
  const remind = (client: RawClient, remindType: RemindType, userId = 'alice') =>
    client.call(conversationRemind, { userIds: [userId], remindType })

  /** Bob decides how he gets Alice's messages, and goes away. */
  async function leave(remindType: RemindType) {
    const bob = await im.connect(app, 'bob')
    await remind(bob, remindType)
    bob.close()
    cursor = bob.login.cursor
  }

  test('is not told by sync; what others send, and REST in their name, is', async () => {
    await leave('Discard')
    await say(alice, 'bob', 1, 'discarded')
    await say(carol, 'bob', 2, 'of carol')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 3, 'by REST'))
    await say(alice, 'bob', 4, 'discarded too')
    const bob = await im.connect(app, 'bob')

    const missed = await bob.call(sync, { cursor })

    expect(wordsOf(missed.messages)).toEqual(['of carol', 'by REST'])
    expect(missed).toMatchObject({ changed: [], recalled: [], more: false })
  })

  test.each(['AcceptAndNotify', 'AcceptNotNotify'] as const)(
    'is told by sync where the setting is %s',
    async (remindType) => {
      await leave(remindType)
      await say(alice, 'bob', 1, 'muted at most')
      const bob = await im.connect(app, 'bob')

      expect(wordsOf((await bob.call(sync, { cursor })).messages)).toEqual(['muted at most'])
    },
  )

  test('is decided when it is sent, for sync as for who was there', async () => {
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
    await leave('AcceptAndNotify')
    await say(alice, 'bob', 1, 'before')
    await remind(phone, 'Discard')
    await say(alice, 'bob', 2, 'discarded')
    await remind(phone, 'AcceptAndNotify')
    await say(alice, 'bob', 3, 'after')

    const seen = [await phone.next('message.received'), await phone.next('message.received')]
    const bob = await im.connect(app, 'bob')
    const { messages } = await bob.call(sync, { cursor })

    expect(wordsOf(seen.map(({ message }) => message))).toEqual(['before', 'after'])
    expect(wordsOf(messages)).toEqual(['before', 'after'])
  })

  test('leaves sync its own messages to the one it discards, and the sender its copy', async () => {
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
    await leave('Discard')
    const aliceCursor = (await im.connect(app, 'alice', { platform: 'iPad' })).login.cursor
    await say(phone, 'alice', 1, 'of bob')
    await say(alice, 'bob', 2, 'of alice')
    const bob = await im.connect(app, 'bob')

    const own = await bob.call(sync, { cursor })
    const sent = await alice.call(sync, { cursor: aliceCursor })

    expect(wordsOf(own.messages)).toEqual(['of bob'])
    expect(wordsOf(sent.messages)).toEqual(['of bob', 'of alice'])
  })

  test('does not stop the pages of sync, nor leave it behind', async () => {
    await leave('Discard')
    for (const n of numbers(5)) {
      await say(alice, 'bob', n, 'discarded')
      await say(carol, 'bob', n, `of carol ${n}`)
    }
    await say(alice, 'bob', 9, 'discarded')
    const bob = await im.connect(app, 'bob')

    const pages: string[][] = []
    let at = cursor
    for (let more = true; more;) {
      const page = await bob.call(sync, { cursor: at, limit: 2 })
      pages.push([...wordsOf(page.messages)])
      at = page.cursor
      more = page.more
    }

    expect(pages).toEqual([
      ['of carol 1', 'of carol 2'],
      ['of carol 3', 'of carol 4'],
      ['of carol 5'],
    ])
    expect(await bob.call(ping, { cursor: at })).toMatchObject({ behind: false })
  })

  test('is in the history, lifts its conversation and is not counted, told or not', async () => {
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
    await leave('Discard')
    await say(alice, 'bob', 1, 'discarded')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 2, 'by REST'))
    await say(alice, 'bob', 3, 'the last')
    const bob = await im.connect(app, 'bob')
    await bob.call(sync, { cursor })

    for (const client of [bob, phone]) {
      const { messages } = await client.call(messageHistory, { conversationId: 'C2Calice' })
      expect(wordsOf(messages)).toEqual(['discarded', 'by REST', 'the last'])
      const { conversations } = await client.call(conversationList, {})
      expect(conversations).toMatchObject([
        { userId: 'alice', unread: 1, lastSeq: 3, lastMessage: { seq: 3 }, remindType: 'Discard' },
      ])
      expect(await client.call(unreadTotal, {})).toEqual({ total: 0 })
    }
  })

  test('is told of as changed when it is recalled, to who was there and to who was not', async () => {
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
    await leave('Discard')
    const { key } = await say(alice, 'bob', 1, 'discarded')
    await alice.call(messageRecall, { conversationId: 'C2Cbob', key })
    const bob = await im.connect(app, 'bob')

    const missed = await bob.call(sync, { cursor })

    expect((await phone.next('message.recalled')).message).toMatchObject({ key })
    expect(missed).toMatchObject({ messages: [], changed: [{ key }], recalled: [{ key }] })
  })

  test.each([
    ['after a seq', { afterSeq: 0 }],
    ['before a seq', { beforeSeq: 4 }],
    ['from the end', {}],
  ] as const)('is left out of a history of what was told, read %s', async (_, place) => {
    await leave('Discard')
    await say(alice, 'bob', 1, 'discarded')
    await im.rest(app, sendMsg, fromTo('alice', 'bob', 2, 'by REST'))
    await say(alice, 'bob', 3, 'discarded')
    const bob = await im.connect(app, 'bob')
    const told = (client: RawClient, conversationId: string) =>
      client.call(messageHistory, { conversationId, ...place, toldOnly: true, limit: 1 })

    const bobs = await told(bob, 'C2Calice')
    const alices = await told(alice, 'C2Cbob')

    expect(wordsOf(bobs.messages)).toEqual(['by REST'])
    expect(bobs.complete).toBe(true)
    expect(alices.complete).toBe(false)
  })

  test('is nothing that an account says to itself', async () => {
    const web = await im.connect(app, 'bob')
    const phone = await im.connect(app, 'bob', { platform: 'iPhone' })
    await remind(web, 'Discard', 'bob')
    await say(web, 'bob', 1, 'a note')

    const { message } = await phone.next('message.received')
    const { messages } = await phone.call(sync, { cursor: phone.login.cursor })

    expect(wordsOf([message])).toEqual(['a note'])
    expect(wordsOf(messages)).toEqual(['a note'])
  })
})

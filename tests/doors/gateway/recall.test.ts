import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  conversationList,
  messageErrors,
  messageHistory,
  messageRecall,
  messageSend,
  setConfInfo,
  unreadTotal,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { SECOND, createMovingClock } from '../moving-clock.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, toPeer } from '../talk.ts'

describe.each(storages)('message.recall on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function chat() {
    const app = await seedApp(im, 'alice', 'bob')
    const alice = await im.connect(app, 'alice')
    const bob = await im.connect(app, 'bob')
    const recall = (key: string, reason?: string) =>
      alice.call(messageRecall, {
        conversationId: 'C2Cbob',
        key,
        ...(reason === undefined ? {} : { reason }),
      })
    return { app, alice, bob, recall }
  }

  test('marks the message for both sides and tells the other sessions', async () => {
    const { app, alice, bob, recall } = await chat()
    const phone = await im.connect(app, 'alice', { platform: 'iPhone' })
    const { key } = await alice.call(messageSend, toPeer('bob', 1))

    const answer = await recall(key, 'typo 雁')

    const revoked = { by: 'alice', reason: 'typo 雁', time: clock.seconds() }
    expect(answer).toEqual({})
    for (const client of [bob, phone]) {
      expect((await client.next('message.recalled')).message).toMatchObject({ key, revoked })
    }
    const history = await bob.call(messageHistory, { conversationId: 'C2Calice' })
    expect(history.messages).toMatchObject([{ key, revoked }])
    const list = await alice.call(conversationList, {})
    expect(list.conversations).toMatchObject([{ lastMessage: { key, revoked } }])
    expect(alice.events.filter(({ event }) => event === 'message.recalled')).toEqual([])
  })

  test('lowers what the receiver has not read', async () => {
    const { alice, bob, recall } = await chat()
    const sent = await Promise.all(numbers(3).map((n) => alice.call(messageSend, toPeer('bob', n))))

    await recall(sent[1]?.key ?? '')

    expect(await bob.call(unreadTotal, {})).toEqual({ total: 2 })
  })

  test('is too late after 120 s, and in time before', async () => {
    const { alice, recall } = await chat()
    const first = await alice.call(messageSend, toPeer('bob', 1))
    const second = await alice.call(messageSend, toPeer('bob', 2))
    clock.pass(120 * SECOND)
    const inTime = recall(first.key)
    await expect(inTime).resolves.toEqual({})
    clock.pass(1)

    await expect(recall(second.key)).rejects.toMatchObject({ code: messageErrors.recallLate.code })
  })

  test('follows the window of the app', async () => {
    const { app, alice, recall } = await chat()
    await im.act(setConfInfo, { SDKAppID: app.appId, RecallSeconds: 5 })
    const { key } = await alice.call(messageSend, toPeer('bob', 1))
    clock.pass(5 * SECOND + 1)

    await expect(recall(key)).rejects.toMatchObject({ code: messageErrors.recallLate.code })
  })

  test('twice answers 20023', async () => {
    const { alice, recall } = await chat()
    const { key } = await alice.call(messageSend, toPeer('bob', 1))
    await recall(key)

    await expect(recall(key)).rejects.toMatchObject({ code: messageErrors.recalledAlready.code })
  })

  test('by the receiver, or by a third, answers 20022', async () => {
    const { app, alice, bob } = await chat()
    const carol = await im.connect(app, 'carol')
    const { key } = await alice.call(messageSend, toPeer('bob', 1))

    for (const [client, conversationId] of [
      [bob, 'C2Calice'],
      [carol, 'C2Calice'],
      [carol, 'C2Cbob'],
    ] as const) {
      const answer = client.call(messageRecall, { conversationId, key })
      await expect(answer).rejects.toMatchObject({ code: messageErrors.recallUnknown.code })
    }
  })

  test('takes back the own one where both sides chose one key', async () => {
    const { alice, bob, recall } = await chat()
    const mine = await alice.call(messageSend, toPeer('bob', 1))
    const theirs = await bob.call(messageSend, toPeer('alice', 1))
    expect(mine.key).toBe(theirs.key)

    await bob.call(messageRecall, { conversationId: 'C2Calice', key: theirs.key })
    await recall(mine.key)

    const history = await bob.call(messageHistory, { conversationId: 'C2Calice' })
    expect(history.messages).toMatchObject([
      { from: 'alice', revoked: { by: 'alice' } },
      { from: 'bob', revoked: { by: 'bob' } },
    ])
  })

  test('of an online-only message answers 20022', async () => {
    const { alice, recall } = await chat()
    const { key } = await alice.call(messageSend, { ...toPeer('bob', 1), onlineOnly: true })

    await expect(recall(key)).rejects.toMatchObject({ code: messageErrors.recallUnknown.code })
  })

  test.each([
    ['no key', undefined, messageErrors.badMsgKey.code],
    ['', undefined, messageErrors.badMsgKey.code],
    ['1_1_1', undefined, messageErrors.recallUnknown.code],
    ['1_1_1', 'x'.repeat(101), 6017],
    ['x'.repeat(51), undefined, 6017],
  ])('of the key %p for the reason %p is refused', async (key, reason, code) => {
    const { recall } = await chat()

    await expect(recall(key, reason)).rejects.toMatchObject({ code })
  })

  test('for a reason that no storage can hold is refused and recalls nothing', async () => {
    const { alice, bob, recall } = await chat()
    const { key } = await alice.call(messageSend, toPeer('bob', 1))

    await expect(recall(key, 'a\u0000b')).rejects.toMatchObject({ code: 6017 })

    const history = await bob.call(messageHistory, { conversationId: 'C2Calice' })
    expect(history.messages[0]).not.toHaveProperty('revoked')
  })
})

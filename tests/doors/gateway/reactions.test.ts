import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  accountDelete,
  gatewayErrors,
  messageExtensionErrors as errors,
  messageHistory,
  messageReactionAdd,
  messageReactionRemove,
  messageReactions,
  messageReactionUsers,
  messageRecall,
  messageSend,
  sync,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { createMovingClock } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, toPeer } from '../talk.ts'

const toBob = { conversationId: 'C2Cbob', seq: 1 }
const toAlice = { conversationId: 'C2Calice', seq: 1 }
const user = (userId: string) => ({ userId, nick: '', faceUrl: '' })

describe.each(storages)('reactions on $name', ({ start }) => {
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
    const { key } = await alice.call(messageSend, toPeer('bob', 1))
    await alice.call(messageSend, toPeer('bob', 2))
    return { app, alice, bob, key }
  }

  test('of both sides are told and can be read', async () => {
    const { alice, bob } = await chat()

    await bob.call(messageReactionAdd, { ...toAlice, reaction: 'like' })
    clock.pass(1)
    await alice.call(messageReactionAdd, { ...toBob, reaction: 'like' })

    const message = { seq: 1, from: 'alice', to: 'bob' }
    const first = { message, reaction: 'like', total: 1, users: [user('bob')] }
    const second = { message, reaction: 'like', total: 2, users: [user('bob'), user('alice')] }
    expect(await alice.next('message.reaction')).toMatchObject(first)
    expect(await bob.next('message.reaction')).toMatchObject(second)
    const read = await alice.call(messageReactions, { ...toBob, seqs: [1, 2], users: 1 })
    expect(read.messages).toEqual([
      { seq: 1, reactions: [{ reaction: 'like', total: 2, users: [user('bob')] }] },
      { seq: 2, reactions: [] },
    ])
    expect(alice.events.concat(bob.events).map(({ event }) => event)).not.toContain(
      'message.reaction',
    )
  })

  test('taken back leave nothing', async () => {
    const { alice, bob } = await chat()
    await bob.call(messageReactionAdd, { ...toAlice, reaction: 'like' })
    await alice.next('message.reaction')

    await bob.call(messageReactionRemove, { ...toAlice, reaction: 'like' })

    expect(await alice.next('message.reaction')).toMatchObject({ total: 0, users: [] })
    const { messages } = await alice.call(messageReactions, { ...toBob, seqs: [1] })
    expect(messages).toEqual([{ seq: 1, reactions: [] }])
  })

  test('show all their users page by page', async () => {
    const { alice, bob } = await chat()
    await bob.call(messageReactionAdd, { ...toAlice, reaction: 'like' })
    clock.pass(1)
    await alice.call(messageReactionAdd, { ...toBob, reaction: 'like' })
    const page = (next: number) =>
      alice.call(messageReactionUsers, { ...toBob, reaction: 'like', next, count: 1 })

    const first = await page(0)
    const second = await page(first.next)

    expect(first).toEqual({ users: [user('bob')], next: 1 })
    expect(second).toEqual({ users: [user('alice')], next: 0 })
  })

  test('mark their message in history and for a device that was away', async () => {
    const { alice, bob } = await chat()
    await bob.call(messageReactionAdd, { ...toAlice, reaction: 'like' })

    const { messages } = await alice.call(messageHistory, { conversationId: 'C2Cbob' })
    const { changed } = await alice.call(sync, { cursor: alice.login.cursor })

    expect(messages.map(({ reactionSeq }) => reactionSeq)).toEqual([1, undefined])
    expect(changed).toMatchObject([{ seq: 1, reactionSeq: 1 }])
  })

  test('are ten kinds at most', async () => {
    const { alice, bob } = await chat()
    for (const n of numbers(10)) {
      await bob.call(messageReactionAdd, { ...toAlice, reaction: `kind ${n}` })
    }

    const over = bob.call(messageReactionAdd, { ...toAlice, reaction: 'kind 11' })
    expect(await refusal(over)).toBe(errors.tooManyReactions.code)
    const same = alice.call(messageReactionAdd, { ...toBob, reaction: 'kind 10' })
    expect(await refusal(same)).toBe(undefined)
  })

  test('are given once and taken back by whoever gave them', async () => {
    const { alice, bob } = await chat()
    const like = { reaction: 'like' }
    await bob.call(messageReactionAdd, { ...toAlice, ...like })

    const twice = refusal(bob.call(messageReactionAdd, { ...toAlice, ...like }))
    const others = refusal(alice.call(messageReactionRemove, { ...toBob, ...like }))
    const none = refusal(alice.call(messageReactionRemove, { ...toBob, reaction: 'no' }))

    expect(await twice).toBe(errors.reactedAlready.code)
    expect(await others).toBe(errors.notReacted.code)
    expect(await none).toBe(errors.noReaction.code)
  })

  test('are refused where the message or the plan does not have them', async () => {
    const { app, alice, bob, key } = await chat()
    const like = { reaction: 'like' }
    const asks = (seq: number) => [
      () => bob.call(messageReactionAdd, { ...toAlice, seq, ...like }),
      () => bob.call(messageReactionRemove, { ...toAlice, seq, ...like }),
      () => bob.call(messageReactionUsers, { ...toAlice, seq, ...like }),
    ]
    await alice.call(messageRecall, { conversationId: 'C2Cbob', key })
    for (const seq of [1, 9]) {
      for (const ask of asks(seq)) expect(await refusal(ask())).toBe(errors.notFound.code)
    }
    await putOnPlan(im, app, 'standard')
    const list = () => bob.call(messageReactions, { ...toAlice, seqs: [2] })
    for (const ask of [...asks(2), list]) {
      expect(await refusal(ask())).toBe(gatewayErrors.notInPlan.code)
    }
    await putOnPlan(im, app, 'premium')
    expect(await refusal(list())).toBe(undefined)
    expect(await refusal(asks(2)[0]?.() ?? Promise.resolve())).toBe(undefined)
  })

  test.each(['', 'x'.repeat(129), 'a\0b'])('cannot be called %j', async (reaction) => {
    const { bob } = await chat()

    expect(await refusal(bob.call(messageReactionAdd, { ...toAlice, reaction }))).toBe(6017)
  })

  test('go with the account that gave them', async () => {
    const { app, alice, bob } = await chat()
    await bob.call(messageReactionAdd, { ...toAlice, reaction: 'like' })

    await im.rest(app, accountDelete, { DeleteItem: [{ UserID: 'bob' }] })

    const left = async () =>
      (await alice.call(messageReactions, { ...toBob, seqs: [1] })).messages[0]?.reactions
    while ((await left())?.length !== 0) await Bun.sleep(5)
    expect(await left()).toEqual([])
  })
})

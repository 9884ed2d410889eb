import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { messageHistory, messageMerged, messageMergedPut, messageSend } from '@yanshu/protocol'
import type { MergedMessage } from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, text, toPeer } from '../talk.ts'

const merged = (n: number): MergedMessage => ({
  MsgId: `1-1-${n}`,
  From_Account: 'alice',
  Nick: 'Al',
  MsgTimeStamp: n,
  MsgBody: text(`m${n}`),
})
const many = (count: number) => numbers(count).map(merged)

describe.each(storages)('merged messages on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function chat() {
    const app = await seedApp(im, 'alice', 'bob')
    return { app, alice: await im.connect(app, 'alice'), bob: await im.connect(app, 'bob') }
  }

  test('carry a short list themselves', async () => {
    const { alice, bob } = await chat()
    const relay = {
      MsgType: 'TIMRelayElem' as const,
      MsgContent: {
        Title: 'talk',
        AbstractList: ['Al: m1'],
        CompatibleText: 'merged',
        MsgNum: 2,
        MsgList: many(2),
      },
    }

    await alice.call(messageSend, { ...toPeer('bob', 1), body: [relay] })

    expect((await bob.next('message.received')).message.body).toEqual([relay])
    const { messages } = await bob.call(messageHistory, { conversationId: 'C2Calice' })
    expect(messages[0]?.body).toEqual([relay])
  })

  test('leave a long list to be fetched part by part, by whoever has its key', async () => {
    const { alice, bob } = await chat()

    const { key } = await alice.call(messageMergedPut, { part: 0, messages: many(100) })
    await alice.call(messageMergedPut, { key, part: 1, messages: many(200) })
    const again = await alice.call(messageMergedPut, { key, part: 1, messages: many(200) })

    expect(again).toEqual({ key })
    const first = await bob.call(messageMerged, { key, part: 0 })
    const second = await bob.call(messageMerged, { key, part: 1 })
    expect(first).toEqual({ messages: many(100), more: true })
    expect(second).toEqual({ messages: many(200), more: false })
  })

  test('take no parts of others, out of order, or beyond 300 messages', async () => {
    const { app, alice, bob } = await chat()
    const { key } = await alice.call(messageMergedPut, { part: 0, messages: many(100) })
    const put = (by: typeof alice, params: object) =>
      refusal(by.request('message.merged.put', { messages: many(1), ...params }))

    expect(await put(bob, { key, part: 1 })).toBe(6017)
    expect(await put(alice, { key, part: 2 })).toBe(6017)
    expect(await put(alice, { part: 1 })).toBe(6017)
    expect(await put(alice, { key: 'a\0b', part: 1 })).toBe(6017)
    expect(await put(alice, { key, part: 1, messages: many(201) })).toBe(6017)
    expect(await put(alice, { key, part: 1, messages: [] })).toBe(6017)
    expect(await put(alice, { key, part: 1, messages: many(200) })).toBe(undefined)
    for (const wrong of ['no key', 'a\0b']) {
      expect(await refusal(bob.call(messageMerged, { key: wrong, part: 0 }))).toBe(6017)
    }
    expect(await refusal(bob.call(messageMerged, { key, part: 9 }))).toBe(6017)
    const stranger = await im.connect(await seedApp(im, 'eve'), 'eve')
    expect(await refusal(stranger.call(messageMerged, { key, part: 0 }))).toBe(6017)
    expect(app.appId).toBeGreaterThan(0)
  })

  test('nested deeper than 100 carry nothing but that they are', async () => {
    const { alice, bob } = await chat()
    const content = { Title: '', AbstractList: [], CompatibleText: 'merged', Layers: 101 }
    const relay = (more: object) => ({
      MsgType: 'TIMRelayElem' as const,
      MsgContent: { ...content, ...more },
    })
    const send = (random: number, more: object) =>
      alice.call(messageSend, { ...toPeer('bob', random), body: [relay(more)] })

    expect(await refusal(send(1, { MsgList: many(1) }))).toBe(6017)
    expect(await refusal(send(2, { layersOverLimit: true }))).toBe(undefined)
    expect((await bob.next('message.received')).message.body).toEqual([
      relay({ layersOverLimit: true }),
    ])
  })
})

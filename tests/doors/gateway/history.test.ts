import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { messageHistory, modifyAccountInfo, sendMsg } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers } from '../talk.ts'

describe.each(storages)('message.history on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let bob: RawClient
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob')
    for (const n of numbers(40)) await im.rest(app, sendMsg, fromTo('alice', 'bob', n))
    bob = await im.connect(app, 'bob')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const page = async (params: object) => {
    const { messages, complete } = await bob.call(messageHistory, {
      conversationId: 'C2Calice',
      ...params,
    })
    return { seqs: messages.map(({ seq }) => seq), complete }
  }

  test('the newest 15 come first, ascending', async () => {
    expect(await page({})).toEqual({ seqs: numbers(40).slice(25), complete: false })
  })

  test('pages before a seq walk back to the first message', async () => {
    const seen: number[] = []
    let beforeSeq = 41
    for (;;) {
      const { seqs, complete } = await page({ beforeSeq, limit: 7 })
      seen.unshift(...seqs)
      beforeSeq = seqs[0] ?? 0
      if (complete) break
    }

    expect(seen).toEqual([...numbers(40)])
  })

  test('what lies after a seq fills a hole', async () => {
    expect(await page({ afterSeq: 10, limit: 3 })).toEqual({ seqs: [11, 12, 13], complete: false })
    expect(await page({ afterSeq: 37, limit: 3 })).toEqual({ seqs: [38, 39, 40], complete: true })
    expect(await page({ afterSeq: 0, limit: 100 })).toEqual({
      seqs: [...numbers(40)],
      complete: true,
    })
    expect(await page({ afterSeq: 40 })).toEqual({ seqs: [], complete: true })
  })

  test('before the first there is nothing, before what is yet to come everything', async () => {
    expect(await page({ beforeSeq: 1 })).toEqual({ seqs: [], complete: true })
    expect(await page({ beforeSeq: 0 })).toEqual({ seqs: [], complete: true })
    expect(await page({ beforeSeq: 1000, limit: 1 })).toEqual({ seqs: [40], complete: false })
  })

  test('limits of 1 and 100 are taken, 0 and 101 refused', async () => {
    expect((await page({ limit: 1 })).seqs).toEqual([40])
    expect((await page({ limit: 100 })).seqs).toHaveLength(40)
    await expect(page({ limit: 0 })).rejects.toMatchObject({ code: 6017 })
    await expect(page({ limit: 101 })).rejects.toMatchObject({ code: 6017 })
  })

  test('a sender is called as it is called now', async () => {
    await im.act(modifyAccountInfo, { SDKAppID: app.appId, UserID: 'alice', Nick: 'Al' })

    const { messages } = await bob.call(messageHistory, { conversationId: 'C2Calice', limit: 1 })

    expect(messages[0]?.nick).toBe('Al')
  })

  test.each(['C2Cnobody', 'C2Cadministrator', 'C2Cbob'])(
    '%s, where nobody wrote, is empty',
    async (id) => {
      const answer = await bob.call(messageHistory, { conversationId: id })

      expect(answer).toEqual({ messages: [], complete: true })
    },
  )

  test.each(['alice', 'GROUPalice', 'C2C', 'C2Ctwo words', 7])(
    '%p is no conversation',
    async (id) => {
      const answer = bob.request('message.history', { conversationId: id })

      await expect(answer).rejects.toMatchObject({ code: 6017 })
    },
  )
})

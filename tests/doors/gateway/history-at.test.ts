import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { importMsg, messageDelete, messageHistoryAt, messageSend } from '@yanshu/protocol'
import type { RawClient, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, toPeer } from '../talk.ts'

const START = 1_600_000_000
const toBob = { conversationId: 'C2Cbob' }

describe.each(storages)('history from a time on, on $name', ({ start }) => {
  let im: TestServer
  let alice: RawClient
  beforeAll(async () => {
    im = await start()
    const app = await seedApp(im, 'alice', 'bob')
    // Three in every second; every tenth comes after all others, with its old time.
    const late = numbers(90).filter((n) => n % 10 === 0)
    const inTime = numbers(90).filter((n) => n % 10 !== 0)
    for (const n of [...inTime, ...late]) {
      await im.rest(app, importMsg, {
        SyncFromOldSystem: 2,
        ...fromTo(n % 2 === 0 ? 'alice' : 'bob', n % 2 === 0 ? 'bob' : 'alice', n),
        MsgSeq: n,
        MsgTimeStamp: START + Math.floor(n / 3),
      })
    }
    alice = await im.connect(app, 'alice')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  async function walk(direction: 'older' | 'newer', time: number, limit: number) {
    const pages: number[][] = []
    for (let at = time; ;) {
      const page = await alice.call(messageHistoryAt, { ...toBob, time: at, direction, limit })
      pages.push(page.messages.map(({ time: second, random }) => second * 1000 + random))
      if (page.complete) return pages
      at = page.nextTime
    }
  }
  const placeOf = (n: number) => (START + Math.floor(n / 3)) * 1000 + n
  const sorted = (pages: number[][]) => pages.flat().toSorted((a, b) => a - b)

  test.each([1, 2, 4, 15, 100])(
    'walks back in pages of %d without loss or doubles',
    async (limit) => {
      const pages = await walk('older', START + 20, limit)

      expect(sorted(pages)).toEqual(numbers(62).map(placeOf))
    },
  )

  test.each([1, 2, 4, 15, 100])(
    'walks on in pages of %d without loss or doubles',
    async (limit) => {
      const pages = await walk('newer', START + 20, limit)

      expect(sorted(pages)).toEqual(numbers(31).map((n) => placeOf(n + 59)))
    },
  )

  test('a page is ascending and tells where the next begins', async () => {
    const older = await alice.call(messageHistoryAt, { ...toBob, time: START + 10, limit: 6 })
    const newer = await alice.call(messageHistoryAt, {
      ...toBob,
      time: START + 10,
      direction: 'newer',
      limit: 6,
    })

    expect(older.messages.map(({ time }) => time - START)).toEqual([9, 9, 9, 10, 10, 10])
    expect(older).toMatchObject({ complete: false, nextTime: START + 8 })
    expect(newer.messages.map(({ time }) => time - START)).toEqual([10, 10, 10, 11, 11, 11])
    expect(newer).toMatchObject({ complete: false, nextTime: START + 12 })
  })

  test('with nobody, and before everything, there is nothing', async () => {
    const nobody = await alice.call(messageHistoryAt, { conversationId: 'C2Ceve', time: START })
    const before = await alice.call(messageHistoryAt, { ...toBob, time: 5 })

    expect(nobody).toEqual({ messages: [], complete: true, nextTime: START })
    expect(before).toMatchObject({ messages: [], complete: true })
  })

  test('leaves out what was deleted', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const own = await im.connect(app, 'alice')
    const { time } = await own.call(messageSend, toPeer('bob', 1))
    await own.call(messageSend, toPeer('bob', 2))
    await own.call(messageDelete, { ...toBob, seqs: [1] })

    const { messages } = await own.call(messageHistoryAt, { ...toBob, time, direction: 'newer' })

    expect(messages.map(({ random }) => random)).toEqual([2])
  })
})

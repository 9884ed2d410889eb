import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  adminGetRoamMsg,
  adminMsgWithdraw,
  adminSetMsgRead,
  conversationDelete,
  importMsg,
  messageErrors,
  sendMsg,
} from '@yanshu/protocol'
import type { RestAnswer, TestApp, TestServer } from '@yanshu/server/testing'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { fromTo, numbers, text } from '../talk.ts'

const START = 1_600_000_000

interface Item {
  readonly MsgRandom: number
  readonly MsgKey: string
  readonly IsPeerRead: number
}

const items = (answer: RestAnswer) => answer.MsgList as readonly Item[]
const randoms = (answer: RestAnswer) => items(answer).map(({ MsgRandom }) => MsgRandom)

describe.each(storages)('admin_getroammsg on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
    app = await seedApp(im, 'alice', 'bob')
    // 200 messages, three in every second, from both sides in turn.
    for (const n of numbers(200)) {
      const [from, to] = n % 2 === 0 ? ['alice', 'bob'] : ['bob', 'alice']
      await im.rest(app, importMsg, {
        SyncFromOldSystem: 2,
        ...fromTo(from ?? '', to ?? '', n),
        MsgSeq: n,
        MsgTimeStamp: START + Math.floor(n / 3),
      })
    }
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const page = (change: object = {}, of = app) =>
    im.rest(of, adminGetRoamMsg, {
      Operator_Account: 'alice',
      Peer_Account: 'bob',
      MaxCnt: 30,
      MinTime: 0,
      MaxTime: 4_000_000_000,
      ...change,
    })

  /** Walks backwards as the documentation says. */
  async function walk(first: object, of = app): Promise<readonly RestAnswer[]> {
    const pages: RestAnswer[] = []
    let next: object = {}
    for (;;) {
      const answer = await page({ ...first, ...next }, of)
      pages.push(answer)
      if (answer.Complete === 1) return pages
      next = { MaxTime: answer.LastMsgTime, LastMsgKey: answer.LastMsgKey }
    }
  }

  test.each([1, 7, 30, 199, 200, 1000])(
    'pages of %d walk backwards through 200 messages without loss or doubles',
    async (MaxCnt) => {
      const pages = await walk({ MaxCnt })

      expect(pages.map(randoms).toReversed().flat()).toEqual([...numbers(200)])
      expect(pages.every((answer) => answer.MsgCnt === items(answer).length)).toBe(true)
    },
  )

  test('a page tells its oldest message, and that there is more', async () => {
    const answer = await page({ MaxCnt: 2 })

    expect(answer).toMatchObject({
      Complete: 0,
      MsgCnt: 2,
      LastMsgTime: START + 66,
      LastMsgKey: `199_199_${START + 66}`,
      MsgList: [{ MsgRandom: 199 }, { MsgRandom: 200 }],
    })
  })

  test('a message is told with all its fields', async () => {
    const answer = await page({ MaxCnt: 1 })

    expect(items(answer)).toEqual([
      {
        From_Account: 'alice',
        To_Account: 'bob',
        MsgSeq: 200,
        MsgRandom: 200,
        MsgTimeStamp: START + 66,
        MsgClientTime: START + 66,
        MsgFlagBits: 0,
        IsPeerRead: 0,
        IsNeedReadReceipt: 0,
        SupportMessageExtension: 0,
        MsgVersion: 0,
        MsgKey: `200_200_${START + 66}`,
        MsgId: expect.stringMatching(/^144115\d+-\d+-200$/),
        MsgBody: text('message 200'),
        CloudCustomData: '',
      } as unknown as Item,
    ])
  })

  test('both ends of the time range are in it', async () => {
    const answer = await page({ MinTime: START + 10, MaxTime: START + 11 })

    expect(randoms(answer)).toEqual([30, 31, 32, 33, 34, 35])
    expect(answer.Complete).toBe(1)
  })

  test('pages within a range stop at its beginning', async () => {
    const pages = await walk({ MaxCnt: 4, MinTime: START + 10, MaxTime: START + 12 })

    expect(pages.map(randoms).toReversed().flat()).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38])
  })

  test('an empty range answers an empty page', async () => {
    expect(await page({ MinTime: 1, MaxTime: 2 })).toMatchObject({
      Complete: 1,
      MsgCnt: 0,
      LastMsgTime: 0,
      LastMsgKey: '',
      MsgList: [],
    })
  })

  test('takes the old spellings, and the accounts either way round', async () => {
    const old = { Operator_Account: undefined, Peer_Account: undefined, MaxCnt: 3 }

    const one = await page({ ...old, From_Account: 'alice', To_Account: 'bob' })
    const other = await page({ ...old, From_Account: 'bob', To_Account: 'alice' })

    expect(randoms(one)).toEqual([198, 199, 200])
    expect(randoms(other)).toEqual([198, 199, 200])
  })

  test('a page ends at 13 KB, and the walk goes on without loss', async () => {
    const own = await seedApp(im, 'alice', 'bob')
    for (const n of numbers(25)) {
      await im.rest(own, sendMsg, fromTo('alice', 'bob', n, 'x'.repeat(n * 480)))
    }

    const pages = await walk({ MaxCnt: 100 }, own)

    expect(pages.map(randoms).toReversed().flat()).toEqual([...numbers(25)])
    expect(pages.length).toBeGreaterThan(10)
    for (const answer of pages) {
      const bytes = items(answer).length === 1 ? 0 : JSON.stringify(items(answer)).length
      // 13 KB of bodies, and about half a kilobyte of the other fields of each.
      expect(bytes).toBeLessThan(13 * 1024 + items(answer).length * 512)
    }
  })

  test('a message larger than half a page still comes', async () => {
    const own = await seedApp(im, 'alice', 'bob')
    await im.rest(own, sendMsg, fromTo('alice', 'bob', 1, 'x'.repeat(12_000)))
    await im.rest(own, sendMsg, fromTo('alice', 'bob', 2, 'x'.repeat(12_000)))

    expect((await walk({}, own)).map(randoms)).toEqual([[2], [1]])
  })

  test('the view of a side that cleared its history is empty, that of the other is not', async () => {
    const own = await seedApp(im, 'alice', 'bob')
    await im.rest(own, sendMsg, fromTo('alice', 'bob', 1))
    const alice = await im.connect(own, 'alice')

    await alice.call(conversationDelete, { conversationIds: ['C2Cbob'], clearHistory: true })
    await im.rest(own, sendMsg, fromTo('alice', 'bob', 2))

    expect(randoms(await page({}, own))).toEqual([2])
    const other = { Operator_Account: 'bob', Peer_Account: 'alice' }
    expect(randoms(await page(other, own))).toEqual([1, 2])
  })

  test('paging of a view skips what SyncOtherMachine 2 hides from it', async () => {
    const own = await seedApp(im, 'alice', 'bob')
    for (const n of numbers(9)) {
      const SyncOtherMachine = n % 3 === 0 ? 2 : 1
      await im.rest(own, sendMsg, { ...fromTo('alice', 'bob', n), SyncOtherMachine })
    }

    const mine = await walk({ MaxCnt: 2 }, own)
    const theirs = await walk({ MaxCnt: 2, Operator_Account: 'bob', Peer_Account: 'alice' }, own)

    expect(mine.map(randoms).toReversed().flat()).toEqual([1, 2, 4, 5, 7, 8])
    expect(theirs.map(randoms).toReversed().flat()).toEqual([...numbers(9)])
  })

  test('tells what was recalled and what was read', async () => {
    const own = await seedApp(im, 'alice', 'bob')
    const sent = await im.rest(own, sendMsg, fromTo('alice', 'bob', 1))
    await im.rest(own, adminSetMsgRead, { Report_Account: 'bob', Peer_Account: 'alice' })
    await im.rest(own, sendMsg, fromTo('alice', 'bob', 2))
    await im.rest(own, adminMsgWithdraw, {
      From_Account: 'alice',
      To_Account: 'bob',
      MsgKey: sent.MsgKey,
    })

    expect(await page({}, own)).toMatchObject({
      MsgList: [
        { MsgRandom: 1, MsgFlagBits: 8, IsPeerRead: 1 },
        { MsgRandom: 2, MsgFlagBits: 0, IsPeerRead: 0 },
      ],
    })
  })

  test.each([
    [{ LastMsgKey: 'no key' }, messageErrors.badMsgKey],
    [{ LastMsgKey: '1_2' }, messageErrors.badMsgKey],
    [{ LastMsgKey: '1_2_3_4' }, messageErrors.badMsgKey],
    [{ LastMsgKey: '1_1_5' }, messageErrors.badMsgKey],
    [{ LastMsgKey: '99999999999_1_5' }, messageErrors.badMsgKey],
    [{ LastMsgKey: 7 }, messageErrors.badMsgKey],
    [{ Operator_Account: 'nobody' }, messageErrors.badSender],
    [{ Operator_Account: undefined }, messageErrors.badSender],
    [{ Peer_Account: 'nobody' }, messageErrors.badReceiver],
    [{ Peer_Account: 'x'.repeat(33) }, messageErrors.badReceiver],
    [{ MaxCnt: 0 }, messageErrors.badFormat],
    [{ MaxCnt: '5' }, messageErrors.badFormat],
    [{ MinTime: undefined }, messageErrors.badFormat],
    [{ MaxTime: -1 }, messageErrors.badFormat],
  ])('refuses %j', async (change, row) => {
    expect(await page(change)).toMatchObject(failure(row))
  })

  test('an empty LastMsgKey is none', async () => {
    expect(randoms(await page({ LastMsgKey: '', MaxCnt: 1 }))).toEqual([200])
  })

  test('two accounts that never wrote have an empty history', async () => {
    const own = await seedApp(im, 'alice', 'bob')

    expect(await page({}, own)).toMatchObject({ Complete: 1, MsgCnt: 0, MsgList: [] })
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Store } from '../../store/open-store.ts'
import { dialects } from '../../testing/dialects.ts'
import { flags, has } from './flags.ts'
import type { MessageRow, MessageStore } from './store.ts'
import { createMessageStore } from './store.ts'

const APP = 1_400_000_001
const START = 1_700_000_000_000
const SECOND = 1000

/** One entry of a log: sent a while after the one before, or imported with a time of its own. */
const entries = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ pause: fc.constantFrom(0, 0, 1, 400, 3000) }) },
    { weight: 1, arbitrary: fc.record({ importedAt: fc.integer({ min: -90, max: 200 }) }) },
  ),
  { minLength: 1, maxLength: 160, size: 'max' },
)

describe.each(dialects)('finding messages by time on $name', ({ name, openStore }) => {
  const clock = { now: START }
  const numRuns = name === 'SQLite' ? 20 : 8
  let store: Store
  let messages: MessageStore
  let conversations = 0
  beforeAll(async () => {
    store = await openStore(() => clock.now)
    messages = createMessageStore(store.db, async () => 0)
  })
  afterAll(() => store.close())

  async function write(log: readonly ({ pause: number } | { importedAt: number })[]) {
    const { id: conversation } = await store.db
      .insertInto('conversation')
      .values({ app_id: APP, kind: 'c2c', a: 'alice', b: `bob${conversations++}` })
      .returning('id')
      .executeTakeFirstOrThrow()
    clock.now = START
    for (const [at, one] of log.entries()) {
      if ('pause' in one) clock.now += one.pause
      const append = store.log.append({
        appId: APP,
        conversation,
        sender: at % 3 === 0 ? 'bob' : 'alice',
        clientTime: 0,
        clientSeq: at,
        random: at,
        flags: at % 7 === 0 ? flags.hiddenFromSender : 0,
        body: '{"body":[]}',
        ...('importedAt' in one ? { time: START + one.importedAt * SECOND } : {}),
      })
      // Groups of many, and a turn of the loop between them where the clock moves.
      if ('pause' in one && one.pause > 0) await append
    }
    await store.log.settled()
    const rows = await store.db
      .selectFrom('message')
      .selectAll()
      .where('app_id', '=', APP)
      .where('conversation', '=', conversation)
      .execute()
    return { conversation, rows }
  }

  const newestFirst = (a: MessageRow, b: MessageRow) => b.time - a.time || b.seq - a.seq
  const seqs = (rows: readonly MessageRow[]) => rows.map(({ seq }) => seq)
  const anyTime = fc.integer({ min: -100, max: 500 }).map((second) => START + second * SECOND)
  const limit = fc.integer({ min: 1, max: 50 })

  test('a page before a place is what sorting everything gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        entries,
        fc.array(fc.tuple(fc.option(anyTime), anyTime, limit, fc.nat(40)), { maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(200), limit), { maxLength: 4 }),
        async (log, byTime, byMessage) => {
          const { conversation, rows } = await write(log)
          const places = [
            ...byTime.map(([time, minTime, most, clearedSeq]) => ({
              place: { time: time ?? Number.MAX_SAFE_INTEGER, seq: 0 },
              minTime,
              most,
              clearedSeq,
            })),
            ...byMessage.map(([at, most]) => ({
              place: rows[at % rows.length] ?? { time: 0, seq: 0 },
              minTime: 0,
              most,
              clearedSeq: 0,
            })),
          ]
          for (const { place, minTime, most, clearedSeq } of places) {
            const view = { appId: APP, conversation, account: 'alice', clearedSeq, deletions: 0 }
            const found = await messages.before(view, place, most, minTime)
            const wanted = rows
              .filter(
                (row) => row.time < place.time || (row.time === place.time && row.seq < place.seq),
              )
              .filter((row) => row.time >= minTime && row.seq > clearedSeq)
              .filter((row) => !(has(row.flags, flags.hiddenFromSender) && row.sender === 'alice'))
              .toSorted(newestFirst)
              .slice(0, most)
            expect(seqs(found)).toEqual(seqs(wanted))
          }
        },
      ),
      { numRuns },
    )
  }, 30_000)

  test('every message is found by its key, and by the seq that was newest at its time', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (log) => {
        const { conversation, rows } = await write(log)
        for (const row of rows.slice(0, 40)) {
          const key = {
            clientSeq: row.client_seq,
            random: row.random,
            time: Math.floor(row.time / SECOND),
          }
          const found = await messages.findByKey(APP, conversation, key)
          expect(found?.seq).toBe(row.seq)
          const stranger = row.sender === 'bob' ? 'alice' : 'bob'
          expect(await messages.findByKey(APP, conversation, key, stranger)).toBeUndefined()

          const inOrder = rows.filter((one) => !has(one.flags, flags.backfilled))
          const upTo = inOrder.filter((one) => one.time <= row.time).map(({ seq }) => seq)
          expect(await messages.lastSeqAt(APP, conversation, row.time)).toBe(Math.max(0, ...upTo))
        }
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    )
  }, 30_000)

  test('messages in order have times that rise with their seqs', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (log) => {
        const { rows } = await write(log)
        const times = rows
          .filter((row) => !has(row.flags, flags.backfilled))
          .toSorted((a, b) => a.seq - b.seq)
          .map(({ time }) => time)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    )
  }, 30_000)
})

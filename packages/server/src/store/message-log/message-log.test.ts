import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../clock.ts'
import { dialects } from '../../testing/dialects.ts'
import { createTestDatabase } from '../../testing/postgres.ts'
import type { Store, StoreTarget } from '../open-store.ts'
import { openStore } from '../open-store.ts'
import { BACKFILLED } from './backfilled.ts'
import type { NewEntry } from './message-log.ts'

const APP = 1_400_000_001
const NOW = 1_700_000_000_000

function entry(conversation: number, random: number, change: Partial<NewEntry> = {}): NewEntry {
  return {
    appId: APP,
    conversation,
    sender: 'alice',
    clientTime: 5,
    clientSeq: 6,
    random,
    flags: 0,
    body: '{"body":[]}',
    ...change,
  }
}

const count = (to: number) => Array.from({ length: to }, (_, at) => at + 1)

let pairs = 0

async function newConversation({ db }: Store): Promise<number> {
  const row = await db
    .insertInto('conversation')
    .values({ app_id: APP, kind: 'c2c', a: 'alice', b: `peer${pairs++}` })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

async function seqsOf({ db }: Store, conversation: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('message')
    .select('seq')
    .where('app_id', '=', APP)
    .where('conversation', '=', conversation)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.seq)
}

describe.each(dialects)('the message log on $name', ({ openStore }) => {
  const clock = { now: NOW }
  let store: Store
  let conversation: number
  beforeAll(async () => {
    store = await openStore(() => clock.now)
  })
  beforeEach(async () => {
    clock.now = NOW
    conversation = await newConversation(store)
  })
  afterAll(() => store.close())

  test('keeps an entry as it was given', async () => {
    const body = '{"body":["雁\\u0000\\ud800\\"\'"]}'

    const { id, seq, time } = await store.log.append(entry(conversation, 7, { body, flags: 3 }))

    const row = await store.db
      .selectFrom('message')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    expect({ seq, time }).toEqual({ seq: 1, time: NOW })
    expect(row).toEqual({
      id,
      app_id: APP,
      conversation,
      seq: 1,
      time: NOW,
      sender: 'alice',
      client_time: 5,
      client_seq: 6,
      random: 7,
      flags: 3,
      body,
    })
  })

  test('many at once get seqs without holes, in the order of the calls, and rising ids', async () => {
    const conversations = await Promise.all(count(5).map(() => newConversation(store)))

    const appended = await Promise.all(
      count(300).flatMap((n) => conversations.map((one) => store.log.append(entry(one, n)))),
    )

    for (const [at, one] of conversations.entries()) {
      const own = appended.filter((_, place) => place % conversations.length === at)
      expect(own.map(({ seq }) => seq)).toEqual(count(300))
      expect(await seqsOf(store, one)).toEqual(count(300))
    }
    const ids = appended.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
  })

  test('a group that fails leaves no hole, and what it held was not acknowledged', async () => {
    await store.log.append(entry(conversation, 1))
    const broken = entry(conversation, 3, { body: null as unknown as string })

    const outcomes = await Promise.allSettled([
      store.log.append(entry(conversation, 2)),
      store.log.append(broken),
    ])
    const next = await store.log.append(entry(conversation, 4))

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(next.seq).toBe(2)
    expect(await seqsOf(store, conversation)).toEqual([1, 2])
  })

  test('a clock that is set back does not put a message before the one before it', async () => {
    const first = await store.log.append(entry(conversation, 1))
    clock.now = NOW - 60_000

    const second = await store.log.append(entry(conversation, 2))

    expect([first.time, second.time]).toEqual([NOW, NOW])
  })

  test('an import keeps its time, and is marked where it is older than what is there', async () => {
    const flagsOf = async (id: number) => {
      const row = await store.db
        .selectFrom('message')
        .select('flags')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return row.flags
    }

    const first = await store.log.append(entry(conversation, 1, { time: NOW - 1000 }))
    const older = await store.log.append(entry(conversation, 2, { time: NOW - 2000 }))
    const live = await store.log.append(entry(conversation, 3))

    expect([first, older, live].map(({ time }) => time)).toEqual([NOW - 1000, NOW - 2000, NOW])
    const flags = await Promise.all([first, older, live].map(({ id }) => flagsOf(id)))
    expect(flags).toEqual([0, BACKFILLED, 0])
  })

  test('is settled when all of it is stored', async () => {
    const appends = count(50).map((n) => store.log.append(entry(conversation, n)))

    await store.log.settled()

    expect(await seqsOf(store, conversation)).toEqual(count(50))
    await Promise.all(appends)
  })
})

const kinds = dialects.map(({ name }) => name)

describe.each(kinds)('a log on %s that is opened again', (kind) => {
  let folder: string
  let target: StoreTarget
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yanshu-log-'))
    const url = kind === 'PostgreSQL' ? await createTestDatabase() : undefined
    target = url === undefined ? { kind: 'folder', folder } : { kind: 'postgres', url }
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('has everything that was acknowledged and goes on behind it', async () => {
    const first = await openStore(target, systemClock)
    const conversation = await newConversation(first)
    const before = await Promise.all(
      count(100).map((n) => first.log.append(entry(conversation, n))),
    )
    await first.close()

    const second = await openStore(target, systemClock)
    const stored = await seqsOf(second, conversation)
    const after = await second.log.append(entry(conversation, 101))
    await second.close()

    expect(stored).toEqual(count(100))
    expect(after.seq).toBe(101)
    expect(after.id).toBeGreaterThan(Math.max(...before.map(({ id }) => id)))
    expect(after.time).toBeGreaterThanOrEqual(before.at(-1)?.time ?? Number.NaN)
  })

  test('stores what was under way when it was closed', async () => {
    const first = await openStore(target, systemClock)
    const conversation = await newConversation(first)
    const appends = Promise.all(count(30).map((n) => first.log.append(entry(conversation, n))))

    await first.close()
    await appends
    const second = await openStore(target, systemClock)
    const stored = await seqsOf(second, conversation)
    await second.close()

    expect(stored).toEqual(count(30))
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { createLogger } from '../../log.ts'
import type { Store, StoreTarget } from '../../store/open-store.ts'
import { openStore } from '../../store/open-store.ts'
import { createTestDatabase } from '../../testing/postgres.ts'
import { dialects } from '../../testing/dialects.ts'
import { flags, has } from '../message/service.ts'
import { foldStep } from './fold.ts'
import { Folder } from './folder.ts'

const NOW = 1_700_000_000_000
const people = ['alice', 'bob', 'carol'] as const
let apps = 1_400_000_000

interface Sent {
  readonly from: string
  readonly to: string
  readonly flags: number
}

/** One side of a conversation, as it follows from every message. */
interface Side {
  unread: number
  lastSeq: number
  topSeq: number
  hidden: number
}

async function conversationOf({ db }: Store, appId: number, one: string, other: string) {
  const [a = '', b = ''] = [one, other].toSorted()
  const pair = { app_id: appId, kind: 'c2c' as const, a, b }
  await db
    .insertInto('conversation')
    .values(pair)
    .onConflict((conflict) => conflict.columns(['app_id', 'kind', 'a', 'b']).doNothing())
    .execute()
  const row = await db
    .selectFrom('conversation')
    .select('id')
    .where('app_id', '=', appId)
    .where('a', '=', a)
    .where('b', '=', b)
    .executeTakeFirstOrThrow()
  return row.id
}

async function append(store: Store, appId: number, { from, to, flags }: Sent): Promise<void> {
  await store.log.append({
    appId,
    conversation: await conversationOf(store, appId, from, to),
    sender: from,
    clientTime: 0,
    clientSeq: 0,
    random: 0,
    flags,
    body: '{"body":[]}',
  })
}

/** What the positions must be, counted one message at a time. */
function model(log: readonly Sent[]): ReadonlyMap<string, Side> {
  const sides = new Map<string, Side>()
  const seqs = new Map<string, number>()
  const seen = (account: string, peer: string) => {
    const key = `${account} ${peer}`
    const side = sides.get(key) ?? { unread: 0, lastSeq: 0, topSeq: 0, hidden: 1 }
    sides.set(key, side)
    return side
  }
  for (const { from, to, flags: given } of log) {
    const pair = [from, to].toSorted().join(' ')
    const seq = (seqs.get(pair) ?? 0) + 1
    seqs.set(pair, seq)
    const views = has(given, flags.hiddenFromSender) ? [] : [seen(from, to)]
    if (from !== to) {
      const receiver = seen(to, from)
      if (!has(given, flags.noUnread) && !has(given, flags.recalled)) receiver.unread += 1
      views.push(receiver)
    }
    for (const side of views) {
      side.topSeq = seq
      if (has(given, flags.noLastMessage)) continue
      side.lastSeq = seq
      side.hidden = 0
    }
  }
  return sides
}

async function positions({ db }: Store, appId: number): Promise<ReadonlyMap<string, Side>> {
  const rows = await db.selectFrom('position').selectAll().where('app_id', '=', appId).execute()
  return new Map(
    rows.map((row) => [
      `${row.account} ${row.peer}`,
      { unread: row.unread, lastSeq: row.last_seq, topSeq: row.top_seq, hidden: row.hidden },
    ]),
  )
}

const anyFlags = fc
  .subarray([flags.noUnread, flags.noLastMessage, flags.hiddenFromSender, flags.recalled])
  .map((all) => all.reduce((sum, flag) => sum | flag, 0))
const sent = fc.record({
  from: fc.constantFrom(...people),
  to: fc.constantFrom(...people),
  flags: anyFlags,
})
/** A message, or a fold of at most so many of those before it. */
const steps = fc.array(fc.oneof({ weight: 4, arbitrary: sent }, fc.integer({ min: 1, max: 4 })), {
  maxLength: 40,
})

describe.each(dialects)('the fold on $name', ({ name, openStore }) => {
  let store: Store
  let appId: number
  beforeAll(async () => {
    store = await openStore(() => NOW)
  })
  beforeEach(() => {
    appId = apps++
  })
  afterAll(() => store.close())

  const foldAll = async () => {
    while ((await foldStep(store.db, 1000, NOW)).folded > 0);
  }

  test('in any steps gives what counting one by one gives', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const own = apps++
        for (const step of all) {
          if (typeof step === 'number') await foldStep(store.db, step, NOW)
          else await append(store, own, step)
        }
        await foldAll()

        const log = all.filter((step) => typeof step !== 'number')
        expect(await positions(store, own)).toEqual(model(log))
      }),
      { numRuns: name === 'SQLite' ? 25 : 10 },
    )
  }, 30_000)

  test('by many at once folds every message once', async () => {
    const log = Array.from({ length: 40 }, () => ({ from: 'alice', to: 'bob', flags: 0 }))
    for (const message of log) await append(store, appId, message)

    await Promise.all(Array.from({ length: 8 }, () => foldStep(store.db, 7, NOW)))
    await foldAll()

    expect(await positions(store, appId)).toEqual(model(log))
  })

  test('of nothing says so and stays where it is', async () => {
    await append(store, appId, { from: 'alice', to: 'bob', flags: 0 })
    await foldAll()

    const first = await foldStep(store.db, 10, NOW)
    const second = await foldStep(store.db, 10, NOW)

    expect(first.folded).toBe(0)
    expect(second).toEqual(first)
  })

  test('is caught up when everything noticed before is folded', async () => {
    const folder = new Folder(store.db, createLogger('silent'), () => NOW)
    await folder.catchUp()
    for (const to of ['bob', 'carol']) await append(store, appId, { from: 'alice', to, flags: 0 })
    const { id } = await store.db
      .selectFrom('message')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()

    folder.notice(id)
    await Promise.all([folder.caughtUp(), folder.caughtUp(), folder.exclusively(async () => 0)])

    expect(folder.upTo).toBe(id)
    expect((await positions(store, appId)).get('bob alice')).toMatchObject({ unread: 1 })
    await folder.stop()
  })

  test('a fold that failed once is made up for by the next', async () => {
    const folder = new Folder(store.db, createLogger('silent'), () => NOW)
    await folder.catchUp()
    await append(store, appId, { from: 'alice', to: 'bob', flags: 0 })

    // Beyond the log: a group that failed took ids that were never stored.
    folder.notice(Number.MAX_SAFE_INTEGER)
    await folder.caughtUp()

    expect((await positions(store, appId)).get('bob alice')).toMatchObject({ unread: 1 })
    await folder.stop()
  })
})

describe.each(dialects)('after a crash on $name', ({ name }) => {
  test('the positions follow the log again, each message once', async () => {
    const folderPath = await mkdtemp(join(tmpdir(), 'yanshu-fold-'))
    const url = name === 'PostgreSQL' ? await createTestDatabase() : undefined
    const target: StoreTarget =
      url === undefined ? { kind: 'folder', folder: folderPath } : { kind: 'postgres', url }
    const log = [
      { from: 'alice', to: 'bob', flags: 0 },
      { from: 'bob', to: 'alice', flags: 0 },
      { from: 'alice', to: 'bob', flags: flags.noUnread },
      { from: 'carol', to: 'bob', flags: 0 },
    ]
    const first = await openStore(target, () => NOW)
    for (const message of log.slice(0, 2)) await append(first, 7, message)
    await foldStep(first.db, 1, NOW)
    for (const message of log.slice(2)) await append(first, 7, message)
    await first.close()

    const second = await openStore(target, () => NOW)
    const folder = new Folder(second.db, createLogger('silent'), () => NOW)
    const folded = await folder.catchUp()
    const found = await positions(second, 7)
    await folder.stop()
    await second.close()
    await rm(folderPath, { recursive: true })

    expect(folded).toBe(3)
    expect(found).toEqual(model(log))
  })
})

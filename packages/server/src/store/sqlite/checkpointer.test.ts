import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Checkpointer } from './checkpointer.ts'
import type { SqliteWriter } from './writer.ts'
import { openSqlite } from './sqlite-database.ts'

/** A checkpointer over a WAL of so many pages; what it does is written down. */
function over(log: number, beside: () => Promise<void> = async () => {}) {
  const done: string[] = []
  const second: SqliteWriter = {
    async execute() {
      done.push('beside')
      await beside()
      return { rows: [], changes: 0 }
    },
    append: async () => {},
    async close() {
      done.push('closed')
    },
  }
  const checkpointer = new Checkpointer({
    length: () => ({ log, checkpointed: 0 }),
    open: () => second,
    write: async () => done.push('writer'),
  })
  return { checkpointer, done }
}

test.each<{ log: number; done: string[] }>([
  { log: 3999, done: [] },
  { log: 4000, done: ['beside', 'closed'] },
  { log: 8000, done: ['beside', 'writer', 'closed'] },
])('a WAL of $log pages is copied by $done', async ({ log, done }) => {
  const wal = over(log)
  wal.checkpointer.committed()
  await wal.checkpointer.close()

  expect(wal.done).toEqual(done)
})

test('one copy is made at a time, and none after the end', async () => {
  const copied = Promise.withResolvers<void>()
  const { checkpointer, done } = over(4000, () => copied.promise)
  checkpointer.committed()
  checkpointer.committed()
  const closed = checkpointer.close()
  copied.resolve()
  await closed
  checkpointer.committed()

  expect(done).toEqual(['beside', 'closed'])
})

test('a copy that fails is no failure of the commit', async () => {
  const { checkpointer, done } = over(8000, () => Promise.reject(new Error('no')))
  checkpointer.committed()
  await checkpointer.close()

  expect(done).toEqual(['beside', 'closed'])
})

test('a WAL that cannot be looked at is none either', () => {
  const checkpointer = new Checkpointer({
    length: () => {
      throw new Error('no')
    },
    open: () => {
      throw new Error('not to be opened')
    },
    write: async () => {},
  })

  expect(() => checkpointer.committed()).not.toThrow()
})

const BLOBS = `insert into row (value)
  with recursive n (i) as (select 1 union all select i + 1 from n where i < 500)
  select randomblob(3000) from n`

test('a database that is copied while it is written loses nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yanshu-wal-'))
  const file = join(folder, 'test.sqlite')
  const database = openSqlite(file)
  await database.write('create table row (id integer primary key, value blob)', [])
  for (let commit = 0; commit < 24; commit++) await database.write(BLOBS, [])
  await database.close()

  using after = new Database(file, { readonly: true })
  expect(after.query('select count(*) as rows from row').get()).toEqual({ rows: 12_000 })
  expect(after.query('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
  await rm(folder, { recursive: true })
})

test('the SQLite of this runtime may checkpoint beside a writer', () => {
  using any = new Database(':memory:')
  const row = any.query<{ version: string }, []>('select sqlite_version() as version').get()

  expect(Bun.semver.order(row?.version ?? '0.0.0', '3.51.3')).toBeGreaterThanOrEqual(0)
})

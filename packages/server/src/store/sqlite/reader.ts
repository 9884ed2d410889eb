import { Database } from 'bun:sqlite'
import type { WalLength } from './checkpointer.ts'
import type { SqlValue } from './engine.ts'

/** Reads committed data in the caller's thread; microseconds for what an index answers. */
export interface SqliteReader {
  all(sql: string, params: readonly SqlValue[]): readonly unknown[]
  walLength(): WalLength
  close(): void
}

const NO_WAL: WalLength = { log: 0, checkpointed: 0 }

export function openReader(path: string): SqliteReader {
  const database = new Database(path, { readwrite: true, strict: true })
  database.run('pragma query_only = on')
  database.run('pragma busy_timeout = 5000')
  database.run('pragma cache_size = -65536')
  const length = 'pragma wal_checkpoint(noop)'
  return {
    walLength: () => database.query<WalLength, []>(length).get() ?? NO_WAL,
    all: (sql, params) => database.query(sql).all(...params),
    close: () => database.close(),
  }
}

import { Database } from 'bun:sqlite'
import type { SqlValue } from './engine.ts'

/** Reads committed data in the caller's thread; microseconds for what an index answers. */
export interface SqliteReader {
  all(sql: string, params: readonly SqlValue[]): readonly unknown[]
  close(): void
}

export function openReader(path: string): SqliteReader {
  const database = new Database(path, { readwrite: true, strict: true })
  database.run('pragma query_only = on')
  database.run('pragma busy_timeout = 5000')
  database.run('pragma cache_size = -65536')
  return {
    all: (sql, params) => database.query(sql).all(...params),
    close: () => database.close(),
  }
}

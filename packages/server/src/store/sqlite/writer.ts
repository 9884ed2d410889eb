import type { LogRow, SqlResult, SqlValue } from './engine.ts'
import { SqliteEngine } from './engine.ts'

/** The one writer of a SQLite database. Callers hold the database's lock, see dialect.ts. */
export interface SqliteWriter {
  execute(sql: string, params: readonly SqlValue[]): Promise<SqlResult>
  /** Appends rows to the message log in one transaction; resolves when they are durable. */
  append(rows: readonly LogRow[]): Promise<void>
  close(): Promise<void>
}

/** Writes in the caller's thread: for databases in memory, where there is no fsync to wait for. */
export class InlineWriter implements SqliteWriter {
  readonly engine: SqliteEngine

  constructor(path: string) {
    this.engine = new SqliteEngine(path)
  }

  async execute(sql: string, params: readonly SqlValue[]): Promise<SqlResult> {
    return this.engine.execute(sql, params)
  }

  async append(rows: readonly LogRow[]): Promise<void> {
    this.engine.append(rows)
  }

  async close(): Promise<void> {
    this.engine.close()
  }
}

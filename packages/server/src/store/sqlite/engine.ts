import { Database } from 'bun:sqlite'

/** A value SQLite can bind. */
export type SqlValue = string | number | bigint | null | Uint8Array

export interface SqlResult {
  readonly rows: readonly unknown[]
  readonly changes: number
}

/** One message row in the order of the insert below. */
export type LogRow = readonly [
  id: number,
  appId: number,
  conversation: number,
  seq: number,
  time: number,
  sender: string,
  clientTime: number,
  clientSeq: number,
  random: number,
  flags: number,
  body: string,
]

const INSERT_MESSAGE = `insert into message
  (id, app_id, conversation, seq, time, sender, client_time, client_seq, random, flags, body)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** The one writing connection to a SQLite file, wherever it runs. */
export class SqliteEngine {
  readonly database: Database

  constructor(path: string) {
    this.database = new Database(path, { create: true, readwrite: true, strict: true })
    this.database.run('pragma journal_mode = wal')
    // FULL: a commit returns after fsync of the WAL, so what is acknowledged survives power loss.
    this.database.run('pragma synchronous = full')
    this.database.run('pragma busy_timeout = 5000')
    this.database.run('pragma cache_size = -65536')
    // Long before that the checkpointer has done it.
    this.database.run('pragma wal_autocheckpoint = 16000')
  }

  execute(sql: string, params: readonly SqlValue[]): SqlResult {
    const statement = this.database.query(sql)
    if (statement.columnNames.length > 0) {
      const rows = statement.all(...params)
      return { rows, changes: rows.length }
    }
    return { rows: [], changes: statement.run(...params).changes }
  }

  append(rows: readonly LogRow[]): void {
    const insert = this.database.query(INSERT_MESSAGE)
    this.database.transaction(() => {
      for (const row of rows) insert.run(...row)
    })()
  }

  close(): void {
    this.database.close()
  }
}

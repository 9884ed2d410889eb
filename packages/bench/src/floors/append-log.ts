import { Database } from 'bun:sqlite'

/** One row of the floor's log. */
export interface LogRow {
  readonly conversation: string
  readonly seq: number
  readonly sender: string
  readonly time: number
  readonly random: number
  readonly body: string
}

/** The physical work of a message log: one append-only table, one unique index, fsync at each commit. */
export class AppendLog {
  readonly #db: Database
  readonly #append: (rows: readonly LogRow[]) => void

  constructor(file: string) {
    this.#db = new Database(file, { create: true })
    this.#db.run('PRAGMA journal_mode = WAL')
    this.#db.run('PRAGMA synchronous = FULL')
    this.#db.run(
      `CREATE TABLE log (id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, seq INTEGER NOT NULL,
       sender TEXT NOT NULL, time INTEGER NOT NULL, random INTEGER NOT NULL, body TEXT NOT NULL)`,
    )
    this.#db.run('CREATE UNIQUE INDEX log_seq ON log (conversation, seq)')
    const insert = this.#db.prepare(
      'INSERT INTO log (conversation, seq, sender, time, random, body) VALUES (?, ?, ?, ?, ?, ?)',
    )
    this.#append = this.#db.transaction((rows: readonly LogRow[]) => {
      for (const row of rows) {
        insert.run(row.conversation, row.seq, row.sender, row.time, row.random, row.body)
      }
    })
  }

  /** Durable when it returns. */
  append(rows: readonly LogRow[]): void {
    this.#append(rows)
  }
}

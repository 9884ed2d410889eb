import type { SqliteWriter } from './writer.ts'

/**
 * Pages of the WAL that are worth copying into the database. While they are synced commits are slow,
 * so a copy must be rare; and pages that were written several times are copied once.
 */
const WORTH = 4000

/** Pages from which on the WAL is brought to its end, so that it starts anew. */
const LONG = 8000

const PASSIVE = 'pragma wal_checkpoint(passive)'

/** How many pages the WAL has, and how many of them the database has too. */
export interface WalLength {
  readonly log: number
  readonly checkpointed: number
}

export interface CheckpointerDeps {
  length(): WalLength
  /** Opens a second connection in a thread of its own. */
  open(): SqliteWriter
  /** Runs a statement on the one connection that writes. */
  write(sql: string): Promise<unknown>
}

/**
 * Copies the WAL into the database beside the writer. In the writer, where SQLite does it by itself,
 * whoever commits the thousandth page waits for a thousand pages written here and there and for
 * their fsync, and so does everybody behind: 5 to 25 milliseconds on a good disk.
 *
 * Two connections that write and checkpoint want SQLite 3.51.3 or newer: before, a WAL that starts
 * anew under a checkpoint could lose pages.
 */
export class Checkpointer {
  readonly #deps: CheckpointerDeps
  #beside: SqliteWriter | undefined
  #running: Promise<void> | undefined
  #closed = false

  constructor(deps: CheckpointerDeps) {
    this.#deps = deps
  }

  /** To be called after every commit; costs two microseconds where there is nothing to do. */
  committed(): void {
    if (this.#running || this.#closed || !this.#isWorth()) return
    this.#running = this.#run()
      // What fails is left to the writer, which checkpoints by itself where a WAL grows too long.
      .catch(() => undefined)
      .finally(() => (this.#running = undefined))
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    await this.#beside?.close()
  }

  #isWorth(): boolean {
    try {
      const { log, checkpointed } = this.#deps.length()
      return log - checkpointed >= WORTH
    } catch {
      // What was committed is committed, whether or not the WAL can be looked at.
      return false
    }
  }

  async #run(): Promise<void> {
    this.#beside ??= this.#deps.open()
    await this.#beside.execute(PASSIVE, [])
    // A WAL starts anew only where no page is left to copy; what came meanwhile is little.
    if (this.#deps.length().log >= LONG) await this.#deps.write(PASSIVE)
  }
}

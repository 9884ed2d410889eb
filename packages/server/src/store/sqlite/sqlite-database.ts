import { Lock } from '../lock.ts'
import { Checkpointer } from './checkpointer.ts'
import type { LogRow, SqlResult, SqlValue } from './engine.ts'
import type { SqliteReader } from './reader.ts'
import { openReader } from './reader.ts'
import { WorkerWriter } from './worker-writer.ts'
import type { SqliteWriter } from './writer.ts'
import { InlineWriter } from './writer.ts'

/**
 * One SQLite database: any number of reads beside one writer.
 *
 * The writer lives in a worker, because in the loop every fsync stalls the sockets. Measured on 2
 * cores with the load generator beside the server (`npm run bench -- messages delivery`, and again
 * with YANSHU_SQLITE_WRITER=inline), two runs each:
 *
 * | writer | messages a second | delivery at 25,000/s, p50 | p99 |
 * |---|---|---|---|
 * | worker | 64,500 and 65,400 | 2.7 and 5.0 ms | 21 and 30 ms |
 * | in the loop | 59,000 and 59,000 | 14.7 and 5.7 ms | 45 and 34 ms |
 *
 * Its disk makes an fsync in half a millisecond; on a slower one the loop would stand still longer.
 */
export interface SqliteDatabase {
  read(sql: string, params: readonly SqlValue[]): Promise<readonly unknown[]>
  /** Reads at once; only for what an index answers in microseconds. */
  readNow(sql: string, params: readonly SqlValue[]): readonly unknown[]
  /** One statement, which must not run inside somebody else's transaction. */
  write(sql: string, params: readonly SqlValue[]): Promise<SqlResult>
  append(rows: readonly LogRow[]): Promise<void>
  /** For transactions: whoever holds it may use the writer directly. */
  readonly lock: Lock
  readonly writer: SqliteWriter
  /** For transactions: to be called after each. */
  committed(): void
  close(): Promise<void>
}

export function openSqlite(path: string, inline = false): SqliteDatabase {
  const writer = inline ? new InlineWriter(path) : new WorkerWriter(path)
  return new FileDatabase(writer, path)
}

/** Everything in memory; one connection, so that a read waits for a transaction under way. */
export function openSqliteInMemory(): SqliteDatabase {
  const writer = new InlineWriter(':memory:')
  const lock = new Lock()
  const all = (sql: string, params: readonly SqlValue[]) =>
    writer.engine.database.query(sql).all(...params)
  return {
    lock,
    writer,
    read: (sql, params) =>
      lock.busy ? lock.run(async () => all(sql, params)) : resolved(() => all(sql, params)),
    readNow: all,
    write: (sql, params) => lock.run(() => writer.execute(sql, params)),
    append: (rows) => lock.run(() => writer.append(rows)),
    committed: () => undefined,
    close: () => writer.close(),
  }
}

class FileDatabase implements SqliteDatabase {
  readonly lock = new Lock()
  readonly writer: SqliteWriter
  readonly #path: string
  readonly #checkpointer: Checkpointer
  #opened: SqliteReader | undefined

  constructor(writer: SqliteWriter, path: string) {
    this.writer = writer
    this.#path = path
    this.#checkpointer = new Checkpointer({
      length: () => this.#reader.walLength(),
      open: () => new WorkerWriter(path),
      write: (sql) => this.lock.run(() => writer.execute(sql, [])),
    })
  }

  read(sql: string, params: readonly SqlValue[]): Promise<readonly unknown[]> {
    return resolved(() => this.readNow(sql, params))
  }

  readNow(sql: string, params: readonly SqlValue[]): readonly unknown[] {
    return this.#reader.all(sql, params)
  }

  async write(sql: string, params: readonly SqlValue[]): Promise<SqlResult> {
    const result = await this.lock.run(() => this.writer.execute(sql, params))
    this.committed()
    return result
  }

  async append(rows: readonly LogRow[]): Promise<void> {
    await this.lock.run(() => this.writer.append(rows))
    this.committed()
  }

  committed(): void {
    this.#checkpointer.committed()
  }

  async close(): Promise<void> {
    await this.#checkpointer.close()
    this.#opened?.close()
    await this.lock.run(() => this.writer.close())
  }

  get #reader(): SqliteReader {
    // Opened on first use: before that the writer may still be making the file.
    this.#opened ??= openReader(this.#path)
    return this.#opened
  }
}

async function resolved<Result>(work: () => Result): Promise<Result> {
  return work()
}

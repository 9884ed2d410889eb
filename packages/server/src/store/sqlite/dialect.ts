import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { SqlValue } from './engine.ts'
import type { SqliteDatabase } from './sqlite-database.ts'

/**
 * Kysely over a `SqliteDatabase`. Selects outside a transaction read beside the writer; everything
 * else goes to the writer, one statement or one transaction at a time.
 */
export function sqliteDialect(database: SqliteDatabase): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class SqliteDriver implements Driver {
  readonly #database: SqliteDatabase

  constructor(database: SqliteDatabase) {
    this.#database = database
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    return new SqliteConnection(this.#database)
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    await connection.begin()
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    await connection.end('commit')
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    await connection.end('rollback')
  }

  async releaseConnection(): Promise<void> {}

  destroy(): Promise<void> {
    return this.#database.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: SqliteDatabase
  #inTransaction = false

  constructor(database: SqliteDatabase) {
    this.#database = database
  }

  async begin(): Promise<void> {
    await this.#database.lock.acquire()
    try {
      await this.#database.writer.execute('begin immediate', [])
      this.#inTransaction = true
    } catch (error) {
      this.#database.lock.release()
      throw error
    }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (how === 'commit') await this.#database.writer.execute('commit', [])
    else await this.#database.writer.execute('rollback', []).catch(() => undefined)
    // A commit that throws is followed by a rollback, which then gives the lock back.
    this.#inTransaction = false
    this.#database.lock.release()
    this.#database.committed()
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const params = query.parameters as readonly SqlValue[]
    if (!this.#inTransaction && isSelect(query)) {
      return { rows: (await this.#database.read(query.sql, params)) as Row[] }
    }
    const { rows, changes } = this.#inTransaction
      ? await this.#database.writer.execute(query.sql, params)
      : await this.#database.write(query.sql, params)
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
  }

  // eslint-disable-next-line require-yield -- the interface wants a generator
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('results are read page by page, not streamed')
  }
}

function isSelect(query: CompiledQuery): boolean {
  if (query.query.kind === 'SelectQueryNode') return true
  return query.query.kind === 'RawNode' && /^\s*select\b/i.test(query.sql)
}

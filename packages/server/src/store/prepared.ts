import type { CompiledQuery, Compilable, Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * A query of a hot path, compiled once. Building and compiling it costs more than an indexed read
 * of SQLite itself.
 *
 * @param build - the query with any values in the places of its parameters, in their order.
 */
export function prepare<Parameters extends readonly unknown[], Row>(
  db: Kysely<Schema>,
  build: (db: Kysely<Schema>) => Compilable<Row>,
): (...parameters: Parameters) => Promise<readonly Row[]> {
  let compiled: CompiledQuery<Row> | undefined
  return async (...parameters) => {
    compiled ??= build(db).compile()
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters })
    return rows
  }
}

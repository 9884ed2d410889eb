import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Some rows of a table: the columns that name a row, and which of them. */
export interface SomeRows {
  readonly table: keyof Schema
  readonly key: readonly string[]
  /** What follows `where`; an order may follow it. */
  readonly which: RawBuilder<unknown>
  readonly limit: number
}

/** Removes rows a few at a time, so that nobody waits long for the statement; answers how many. */
export async function deleteSome(db: Kysely<Schema>, rows: SomeRows): Promise<number> {
  const { table, key, which, limit } = rows
  const names = sql.join(key.map((column) => sql.ref(column)))
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where (${names}) in (
      select ${names} from ${sql.table(table)} where ${which} limit ${limit})`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

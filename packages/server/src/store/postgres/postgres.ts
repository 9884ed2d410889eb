import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Schema } from '../schema.ts'

const INT8 = 20

/** Connects to PostgreSQL 15 or newer. */
export function openPostgres(url: string, connections = 10): Kysely<Schema> {
  const types: pg.CustomTypesConfig = {
    // bigint comes back as text unless told otherwise; ids, seqs and times stay below 2^53.
    getTypeParser: ((oid: number, format: 'text' | 'binary') =>
      oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  }
  const pool = new pg.Pool({ connectionString: url, max: connections, types })
  // A connection lost while idle is replaced on next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

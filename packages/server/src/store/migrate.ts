import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DialectName, Migration } from './migrations/migration.ts'
import { columnKinds } from './migrations/migration.ts'
import { migrations } from './migrations/table.ts'
import type { Schema } from './schema.ts'

/** Any number; it only has to be the same for all who start. */
const ADVISORY_LOCK = 7_209_431

interface MigrationTable {
  schema_migration: { number: number; name: string; applied_at: number }
}

/**
 * Brings the database to the newest schema. All steps run in one transaction behind a lock, so two
 * that start at once wait for each other and a step that fails leaves nothing behind.
 *
 * @returns the numbers of the steps that were applied now.
 * @throws where the database was written by a newer version of the platform.
 */
export async function migrate(
  db: Kysely<Schema>,
  dialect: DialectName,
  steps: readonly Migration[] = migrations,
): Promise<readonly number[]> {
  return db.transaction().execute(async (trx) => {
    // On SQLite the transaction itself is the lock: it begins `immediate`.
    if (dialect === 'postgres')
      await sql`select pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(trx)
    const meta = trx as unknown as Kysely<MigrationTable>
    const done = await appliedSteps(meta)
    refuseNewer(done, steps)
    const open = steps.filter(({ number }) => !done.has(number))
    for (const step of open) {
      await step.up(trx as unknown as Kysely<unknown>, columnKinds[dialect])
      await meta
        .insertInto('schema_migration')
        .values({ number: step.number, name: step.name, applied_at: Date.now() })
        .execute()
    }
    return open.map(({ number }) => number)
  })
}

async function appliedSteps(meta: Kysely<MigrationTable>): Promise<ReadonlySet<number>> {
  await meta.schema
    .createTable('schema_migration')
    .ifNotExists()
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute()
  const rows = await meta.selectFrom('schema_migration').select('number').execute()
  return new Set(rows.map(({ number }) => Number(number)))
}

function refuseNewer(done: ReadonlySet<number>, steps: readonly Migration[]): void {
  const known = new Set(steps.map(({ number }) => number))
  const unknown = [...done].filter((number) => !known.has(number))
  if (unknown.length === 0) return
  throw new Error(`the database has steps this version does not know: ${unknown.join(', ')}`)
}

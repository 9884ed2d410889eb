import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { systemClock } from '../clock.ts'
import type { Store } from '../store/open-store.ts'
import { openStore } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { createTestDatabase, sharedPostgres } from './postgres.ts'

/** A kind of storage that every store test runs on. */
export interface TestDialect {
  readonly name: string
  /** An empty, migrated database. */
  open(): Promise<Kysely<Schema>>
  /** The same with its message log. */
  openStore(clock?: () => number): Promise<Store>
}

async function openOnSqlite(clock = systemClock): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'yanshu-store-'))
  const store = await openStore({ kind: 'folder', folder }, clock)
  return {
    ...store,
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

async function openOnPostgres(clock = systemClock): Promise<Store> {
  const url = await createTestDatabase()
  if (url === undefined) throw new Error('PostgreSQL is not there')
  return openStore({ kind: 'postgres', url }, clock)
}

const sqlite: TestDialect = {
  name: 'SQLite',
  open: async () => (await openOnSqlite()).db,
  openStore: openOnSqlite,
}

const postgres: TestDialect = {
  name: 'PostgreSQL',
  open: async () => (await openOnPostgres()).db,
  openStore: openOnPostgres,
}

/** SQLite, and PostgreSQL where the machine has it. */
export const dialects: readonly TestDialect[] =
  (await sharedPostgres()) === undefined ? [sqlite] : [sqlite, postgres]

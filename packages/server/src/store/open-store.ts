import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import type { Clock } from '../clock.ts'
import { holdFolder } from './folder-lock.ts'
import type { MessageLog } from './message-log/message-log.ts'
import { createPostgresLog } from './message-log/postgres-log.ts'
import { createSqliteLog } from './message-log/sqlite-log.ts'
import { migrate } from './migrate.ts'
import type { DialectName } from './migrations/migration.ts'
import { openPostgres } from './postgres/postgres.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite/dialect.ts'
import type { SqliteDatabase } from './sqlite/sqlite-database.ts'
import { openSqlite, openSqliteInMemory } from './sqlite/sqlite-database.ts'

/** Where the data lives. */
export type StoreTarget =
  | { readonly kind: 'memory' }
  | { readonly kind: 'folder'; readonly folder: string; readonly inlineWriter?: boolean }
  | { readonly kind: 'postgres'; readonly url: string }

/** The storage of the platform, migrated and ready. */
export interface Store {
  readonly db: Kysely<Schema>
  readonly log: MessageLog
  readonly dialect: DialectName
  /** Resolves when the storage answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

export async function openStore(target: StoreTarget, now: Clock): Promise<Store> {
  if (target.kind === 'postgres') return openOnPostgres(target.url, now)
  if (target.kind === 'memory') return openOnSqlite(openSqliteInMemory(), now, () => undefined)
  await mkdir(target.folder, { recursive: true, mode: 0o700 })
  const release = holdFolder(target.folder)
  const file = join(target.folder, 'yanshu.sqlite')
  return openOnSqlite(openSqlite(file, target.inlineWriter), now, release)
}

async function openOnPostgres(url: string, now: Clock): Promise<Store> {
  const db = openPostgres(url)
  const close = () => db.destroy()
  return ready({ db, log: createPostgresLog(db, now), dialect: 'postgres' }, close)
}

async function openOnSqlite(
  database: SqliteDatabase,
  now: Clock,
  release: () => void,
): Promise<Store> {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database) })
  const close = async () => {
    // destroy() does nothing on a Kysely that was never used.
    await database.close()
    release()
  }
  return ready({ db, log: createSqliteLog(database, now), dialect: 'sqlite' }, close)
}

async function ready(
  parts: Pick<Store, 'db' | 'log' | 'dialect'>,
  close: () => Promise<void>,
): Promise<Store> {
  try {
    await migrate(parts.db, parts.dialect)
  } catch (error) {
    await close()
    throw error
  }
  return {
    ...parts,
    ping: async () => {
      await sql`select 1`.execute(parts.db)
    },
    close: async () => {
      await parts.log.settled()
      await close()
    },
  }
}

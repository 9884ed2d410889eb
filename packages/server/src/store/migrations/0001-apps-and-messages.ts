import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ColumnKinds, Migration } from './migration.ts'

export const appsAndMessages: Migration = {
  number: 1,
  name: 'apps and messages',
  up: async (db, kind) => {
    await createApps(db, kind)
    await createAccounts(db, kind)
    await createLog(db, kind)
    await createPositions(db, kind)
  },
}

async function createApps(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('app')
    .addColumn('app_id', int, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('introduction', text, (column) => column.notNull())
    .addColumn('plan', text, (column) => column.notNull())
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addColumn('updated_at', int, (column) => column.notNull())
    .addColumn('expires_at', int)
    .addColumn('conf', text, (column) => column.notNull())
    .addColumn('account_count', int, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('app_key')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('version', int, (column) => column.notNull())
    .addColumn('algorithm', text, (column) => column.notNull())
    .addColumn('secret', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addColumn('updated_at', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('app_key_pk', ['app_id', 'version'])
    .execute()
}

async function createAccounts(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull())
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('nick', text, (column) => column.notNull())
    .addColumn('face_url', text, (column) => column.notNull())
    .addColumn('profile', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addColumn('revoked_at', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('account_pk', ['app_id', 'user_id'])
    .execute()
  await db.schema
    .createIndex('account_newest')
    .on('account')
    .columns(['app_id', 'created_at', 'user_id'])
    .execute()
  await db.schema
    .createIndex('account_administrators')
    .on('account')
    .columns(['app_id', 'user_id'])
    .where(sql.ref('type'), '=', sql.lit('administrator'))
    .execute()
  await db.schema
    .createTable('deleted_account')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull())
    .addColumn('deleted_at', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('deleted_account_pk', ['app_id', 'user_id'])
    .execute()
}

async function createLog(db: Kysely<unknown>, { text, int, serial }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('conversation')
    .addColumn('id', serial, (column) => column.primaryKey())
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('a', text, (column) => column.notNull())
    .addColumn('b', text, (column) => column.notNull())
    .addColumn('last_seq', int, (column) => column.notNull().defaultTo(0))
    .addColumn('last_time', int, (column) => column.notNull().defaultTo(0))
    .addUniqueConstraint('conversation_members', ['app_id', 'kind', 'a', 'b'])
    .execute()
  await db.schema
    .createTable('message')
    .addColumn('id', serial, (column) => column.primaryKey())
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('conversation', int, (column) => column.notNull())
    .addColumn('seq', int, (column) => column.notNull())
    .addColumn('time', int, (column) => column.notNull())
    .addColumn('sender', text, (column) => column.notNull())
    .addColumn('client_time', int, (column) => column.notNull())
    .addColumn('client_seq', int, (column) => column.notNull())
    .addColumn('random', int, (column) => column.notNull())
    .addColumn('flags', int, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addUniqueConstraint('message_seq', ['app_id', 'conversation', 'seq'])
    .execute()
  // An index over all times would double the cost of an append; see im/message/time-order.ts.
  await db.schema
    .createIndex('message_milestone')
    .on('message')
    .columns(['app_id', 'conversation', 'time', 'seq'])
    .where(sql<boolean>`seq % 64 = 0 and flags & 512 = 0`)
    .execute()
  await db.schema
    .createIndex('message_signpost')
    .on('message')
    .columns(['app_id', 'conversation', 'id'])
    .where(sql<boolean>`seq % 64 = 0`)
    .execute()
  await db.schema
    .createIndex('message_backfilled')
    .on('message')
    .columns(['app_id', 'conversation', 'time', 'seq'])
    .where(sql<boolean>`flags & 512 <> 0`)
    .execute()
  await db.schema
    .createTable('message_recall')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('conversation', int, (column) => column.notNull())
    .addColumn('seq', int, (column) => column.notNull())
    .addColumn('recalled_by', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('time', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('message_recall_pk', ['app_id', 'conversation', 'seq'])
    .execute()
}

async function createPositions(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('position')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('conversation', int, (column) => column.notNull())
    .addColumn('peer', text, (column) => column.notNull())
    .addColumn('last_seq', int, (column) => column.notNull())
    .addColumn('last_time', int, (column) => column.notNull())
    .addColumn('top_seq', int, (column) => column.notNull())
    .addColumn('top_id', int, (column) => column.notNull())
    .addColumn('quiet_at', int, (column) => column.notNull())
    .addColumn('unread', int, (column) => column.notNull())
    .addColumn('read_seq', int, (column) => column.notNull())
    .addColumn('read_time', int, (column) => column.notNull())
    .addColumn('cleared_seq', int, (column) => column.notNull())
    .addColumn('hidden', int, (column) => column.notNull())
    .addColumn('pinned_at', int, (column) => column.notNull())
    .addColumn('recalled_at', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('position_pk', ['app_id', 'account', 'conversation'])
    .execute()
  await db.schema
    .createIndex('position_newest')
    .on('position')
    .columns(['app_id', 'account', 'last_time'])
    .execute()
  await db.schema
    .createIndex('position_pinned')
    .on('position')
    .columns(['app_id', 'account', 'pinned_at'])
    .where(sql.ref('pinned_at'), '>', sql.lit(0))
    .execute()
  await db.schema
    .createIndex('position_unread')
    .on('position')
    .columns(['app_id', 'account', 'unread'])
    .where(sql.ref('unread'), '>', sql.lit(0))
    .execute()
  await db.schema
    .createIndex('position_quiet')
    .on('position')
    .columns(['app_id', 'account', 'quiet_at'])
    .where(sql.ref('quiet_at'), '>', sql.lit(0))
    .execute()
  await db.schema
    .createIndex('position_recalled')
    .on('position')
    .columns(['app_id', 'account', 'recalled_at'])
    .where(sql.ref('recalled_at'), '>', sql.lit(0))
    .execute()
  await db.schema
    .createTable('checkpoint')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('log_id', int, (column) => column.notNull())
    .execute()
}

import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ColumnKinds, Migration } from './migration.ts'

/** What happens to messages after they were sent. */
export const messageState: Migration = {
  number: 7,
  name: 'message state',
  async up(db, kind) {
    await createState(db, kind)
    await createExtensions(db, kind)
    await createReactions(db, kind)
    await createDeletions(db, kind)
    await createMergedParts(db, kind)
    await db.schema.alterTable('position').renameColumn('recalled_at', 'changed_at').execute()
    await db.schema
      .alterTable('position')
      .addColumn('deletions', kind.int, (column) => column.notNull().defaultTo(0))
      .execute()
    await takeOverRecalls(db)
  },
}

async function createState(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('message_state')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('conversation', int, (column) => column.notNull())
    .addColumn('seq', int, (column) => column.notNull())
    .addColumn('changed_at', int, (column) => column.notNull())
    .addColumn('version', int, (column) => column.notNull().defaultTo(0))
    .addColumn('body', text)
    .addColumn('receipt_at', int, (column) => column.notNull().defaultTo(0))
    .addColumn('extension_seq', int, (column) => column.notNull().defaultTo(0))
    .addColumn('extension_cleared', int, (column) => column.notNull().defaultTo(0))
    .addColumn('reaction_seq', int, (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('message_state_pk', ['app_id', 'conversation', 'seq'])
    .execute()
  await db.schema
    .createIndex('message_state_changed')
    .on('message_state')
    .columns(['app_id', 'conversation', 'changed_at'])
    .execute()
}

async function createExtensions(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('message_extension')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('conversation', int, (column) => column.notNull())
    .addColumn('seq', int, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addColumn('extension_seq', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('message_extension_pk', ['app_id', 'conversation', 'seq', 'name'])
    .execute()
}

async function createReactions(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('message_reaction')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('conversation', int, (column) => column.notNull())
    .addColumn('seq', int, (column) => column.notNull())
    .addColumn('reaction', text, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('time', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('message_reaction_pk', [
      'app_id',
      'conversation',
      'seq',
      'reaction',
      'account',
    ])
    .execute()
  await db.schema
    .createIndex('message_reaction_account')
    .on('message_reaction')
    .columns(['app_id', 'account'])
    .execute()
}

async function createDeletions(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('message_deleted')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('conversation', int, (column) => column.notNull())
    .addColumn('seq', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('message_deleted_pk', ['app_id', 'account', 'conversation', 'seq'])
    .execute()
}

async function createMergedParts(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('merged_part')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('part', int, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('messages', int, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('merged_part_pk', ['app_id', 'key', 'part'])
    .execute()
}

/** Recalls of an earlier version are changes like any other. */
async function takeOverRecalls(db: Kysely<unknown>): Promise<void> {
  await sql`insert into message_state (app_id, conversation, seq, changed_at)
    select app_id, conversation, seq, time from message_recall`.execute(db)
  await sql`update message set flags = flags | 2048 where flags & 4 <> 0`.execute(db)
}

import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ColumnKinds, Migration } from './migration.ts'

/** What accounts set on their conversations; the list is walked in pages. */
export const contacts: Migration = {
  number: 6,
  name: 'contacts',
  async up(db, kind) {
    await createContacts(db, kind)
    await createGroups(db, kind)
    await db.schema.dropIndex('position_newest').execute()
    await db.schema
      .createIndex('position_newest')
      .on('position')
      .columns(['app_id', 'account', 'last_time', 'conversation'])
      .execute()
  },
}

async function createContacts(
  db: Kysely<unknown>,
  { text, int, serial }: ColumnKinds,
): Promise<void> {
  await db.schema
    .createTable('contact')
    .addColumn('id', serial, (column) => column.primaryKey())
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('peer', text, (column) => column.notNull())
    .addColumn('mark_low', int, (column) => column.notNull().defaultTo(0))
    .addColumn('mark_high', int, (column) => column.notNull().defaultTo(0))
    .addColumn('custom', text, (column) => column.notNull().defaultTo(''))
    .addColumn('remind', int, (column) => column.notNull().defaultTo(0))
    .addColumn('changed_at', int, (column) => column.notNull())
    .addUniqueConstraint('contact_peer', ['app_id', 'account', 'peer'])
    .execute()
  await db.schema
    .createIndex('contact_page')
    .on('contact')
    .columns(['app_id', 'account', 'id'])
    .execute()
  await db.schema
    .createIndex('contact_discarded')
    .on('contact')
    .columns(['app_id', 'account', 'peer'])
    .where(sql.ref('remind'), '=', sql.lit(2))
    .execute()
}

async function createGroups(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('contact_group')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('group_id', int, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('contact_group_pk', ['app_id', 'account', 'group_id'])
    .addUniqueConstraint('contact_group_name', ['app_id', 'account', 'name'])
    .execute()
  await db.schema
    .createTable('contact_group_member')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('group_id', int, (column) => column.notNull())
    .addColumn('peer', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('contact_group_member_pk', ['app_id', 'account', 'peer', 'group_id'])
    .execute()
  await db.schema
    .createTable('receive_option')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('option', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('receive_option_pk', ['app_id', 'account'])
    .execute()
}

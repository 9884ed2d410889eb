import type { Migration } from './migration.ts'

/** Global mutes, when a profile was changed, and devices that are away but can be pushed to. */
export const people: Migration = {
  number: 5,
  name: 'people',
  async up(db, { text, int }) {
    for (const column of ['muted_until', 'group_muted_until', 'profile_changed_at']) {
      await db.schema
        .alterTable('account')
        .addColumn(column, int, (column) => column.notNull().defaultTo(0))
        .execute()
    }
    await db.schema
      .createTable('away_device')
      .addColumn('app_id', int, (column) => column.notNull())
      .addColumn('account', text, (column) => column.notNull())
      .addColumn('instance_id', text, (column) => column.notNull())
      .addColumn('platform', text, (column) => column.notNull())
      .addColumn('since', int, (column) => column.notNull())
      .addPrimaryKeyConstraint('away_device_pk', ['app_id', 'account', 'instance_id'])
      .execute()
    await db.schema.createIndex('away_device_since').on('away_device').column('since').execute()
  },
}

import type { Migration } from './migration.ts'

/** Figures of apps by day, and how far their old messages are removed. */
export const insightAndRetention: Migration = {
  number: 10,
  name: 'insight and retention',
  async up(db, { text, int }) {
    await db.schema
      .createTable('daily_figure')
      .addColumn('app_id', int, (column) => column.notNull())
      .addColumn('period', int, (column) => column.notNull())
      .addColumn('field', text, (column) => column.notNull())
      .addColumn('value', int, (column) => column.notNull())
      .addPrimaryKeyConstraint('daily_figure_pk', ['app_id', 'period', 'field'])
      .execute()
    await db.schema
      .createTable('active_user')
      .addColumn('app_id', int, (column) => column.notNull())
      .addColumn('period', int, (column) => column.notNull())
      .addColumn('kind', text, (column) => column.notNull())
      .addColumn('user_id', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('active_user_pk', ['app_id', 'period', 'kind', 'user_id'])
      .execute()
    await db.schema
      .createTable('retention')
      .addColumn('app_id', int, (column) => column.primaryKey())
      .addColumn('log_id', int, (column) => column.notNull())
      .execute()
  },
}

import type { Kysely } from 'kysely'
import type { Migration } from './migration.ts'

/** Whether apps are paid for, settings beside the custom fields, and the leases of jobs. */
export const billingAndJobs: Migration = {
  number: 3,
  name: 'billing and jobs',
  async up(db, { text, int }) {
    await db.schema
      .alterTable('app')
      .addColumn('billing', text, (column) => column.notNull().defaultTo('current'))
      .execute()
    await db.schema
      .alterTable('app')
      .addColumn('billing_since', int, (column) => column.notNull().defaultTo(0))
      .execute()
    await nestSettings(db as Kysely<{ app: { app_id: number; conf: string } }>)
    await db.schema
      .createTable('job')
      .addColumn('name', text, (column) => column.primaryKey())
      .addColumn('holder', text, (column) => column.notNull())
      .addColumn('leased_until', int, (column) => column.notNull())
      .addColumn('ran_at', int, (column) => column.notNull())
      .execute()
  },
}

async function nestSettings(db: Kysely<{ app: { app_id: number; conf: string } }>): Promise<void> {
  for (const { app_id: appId, conf } of await db.selectFrom('app').selectAll().execute()) {
    const nested = JSON.stringify({ conf: JSON.parse(conf) as unknown })
    await db.updateTable('app').set({ conf: nested }).where('app_id', '=', appId).execute()
  }
}

import type { Kysely } from 'kysely'
import type { AppTable } from '../../../store/schema-app.ts'
import type { Schema } from '../../../store/schema.ts'

/** An app that is nothing but a row. */
export async function insertApp(
  db: Kysely<Schema>,
  appId: number,
  status: AppTable['status'] = 'enabled',
): Promise<void> {
  await db
    .insertInto('app')
    .values({
      app_id: appId,
      name: `app ${appId}`,
      type: '',
      introduction: '',
      plan: 'private',
      status,
      created_at: 0,
      updated_at: 0,
      expires_at: null,
      billing: 'current',
      billing_since: 0,
      conf: '{}',
      account_count: 0,
    })
    .execute()
}

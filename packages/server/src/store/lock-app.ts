import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Holds the row of an app until the transaction ends: of two that do, the second sees what the first did. */
export async function lockApp(trx: Kysely<Schema>, appId: number): Promise<void> {
  await trx
    .updateTable('app')
    .set((row) => ({ account_count: row.ref('account_count') }))
    .where('app_id', '=', appId)
    .execute()
}

import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** The id of the newest message of the log; 0 where it is empty. */
export async function lastLogId(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom('message')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? 0
}

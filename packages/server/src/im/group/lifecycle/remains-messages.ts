import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'

/** Messages of one step: with what hangs on them, short enough that nobody waits longer than for a commit. */
const STEP = 100

/** Tables whose rows hang on messages of a conversation, by its number. */
const dependents = [
  'message_recall',
  'message_state',
  'message_extension',
  'message_reaction',
  'group_receipt',
  'group_pin',
] as const

/** Removes the first messages of a dissolved group; false where there were none. */
export async function removeMessages(
  db: Kysely<Schema>,
  appId: number,
  conversation: number,
): Promise<boolean> {
  const rows = await db
    .selectFrom('message')
    .select('seq')
    .where('app_id', '=', appId)
    .where('conversation', '=', conversation)
    .orderBy('seq')
    .limit(STEP)
    .execute()
  const last = rows.at(-1)?.seq
  if (last === undefined) return false
  await db.transaction().execute(async (trx) => {
    for (const table of [...dependents, 'message'] as const) {
      await trx
        .deleteFrom(table)
        .where('app_id', '=', appId)
        .where('conversation', '=', conversation)
        .where('seq', '<=', last)
        .execute()
    }
  })
  return true
}

/**
 * Removes the row of a conversation that nothing is left of; false where it has to stay: SQLite would
 * give its number, and with it the seqs that were counted under it, to the next one.
 */
export async function removeConversation(db: Kysely<Schema>, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('conversation')
    .where('id', '=', id)
    .where('kind', '=', 'gone')
    .where('a', '=', '')
    .where(({ lit, selectFrom, exists }) =>
      exists(
        selectFrom('conversation as newer').select(lit(1).as('one')).where('newer.id', '>', id),
      ),
    )
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { Owner } from './contact-store.ts'

export async function unpin(
  db: Kysely<Schema>,
  { appId, account }: Owner,
  conversations: readonly number[],
): Promise<void> {
  if (conversations.length === 0) return
  await db
    .updateTable('position')
    // One that was pinned before its first message has nothing to stay in the list for.
    .set({ pinned_at: 0, hidden: sql<number>`case when last_seq = 0 then 1 else hidden end` })
    .where('app_id', '=', appId)
    .where('account', '=', account)
    .where('conversation', 'in', conversations)
    .execute()
}

/** Pins conversations, by peer; one that is not there gets a row. */
export async function pin(
  db: Kysely<Schema>,
  { appId, account }: Owner,
  conversations: ReadonlyMap<string, number>,
  at: number,
): Promise<void> {
  await db
    .insertInto('position')
    .values(
      [...conversations].map(([peer, conversation]) => ({
        app_id: appId,
        account,
        conversation,
        peer,
        last_seq: 0,
        last_time: at,
        top_seq: 0,
        top_id: 0,
        quiet_at: 0,
        unread: 0,
        read_seq: 0,
        read_time: 0,
        cleared_seq: 0,
        hidden: 0,
        pinned_at: at,
        changed_at: 0,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['app_id', 'account', 'conversation'])
        .doUpdateSet({ pinned_at: at, hidden: 0 }),
    )
    .execute()
}

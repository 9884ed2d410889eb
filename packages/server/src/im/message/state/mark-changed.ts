import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import { flags } from '../flags.ts'

/** Messages of one conversation that change together. */
export interface ChangedMessages {
  readonly appId: number
  readonly conversation: number
  readonly seqs: readonly number[]
  /** The accounts that learn of it when they sync. */
  readonly sides: readonly string[]
  /** Unix milliseconds. */
  readonly now: number
}

/**
 * Notes, in the transaction of a change, that messages changed: they are flagged in the log, have a
 * row of state, and the positions of both sides say that there is something to sync.
 */
export async function markChanged(trx: Kysely<Schema>, changed: ChangedMessages): Promise<void> {
  const { appId, conversation, sides, now } = changed
  await flagChanged(trx, changed)
  await trx
    .updateTable('position')
    .set({ changed_at: now })
    .where('app_id', '=', appId)
    .where('conversation', '=', conversation)
    .where('account', 'in', sides)
    .execute()
}

/** Flags messages in the log, and gives them a row of state. */
export async function flagChanged(
  trx: Kysely<Schema>,
  { appId, conversation, seqs, now }: Omit<ChangedMessages, 'sides'>,
): Promise<void> {
  await trx
    .updateTable('message')
    .set({ flags: sql<number>`flags | ${sql.lit(flags.changed)}` })
    .where('app_id', '=', appId)
    .where('conversation', '=', conversation)
    .where('seq', 'in', seqs)
    .where(sql<boolean>`flags & ${sql.lit(flags.changed)} = 0`)
    .execute()
  await trx
    .insertInto('message_state')
    .values(seqs.map((seq) => ({ app_id: appId, conversation, seq, changed_at: now })))
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'conversation', 'seq']).doUpdateSet({ changed_at: now }),
    )
    .execute()
}

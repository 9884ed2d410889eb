import type { RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { BACKFILLED } from '../../store/message-log/backfilled.ts'

/**
 * Finding messages by time without an index over all times.
 *
 * In a conversation, times rise with seqs (but for backfilled messages, which have an index of their
 * own). So an index over every 64th message leads to within 64 rows of any time, and the index over
 * seqs does the rest. Measured: with an index over all times an append costs twice as much.
 */
const MILESTONE = sql<SqlBool>`k.seq % 64 = 0 and k.flags & 512 = 0`

export const isBackfilled = sql<SqlBool>`flags & ${sql.lit(BACKFILLED)} <> 0`
export const isInOrder = sql<SqlBool>`flags & ${sql.lit(BACKFILLED)} = 0`

/** A conversation by value, or by the columns of a table in the query. */
export interface ConversationRef {
  readonly appId: ReturnType<typeof sql>
  readonly conversation: ReturnType<typeof sql>
}

export function conversationRef(appId: number, conversation: number): ConversationRef {
  return { appId: sql`${appId}`, conversation: sql`${conversation}` }
}

/** A seq that every message in order at or after a time is above. */
export function seqBefore(
  { appId, conversation }: ConversationRef,
  time: number | RawBuilder<unknown>,
) {
  return sql<number>`coalesce((select k.seq from message k
    where k.app_id = ${appId} and k.conversation = ${conversation} and k.time < ${time} and ${MILESTONE}
    order by k.time desc, k.seq desc limit 1), 0)`
}

/** A seq that every message in order at or before a time is below. */
export function seqAfter({ appId, conversation }: ConversationRef, time: number) {
  return sql<number>`coalesce((select k.seq from message k
    where k.app_id = ${appId} and k.conversation = ${conversation} and k.time > ${time} and ${MILESTONE}
    order by k.time, k.seq limit 1), ${sql.lit(Number.MAX_SAFE_INTEGER)})`
}

/**
 * The newest seq in order before a time, 0 where there is none.
 *
 * @param time - Unix milliseconds, by value or by a column of the query.
 */
export function lastSeqBefore(
  { appId, conversation }: ConversationRef,
  time: ReturnType<typeof sql>,
) {
  return sql<number>`coalesce((select b.seq from message b
    where b.app_id = ${appId} and b.conversation = ${conversation} and b.time < ${time}
      and b.flags & ${sql.lit(BACKFILLED)} = 0
      and b.seq <= coalesce((select k.seq from message k
        where k.app_id = ${appId} and k.conversation = ${conversation} and k.time >= ${time}
          and ${MILESTONE}
        order by k.time, k.seq limit 1), ${sql.lit(Number.MAX_SAFE_INTEGER)})
    order by b.seq desc limit 1), 0)`
}

import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { Cursor, MessageRow, RecallRow } from '../message/service.ts'
import { flags } from '../message/service.ts'

/** A message with the other side of its conversation. */
export type SyncRow = MessageRow & { readonly peer: string }

/** A recalled message with the trace of its recall. */
export interface RecalledRow {
  readonly message: SyncRow
  readonly recall: RecallRow
}

/** Messages of a burst may be stored a little out of the order of their times. */
const SLACK = 10_000

export interface SyncStore {
  /** Messages of an account's conversations after a cursor, in the order of the log. */
  messages(
    appId: number,
    account: string,
    cursor: Cursor,
    limit: number,
  ): Promise<readonly SyncRow[]>
  /** True where an account's conversations have a message after a cursor. */
  isBehind(appId: number, account: string, cursor: Cursor): Promise<boolean>
  /** Messages that were recalled since a time, oldest recall first. */
  recalled(appId: number, account: string, since: number, limit: number): Promise<RecalledRow[]>
}

export function createSyncStore(db: Kysely<Schema>): SyncStore {
  return {
    messages: (appId, account, cursor, limit) =>
      db
        .selectFrom('position as p')
        .innerJoin('message as m', (join) =>
          join.onRef('m.app_id', '=', 'p.app_id').onRef('m.conversation', '=', 'p.conversation'),
        )
        .selectAll('m')
        .select('p.peer')
        .where('p.app_id', '=', appId)
        .where('p.account', '=', account)
        .where(movedSince(cursor))
        .whereRef('m.seq', '>', 'p.cleared_seq')
        // Every 64th message leads near the first one that is new: ids rise with seqs.
        .where('m.seq', '>', seqUpTo(cursor.id))
        .where('m.id', '>', cursor.id)
        .where(
          sql<boolean>`not (m.flags & ${sql.lit(flags.hiddenFromSender)} <> 0 and m.sender = ${account})`,
        )
        .orderBy('m.id')
        .limit(limit)
        .execute(),
    async isBehind(appId, account, cursor) {
      const row = await db
        .selectFrom('position as p')
        .select('p.conversation')
        .where('p.app_id', '=', appId)
        .where('p.account', '=', account)
        .where(movedSince(cursor))
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    async recalled(appId, account, since, limit) {
      const rows = await db
        .selectFrom('position as p')
        .innerJoin('message_recall as r', (join) =>
          join.onRef('r.app_id', '=', 'p.app_id').onRef('r.conversation', '=', 'p.conversation'),
        )
        .innerJoin('message as m', (join) =>
          join
            .onRef('m.app_id', '=', 'r.app_id')
            .onRef('m.conversation', '=', 'r.conversation')
            .onRef('m.seq', '=', 'r.seq'),
        )
        .selectAll('m')
        .select(['p.peer', 'r.recalled_by', 'r.reason', 'r.time as recalled_time'])
        .where('p.app_id', '=', appId)
        .where('p.account', '=', account)
        .where('p.recalled_at', '>=', since)
        .where('p.recalled_at', '>', 0)
        .whereRef('m.seq', '>', 'p.cleared_seq')
        .where('r.time', '>=', since)
        .orderBy('r.time')
        .limit(limit)
        .execute()
      return rows.map(toRecalled)
    },
  }
}

/** A seq of the position's conversation that every message after a log id is above. */
function seqUpTo(logId: number) {
  return sql<number>`coalesce((select k.seq from message k
    where k.app_id = p.app_id and k.conversation = p.conversation and k.id <= ${logId} and k.seq % 64 = 0
    order by k.id desc limit 1), 0)`
}

/** Times find the position in an index; the id decides. */
function movedSince({ id, time }: Cursor) {
  return sql<boolean>`((p.last_time >= ${time - SLACK} or (p.quiet_at > 0 and p.quiet_at >= ${time - SLACK}))
    and p.top_id > ${id})`
}

function toRecalled(
  row: SyncRow & { recalled_by: string; reason: string; recalled_time: number },
): RecalledRow {
  const { recalled_by, reason, recalled_time: time, ...message } = row
  const { app_id, conversation, seq } = message
  return { message, recall: { app_id, conversation, seq, recalled_by, reason, time } }
}

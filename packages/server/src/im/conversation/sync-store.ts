import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { HistoryStart } from '../app/app.ts'
import type { Cursor, MessageRow } from '../message/service.ts'
import { isNotDeleted, isShown, isTold } from '../message/service.ts'

/** A message with the other side of its conversation. */
export type SyncRow = MessageRow & { readonly peer: string }

/** A message that changed since it was sent, with the time of its newest change. */
export type ChangedRow = SyncRow & { readonly changed_at: number }

/** Messages of a burst may be stored a little out of the order of their times. */
const SLACK = 10_000

export interface SyncStore {
  /** Messages of an account's conversations after a cursor that are told to it, in the order of the log. */
  messages(
    appId: number,
    account: string,
    cursor: Cursor,
    limit: number,
  ): Promise<readonly SyncRow[]>
  /** True where an account's conversations have a message after a cursor. */
  isBehind(appId: number, account: string, cursor: Cursor): Promise<boolean>
  /** Messages that changed since a time, by the time of their newest change. */
  changed(
    appId: number,
    account: string,
    since: number,
    limit: number,
  ): Promise<readonly ChangedRow[]>
}

export function createSyncStore(db: Kysely<Schema>, historyStart: HistoryStart): SyncStore {
  return {
    messages: async (appId, account, cursor, limit) =>
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
        .where('m.time', '>=', await historyStart(appId))
        .where(isVisible(account))
        .where(isTold('m', account))
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
    changed: async (appId, account, since, limit) =>
      db
        .selectFrom('position as p')
        .innerJoin('message_state as s', (join) =>
          join.onRef('s.app_id', '=', 'p.app_id').onRef('s.conversation', '=', 'p.conversation'),
        )
        .innerJoin('message as m', (join) =>
          join
            .onRef('m.app_id', '=', 's.app_id')
            .onRef('m.conversation', '=', 's.conversation')
            .onRef('m.seq', '=', 's.seq'),
        )
        .selectAll('m')
        .select(['p.peer', 's.changed_at'])
        .where('p.app_id', '=', appId)
        .where('p.account', '=', account)
        .where('p.changed_at', '>=', since)
        .where('p.changed_at', '>', 0)
        .where('s.changed_at', '>=', since)
        .whereRef('m.seq', '>', 'p.cleared_seq')
        .where('m.time', '>=', await historyStart(appId))
        .where(isVisible(account))
        .orderBy('s.changed_at')
        .limit(limit)
        .execute(),
  }
}

/** Whether an account sees a message of the conversation of its position `p`. */
function isVisible(account: string) {
  return sql<boolean>`(${isShown('m', account)}
    and (p.deletions = 0 or ${isNotDeleted('m', account)}))`
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

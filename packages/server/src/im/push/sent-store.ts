import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { clientSeqOf } from './message-of.ts'
import type { PushTask } from './push.ts'

/** What a push left in the log. */
export interface SentStore {
  /** Those of the conversations that got the push after its cursor was saved. */
  among(task: PushTask, conversations: readonly number[]): Promise<ReadonlySet<number>>
}

export function createSentStore(db: Kysely<Schema>): SentStore {
  return {
    async among(task, conversations) {
      if (conversations.length === 0) return new Set()
      const rows = await db
        .selectFrom('message')
        .select('conversation')
        .where('app_id', '=', task.appId)
        .where('conversation', 'in', conversations)
        .where('id', '>', task.logId)
        .where('sender', '=', task.sender)
        .where('client_seq', '=', clientSeqOf(task))
        .where('random', '=', task.random)
        .execute()
      return new Set(rows.map(({ conversation }) => conversation))
    },
  }
}

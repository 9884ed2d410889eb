import type { ExpressionBuilder, Kysely, Selectable, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { MessageRecallTable, MessageTable } from '../../store/schema-message.ts'
import type { Schema } from '../../store/schema.ts'
import { flags } from './flags.ts'
import type { MessageKey } from './ids.ts'

export type MessageRow = Selectable<MessageTable>
export type RecallRow = Selectable<MessageRecallTable>

/** Whose view of which conversation is read. */
export interface View {
  readonly appId: number
  readonly conversation: number
  readonly account: string
  /** Messages up to here are cleared from the view. */
  readonly clearedSeq: number
}

/** A place in the order of time; messages of one millisecond follow their seq. */
export interface Place {
  readonly time: number
  readonly seq: number
}

/** What a repeated send has in common with the first. */
export interface SendIdentity {
  readonly appId: number
  readonly conversation: number
  readonly sender: string
  readonly clientSeq: number
  readonly random: number
  readonly body: string
  /** Unix milliseconds; older ones are no repeats. */
  readonly since: number
}

export interface MessageStore {
  /** Up to `limit` messages before a place, newest first. */
  before(view: View, place: Place, limit: number, minTime?: number): Promise<readonly MessageRow[]>
  /** Up to `limit` messages after a seq, oldest first. */
  afterSeq(view: View, seq: number, limit: number): Promise<readonly MessageRow[]>
  findBySeq(appId: number, conversation: number, seq: number): Promise<MessageRow | undefined>
  findByKey(appId: number, conversation: number, key: MessageKey): Promise<MessageRow | undefined>
  findRepeat(identity: SendIdentity): Promise<MessageRow | undefined>
  /** The newest message at or before a time; its seq bounds what was read by then. */
  lastSeqAt(appId: number, conversation: number, time: number): Promise<number>
  recallsOf(
    appId: number,
    conversation: number,
    seqs: readonly number[],
  ): Promise<ReadonlyMap<number, RecallRow>>
}

export function createMessageStore(db: Kysely<Schema>): MessageStore {
  const of = (appId: number, conversation: number) =>
    db
      .selectFrom('message')
      .selectAll()
      .where('app_id', '=', appId)
      .where('conversation', '=', conversation)
  const seen = (view: View) => of(view.appId, view.conversation).where(visible(view))
  return {
    async before(view, place, limit, minTime) {
      let query = seen(view).where(sql<boolean>`(time, seq) < (${place.time}, ${place.seq})`)
      if (minTime !== undefined) query = query.where('time', '>=', minTime)
      return query.orderBy('time', 'desc').orderBy('seq', 'desc').limit(limit).execute()
    },
    afterSeq: (view, seq, limit) =>
      seen(view).where('seq', '>', seq).orderBy('seq').limit(limit).execute(),
    findBySeq: (appId, conversation, seq) =>
      of(appId, conversation).where('seq', '=', seq).executeTakeFirst(),
    findByKey: (appId, conversation, { clientSeq, random, time }) =>
      of(appId, conversation)
        .where('time', '>=', time * 1000)
        .where('time', '<', (time + 1) * 1000)
        .where('client_seq', '=', clientSeq)
        .where('random', '=', random)
        .executeTakeFirst(),
    findRepeat: ({ appId, conversation, sender, clientSeq, random, body, since }) =>
      of(appId, conversation)
        .where('time', '>=', since)
        .where('client_seq', '=', clientSeq)
        .where('random', '=', random)
        .where('sender', '=', sender)
        .where('body', '=', body)
        .executeTakeFirst(),
    async lastSeqAt(appId, conversation, time) {
      const row = await of(appId, conversation)
        .where('time', '<=', time)
        .orderBy('time', 'desc')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.seq ?? 0
    },
    async recallsOf(appId, conversation, seqs) {
      if (seqs.length === 0) return new Map()
      const rows = await db
        .selectFrom('message_recall')
        .selectAll()
        .where('app_id', '=', appId)
        .where('conversation', '=', conversation)
        .where('seq', 'in', seqs)
        .execute()
      return new Map(rows.map((row) => [row.seq, row]))
    },
  }
}

function visible({ account, clearedSeq }: View) {
  return (where: ExpressionBuilder<Schema, 'message'>) =>
    where.and([
      where('seq', '>', clearedSeq),
      sql<SqlBool>`not (flags & ${sql.lit(flags.hiddenFromSender)} <> 0 and sender = ${account})`,
    ])
}

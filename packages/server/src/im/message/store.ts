import type { ExpressionBuilder, Kysely, Selectable, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { MessageRecallTable, MessageTable } from '../../store/schema-message.ts'
import type { Schema } from '../../store/schema.ts'
import { pairOf } from './conversations.ts'
import type { HistoryStart } from '../app/app.ts'
import type { MessageKey } from './ids.ts'
import { conversationRef, isBackfilled, isInOrder, seqAfter, seqBefore } from './time-order.ts'
import { isNotDeleted, isShown, isTold } from './visibility.ts'

export type MessageRow = Selectable<MessageTable>
export type RecallRow = Selectable<MessageRecallTable>

/** Whose view of which conversation is read. */
export interface View {
  readonly appId: number
  readonly conversation: number
  readonly account: string
  /** Messages up to here are cleared from the view. */
  readonly clearedSeq: number
  /** How many messages were deleted from the view one by one. */
  readonly deletions: number
  /** Leaves out what the account discarded, which was never told to it. */
  readonly toldOnly?: boolean
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

/** Reads the log. Messages older than an app keeps them are not there, removed or not. */
export interface MessageStore {
  /** Up to `limit` messages before a place, newest first. */
  before(view: View, place: Place, limit: number, minTime?: number): Promise<readonly MessageRow[]>
  /** Up to `limit` messages at or after a time, oldest first. */
  after(view: View, time: number, limit: number): Promise<readonly MessageRow[]>
  /** Up to `limit` messages before a seq, by falling seq, whatever their times are. */
  beforeSeq(view: View, seq: number, limit: number): Promise<readonly MessageRow[]>
  /** Up to `limit` messages after a seq, oldest first. */
  afterSeq(view: View, seq: number, limit: number): Promise<readonly MessageRow[]>
  /** The first message from a seq on, whether or not it is too old to be read. */
  firstFrom(appId: number, conversation: number, seq: number): Promise<Place | undefined>
  /** Of both senders, or of one of them: they may have chosen the same key. */
  findByKey(
    appId: number,
    conversation: number,
    key: MessageKey,
    sender?: string,
  ): Promise<MessageRow | undefined>
  /** Of the conversation of two accounts, in one query; `sender` leaves out what others sent. */
  findByKeys(
    pair: { readonly appId: number; readonly account: string; readonly peer: string },
    keys: readonly MessageKey[],
    sender?: string,
  ): Promise<readonly MessageRow[]>
  findRepeat(identity: SendIdentity): Promise<MessageRow | undefined>
  /** The newest message at or before a time; its seq bounds what was read by then. */
  lastSeqAt(appId: number, conversation: number, time: number): Promise<number>
  /** Those of some seqs that a view shows, in the order of the log. */
  findVisible(view: View, seqs: readonly number[]): Promise<readonly MessageRow[]>
}

export function createMessageStore(db: Kysely<Schema>, historyStart: HistoryStart): MessageStore {
  const of = (appId: number, conversation: number) =>
    db
      .selectFrom('message')
      .selectAll()
      .where('app_id', '=', appId)
      .where('conversation', '=', conversation)
  const kept = async (view: View) => {
    const start = await historyStart(view.appId)
    const rows = of(view.appId, view.conversation).where(visible(view))
    if (start === 0) return rows
    const ref = conversationRef(view.appId, view.conversation)
    return rows.where('seq', '>', seqBefore(ref, start)).where('time', '>=', start)
  }
  return {
    async before(view, place, limit, minTime = 0) {
      const start = await historyStart(view.appId)
      return before(db, view, place, limit, Math.max(minTime, start))
    },
    async after(view, time, limit) {
      const start = await historyStart(view.appId)
      return after(db, view, Math.max(time, start), limit)
    },
    async beforeSeq(view, seq, limit) {
      const rows = (await kept(view)).where('seq', '<', seq)
      return rows.orderBy('seq', 'desc').limit(limit).execute()
    },
    async afterSeq(view, seq, limit) {
      const rows = (await kept(view)).where('seq', '>', seq)
      return rows.orderBy('seq').limit(limit).execute()
    },
    firstFrom: (appId, conversation, seq) =>
      of(appId, conversation).where('seq', '>=', seq).orderBy('seq').limit(1).executeTakeFirst(),
    async findByKey(appId, conversation, key, sender) {
      const start = await historyStart(appId)
      const found = await findByKey(db, appId, conversation, key, sender)
      return found && found.time >= start ? found : undefined
    },
    async findByKeys({ appId, account, peer }, keys, sender) {
      const { a, b } = pairOf(account, peer)
      const conversation = await db
        .selectFrom('conversation')
        .select('id')
        .where((where) => where.and({ app_id: appId, kind: 'c2c', a, b }))
        .executeTakeFirst()
      if (!conversation) return []
      const start = await historyStart(appId)
      const found = await findByKeys(db, appId, conversation.id, keys, sender)
      return found.filter(({ time }) => time >= start)
    },
    findRepeat: ({ appId, conversation, sender, clientSeq, random, body, since }) =>
      of(appId, conversation)
        .where('seq', '>', seqBefore(conversationRef(appId, conversation), since))
        .where('time', '>=', since)
        .where('client_seq', '=', clientSeq)
        .where('random', '=', random)
        .where('sender', '=', sender)
        .where('body', '=', body)
        .limit(1)
        .executeTakeFirst(),
    async lastSeqAt(appId, conversation, time) {
      const row = await of(appId, conversation)
        .where('seq', '<', seqAfter(conversationRef(appId, conversation), time))
        .where('time', '<=', time)
        .where(isInOrder)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.seq ?? 0
    },
    async findVisible(view, seqs) {
      const start = await historyStart(view.appId)
      return of(view.appId, view.conversation)
        .where(visible(view))
        .where('seq', 'in', seqs)
        .where('time', '>=', start)
        .orderBy('seq')
        .execute()
    },
  }
}

/** Messages in order and backfilled ones each have their index; a page is the newest of both. */
async function before(
  db: Kysely<Schema>,
  view: View,
  place: Place,
  limit: number,
  minTime: number,
): Promise<readonly MessageRow[]> {
  const conversation = conversationRef(view.appId, view.conversation)
  const candidates = () =>
    db
      .selectFrom('message')
      .selectAll()
      .where('app_id', '=', view.appId)
      .where('conversation', '=', view.conversation)
      .where(visible(view))
      .where(sql<SqlBool>`(time, seq) < (${place.time}, ${place.seq})`)
      .where('time', '>=', minTime)
      .limit(limit)
  let inOrder = candidates().where(isInOrder).orderBy('seq', 'desc')
  if (place.time !== Number.MAX_SAFE_INTEGER) {
    inOrder = inOrder.where('seq', '<', seqAfter(conversation, place.time))
  }
  if (minTime > 0) inOrder = inOrder.where('seq', '>', seqBefore(conversation, minTime))
  const backfilled = candidates().where(isBackfilled).orderBy('time', 'desc').orderBy('seq', 'desc')
  const [newest, strays] = await Promise.all([inOrder.execute(), backfilled.execute()])
  if (strays.length === 0) return newest
  return [...newest, ...strays].toSorted(newestFirst).slice(0, limit)
}

/** The other way round: a page is the oldest of both. */
async function after(
  db: Kysely<Schema>,
  view: View,
  time: number,
  limit: number,
): Promise<readonly MessageRow[]> {
  const candidates = () =>
    db
      .selectFrom('message')
      .selectAll()
      .where('app_id', '=', view.appId)
      .where('conversation', '=', view.conversation)
      .where(visible(view))
      .where('time', '>=', time)
      .limit(limit)
  const inOrder = candidates()
    .where(isInOrder)
    .where('seq', '>', seqBefore(conversationRef(view.appId, view.conversation), time))
    .orderBy('seq')
  const backfilled = candidates().where(isBackfilled).orderBy('time').orderBy('seq')
  const [oldest, strays] = await Promise.all([inOrder.execute(), backfilled.execute()])
  if (strays.length === 0) return oldest
  return [...oldest, ...strays].toSorted((a, b) => newestFirst(b, a)).slice(0, limit)
}

function newestFirst(a: MessageRow, b: MessageRow): number {
  return b.time - a.time || b.seq - a.seq
}

async function findByKey(
  db: Kysely<Schema>,
  appId: number,
  conversation: number,
  { clientSeq, random, time }: MessageKey,
  sender: string | undefined,
): Promise<MessageRow | undefined> {
  const start = time * 1000
  const end = start + 999
  const keyed = db
    .selectFrom('message')
    .selectAll()
    .where('app_id', '=', appId)
    .where('conversation', '=', conversation)
    .where('time', '>=', start)
    .where('time', '<=', end)
    .where('client_seq', '=', clientSeq)
    .where('random', '=', random)
    .limit(1)
  const matching = sender === undefined ? keyed : keyed.where('sender', '=', sender)
  const ref = conversationRef(appId, conversation)
  const found = await matching
    .where('seq', '>', seqBefore(ref, start))
    .where('seq', '<', seqAfter(ref, end))
    .where(isInOrder)
    .executeTakeFirst()
  return found ?? matching.where(isBackfilled).executeTakeFirst()
}

/** Every key is a part of the statement that its own bounds lead to. */
async function findByKeys(
  db: Kysely<Schema>,
  appId: number,
  conversation: number,
  keys: readonly MessageKey[],
  sender: string | undefined,
): Promise<readonly MessageRow[]> {
  const parts = keys.flatMap(({ clientSeq, random, time }) => {
    const [start, end] = [time * 1000, time * 1000 + 999]
    const ref = conversationRef(appId, conversation)
    const keyed = sql`select * from message where app_id = ${appId}
      and conversation = ${conversation} and time >= ${start} and time <= ${end}
      and client_seq = ${clientSeq} and random = ${random}`
    return [
      sql`${keyed} and seq > ${seqBefore(ref, start)} and seq < ${seqAfter(ref, end)} and ${isInOrder}`,
      sql`${keyed} and ${isBackfilled}`,
    ]
  })
  const { rows } = await sql<MessageRow>`${sql.join(parts, sql` union all `)}`.execute(db)
  return sender === undefined ? rows : rows.filter((row) => row.sender === sender)
}

function visible({ account, clearedSeq, deletions, toldOnly = false }: View) {
  return (where: ExpressionBuilder<Schema, 'message'>) =>
    where.and([
      where('seq', '>', clearedSeq),
      isShown('message', account),
      ...(deletions === 0 ? [] : [isNotDeleted('message', account)]),
      ...(toldOnly ? [isTold('message', account)] : []),
    ])
}

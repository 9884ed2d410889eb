import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../schema.ts'
import type { Appended, MessageLog, NewEntry } from './message-log.ts'
import { createMessageLog } from './message-log.ts'
import { timeOf } from './time-of.ts'

/**
 * The log on PostgreSQL. Seqs are handed out by the conversation's row inside the append's own
 * transaction, so that any number of nodes may append.
 */
export function createPostgresLog(db: Kysely<Schema>, now: Clock): MessageLog {
  return createMessageLog((entries) => write(db, entries, now()))
}

function write(
  db: Kysely<Schema>,
  entries: readonly NewEntry[],
  now: number,
): Promise<readonly Appended[]> {
  return db.transaction().execute(async (trx) => {
    const ends = await lockEnds(trx, entries)
    const rows = entries.map((entry, at) => place(entry, at, ends, now))
    await saveEnds(trx, ends)
    return insert(trx, rows)
  })
}

/** Where a conversation ends. */
interface End {
  seq: number
  time: number
}

/** Locks the conversations of a group and answers where they end. */
async function lockEnds(
  trx: Kysely<Schema>,
  entries: readonly NewEntry[],
): Promise<ReadonlyMap<number, End>> {
  const ids = [...new Set(entries.map(({ conversation }) => conversation))]
  // Rows are locked in the order of their ids, or two nodes could wait for each other for ever.
  const rows = await trx
    .selectFrom('conversation')
    .select(['id', 'last_seq', 'last_time'])
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, { seq: row.last_seq, time: row.last_time }]))
}

async function saveEnds(trx: Kysely<Schema>, ends: ReadonlyMap<number, End>): Promise<void> {
  const rows = JSON.stringify([...ends].map(([id, end]) => ({ id, ...end })))
  await sql`
    update conversation set last_seq = e.seq, last_time = e.time
    from jsonb_to_recordset(${rows}::jsonb) as e(id bigint, seq bigint, time bigint)
    where conversation.id = e.id`.execute(trx)
}

type PlacedRow = NewEntry & { readonly at: number; readonly seq: number; readonly time: number }

function place(
  entry: NewEntry,
  at: number,
  ends: ReadonlyMap<number, End>,
  now: number,
): PlacedRow {
  const end = ends.get(entry.conversation)
  if (!end) throw new Error(`conversation ${entry.conversation} is not in the database`)
  const { time, flags } = timeOf(entry, end.time, now)
  end.seq += 1
  end.time = Math.max(end.time, time)
  return { ...entry, at, seq: end.seq, time, flags }
}

async function insert(
  trx: Kysely<Schema>,
  rows: readonly PlacedRow[],
): Promise<readonly Appended[]> {
  const ids = await sql<{ id: number; conversation: number; seq: number }>`
    insert into message (app_id, conversation, seq, time, sender, client_time, client_seq, random, flags, body)
    select r."appId", r.conversation, r.seq, r.time, r.sender, r."clientTime", r."clientSeq", r.random, r.flags, r.body
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(
      at bigint, "appId" bigint, conversation bigint, seq bigint, time bigint, sender text,
      "clientTime" bigint, "clientSeq" bigint, random bigint, flags bigint, body text)
    order by r.at
    returning id, conversation, seq`.execute(trx)
  const idByPlace = new Map(ids.rows.map((row) => [`${row.conversation} ${row.seq}`, row.id]))
  return rows.map(({ conversation, seq, time }) => ({
    seq,
    time,
    id: idByPlace.get(`${conversation} ${seq}`) ?? 0,
  }))
}

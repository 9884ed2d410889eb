import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../schema.ts'
import { GroupCommit } from './group-commit.ts'
import type { Appended, MessageLog, NewEntry } from './message-log.ts'

interface Landed extends Appended {
  readonly at: number
}

/**
 * The log on PostgreSQL. Seqs are handed out by the conversation's row inside the append's own
 * transaction, so that any number of nodes may append.
 */
export class PostgresMessageLog implements MessageLog {
  readonly #db: Kysely<Schema>
  readonly #now: Clock
  readonly #commits: GroupCommit<NewEntry, Appended>
  #lastTime = 0

  constructor(db: Kysely<Schema>, now: Clock) {
    this.#db = db
    this.#now = now
    this.#commits = new GroupCommit((entries) => this.#write(entries))
  }

  append(entry: NewEntry): Promise<Appended> {
    return this.#commits.add(entry)
  }

  settled(): Promise<void> {
    return this.#commits.settled()
  }

  async #write(entries: readonly NewEntry[]): Promise<readonly Appended[]> {
    this.#lastTime = Math.max(this.#lastTime, this.#now())
    const time = this.#lastTime
    const counts = countByConversation(entries)
    return this.#db.transaction().execute(async (trx) => {
      const nextSeqs = await reserve(trx, counts)
      const rows = entries.map((entry, at) => ({
        at,
        ...entry,
        time: entry.time ?? time,
        seq: take(nextSeqs, entry.conversation),
      }))
      const landed = await insert(trx, rows)
      return landed.toSorted((a, b) => a.at - b.at)
    })
  }
}

function countByConversation(entries: readonly NewEntry[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const { conversation } of entries) {
    counts.set(conversation, (counts.get(conversation) ?? 0) + 1)
  }
  return counts
}

/** Takes so many seqs of each conversation; answers the first one of each. */
async function reserve(
  trx: Kysely<Schema>,
  counts: ReadonlyMap<number, number>,
): Promise<Map<number, number>> {
  const wanted = JSON.stringify([...counts].map(([id, count]) => ({ id, count })))
  // Rows are locked in the order of their ids, or two nodes could wait for each other for ever.
  const { rows } = await sql<{ id: number; first: number }>`
    with wanted as (
      select w.id, w.count from jsonb_to_recordset(${wanted}::jsonb) as w(id bigint, count bigint)
    ), locked as (
      select c.id from conversation c join wanted w on w.id = c.id order by c.id for update of c
    )
    update conversation set last_seq = last_seq + wanted.count
    from wanted join locked on locked.id = wanted.id
    where conversation.id = wanted.id
    returning conversation.id, conversation.last_seq - wanted.count + 1 as first`.execute(trx)
  return new Map(rows.map(({ id, first }) => [id, first]))
}

function take(nextSeqs: Map<number, number>, conversation: number): number {
  const seq = nextSeqs.get(conversation)
  if (seq === undefined) throw new Error(`conversation ${conversation} is not in the database`)
  nextSeqs.set(conversation, seq + 1)
  return seq
}

async function insert(
  trx: Kysely<Schema>,
  rows: readonly (NewEntry & { at: number; seq: number; time: number })[],
): Promise<readonly Landed[]> {
  const ids = await sql<{ id: number; conversation: number; seq: number }>`
    insert into message (app_id, conversation, seq, time, sender, client_time, client_seq, random, flags, body)
    select r."appId", r.conversation, r.seq, r.time, r.sender, r."clientTime", r."clientSeq", r.random, r.flags, r.body
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(
      at bigint, "appId" bigint, conversation bigint, seq bigint, time bigint, sender text,
      "clientTime" bigint, "clientSeq" bigint, random bigint, flags bigint, body text)
    order by r.at
    returning id, conversation, seq`.execute(trx)
  const idByPlace = new Map(ids.rows.map((row) => [`${row.conversation} ${row.seq}`, row.id]))
  return rows.map(({ at, conversation, seq, time }) => ({
    at,
    seq,
    time,
    id: idByPlace.get(`${conversation} ${seq}`) ?? 0,
  }))
}

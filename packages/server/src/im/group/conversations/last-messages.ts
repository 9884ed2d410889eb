import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { MessageRow } from '../../message/service.ts'
import { flags, isNotDeleted, isShown, seqBefore } from '../../message/service.ts'
import type { Seat } from './seats.ts'

interface Reader {
  readonly appId: number
  readonly account: string
  /** Since when messages are kept. */
  readonly start: number
}

const UNLIFTING = flags.noLastMessage | flags.backfilled

/** Numbers of our own, so they stand in the text: there may be more of them than parameters are allowed. */
const list = (seats: readonly Seat[], column: (seat: Seat) => readonly number[]) =>
  sql.join(seats.map((seat) => sql`(${sql.join(column(seat).map((number) => sql.lit(number)))})`))

/** The newest message of each seat that its member sees and that lifts it, by conversation: one read. */
export async function lastMessagesOf(
  db: Kysely<Schema>,
  { appId, account, start }: Reader,
  seats: readonly Seat[],
): Promise<ReadonlyMap<number, MessageRow>> {
  const sinceOf = ({ since }: Seat) => Math.max(since, start)
  const likely = seats.filter(
    (seat) => seat.liftSeq > seat.clearedSeq && seat.lastTime >= sinceOf(seat),
  )
  if (likely.length === 0) return new Map()
  const ref = { appId: sql`${appId}`, conversation: sql`seat.conversation` }
  const rows = list(likely, (seat) => [
    seat.conversation,
    seat.clearedSeq,
    sinceOf(seat),
    seat.liftSeq,
  ])
  const found = await sql<MessageRow>`
    with seat (conversation, cleared, since, lift) as (values ${rows})
    select message.* from seat join message
      on message.app_id = ${appId} and message.conversation = seat.conversation
      and message.seq = (
        select m.seq from message m
        where m.app_id = ${appId} and m.conversation = seat.conversation
          and m.seq > seat.cleared and m.seq <= seat.lift
          and m.seq > ${seqBefore(ref, sql`seat.since`)} and m.time >= seat.since
          and m.flags & ${sql.lit(UNLIFTING)} = 0
          and ${isShown('m', account)} and ${isNotDeleted('m', account)}
        order by m.seq desc limit 1)`.execute(db)
  return new Map(found.rows.map((row) => [row.conversation, row]))
}

/** Mentions looked at for one answer. */
const MOST_MENTIONS = 500

/** Messages that are not read and mention somebody, oldest first. */
export async function unreadMentionsIn(
  db: Kysely<Schema>,
  { appId, account, start }: Reader,
  seats: readonly Seat[],
): Promise<readonly MessageRow[]> {
  const unread = seats.filter((seat) => seat.lastSeq > seat.readSeq)
  if (unread.length === 0) return []
  const rows = list(unread, (seat) => [seat.conversation, seat.readSeq, seat.since])
  const flag = sql.ref('m.flags')
  const found = await sql<MessageRow>`
    with seat (conversation, read, since) as (values ${rows})
    select m.* from seat join message m
      on m.app_id = ${appId} and m.conversation = seat.conversation and m.seq > seat.read
    where ${flag} & ${sql.lit(flags.mentions)} <> 0 and ${flag} & ${sql.lit(flags.recalled)} = 0
      and m.sender <> ${account} and m.time >= seat.since and m.time >= ${start}
      and ${isNotDeleted('m', account)}
    order by m.id desc limit ${MOST_MENTIONS}`.execute(db)
  return found.rows.toReversed()
}

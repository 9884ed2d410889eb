import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Bus } from '../../../bus/bus.ts'
import type { Schema } from '../../../store/schema.ts'
import type { MemberRow, Place } from '../group.ts'
import type { GroupCore } from '../service.ts'

export type ReadingDeps = Pick<GroupCore, 'db' | 'caughtUp'> & { readonly bus: Bus }

/** The numbers of a group or topic that follow the log. */
export interface Ends {
  readonly lastSeq: number
  /** Everybody has read up to here. */
  readonly readFloor: number
}

/** Where a group or a topic ends, true up to now. */
export async function endsOf({ db, caughtUp }: ReadingDeps, place: Place): Promise<Ends> {
  await caughtUp()
  const [table, column] = tableOf(place)
  const { rows } = await sql<Ends>`
    select last_seq as "lastSeq", read_floor as "readFloor" from ${sql.table(table)}
    where app_id = ${place.appId} and ${sql.ref(column)} = ${place.id}`.execute(db)
  return rows[0] ?? { lastSeq: 0, readFloor: 0 }
}

/** The table that a place is a row of, and the column of its id. */
export function tableOf({ topic }: Place): readonly ['topic' | 'chat_group', string] {
  return topic ? ['topic', 'topic_id'] : ['chat_group', 'group_id']
}

/**
 * Moves the read position of a member forward, to the newest message or to a seq; never back, and
 * never beyond the end.
 *
 * @returns the position after the call.
 */
export async function readPlace(
  deps: ReadingDeps,
  place: Place,
  member: Pick<MemberRow, 'account' | 'read_seq' | 'floor_seen'>,
  asked: { readonly seq?: number | undefined; readonly sessionId: string },
): Promise<number> {
  const { lastSeq, readFloor } = await endsOf(deps, place)
  const floor = !place.topic && readFloor <= member.floor_seen ? 0 : readFloor
  const own = place.topic ? await topicReadSeq(deps.db, place, member.account) : member.read_seq
  const before = Math.max(own, floor)
  const readSeq = Math.min(asked.seq ?? lastSeq, lastSeq)
  if (readSeq <= before) return before
  await moveTo(deps.db, place, member.account, { read: readSeq })
  const { appId, id: placeId } = place
  const { account } = member
  deps.bus.publish('group.read', { appId, account, placeId, readSeq, sessionId: asked.sessionId })
  return readSeq
}

async function topicReadSeq(
  db: Kysely<Schema>,
  { appId, id }: Place,
  account: string,
): Promise<number> {
  const row = await db
    .selectFrom('topic_member')
    .select('read_seq')
    .where('app_id', '=', appId)
    .where('topic_id', '=', id)
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.read_seq ?? 0
}

/** Moves how far a member has read, and what it has cleared, forward. */
export async function moveTo(
  db: Kysely<Schema>,
  { appId, id, topic }: Place,
  account: string,
  { read, cleared = 0 }: { readonly read: number; readonly cleared?: number },
): Promise<void> {
  const later = (column: string, seq: number) =>
    sql`case when ${sql.ref(column)} < ${seq} then ${seq} else ${sql.ref(column)} end`
  if (!topic) {
    await sql`update group_member set read_seq = ${later('read_seq', read)},
        cleared_seq = ${later('cleared_seq', cleared)}
      where app_id = ${appId} and group_id = ${id} and account = ${account}`.execute(db)
    return
  }
  await sql`
    insert into topic_member (app_id, topic_id, account, read_seq, cleared_seq)
    values (${appId}, ${id}, ${account}, ${read}, ${cleared})
    on conflict (app_id, topic_id, account) do update set
      read_seq = ${later('topic_member.read_seq', read)},
      cleared_seq = ${later('topic_member.cleared_seq', cleared)}`.execute(db)
}

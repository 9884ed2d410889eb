import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { flags, uncounted } from '../message/service.ts'
import { foldGroups } from './fold-groups.ts'

/** Name of the row in `checkpoint`. */
export const CHECKPOINT = 'positions'

/** Older than what is there, or not meant to show: the list stays as it is. */
const UNLIFTING = flags.noLastMessage | flags.backfilled

/** What an index over the times of the lists does not find. */
const QUIET = UNLIFTING | flags.imported

/**
 * Folds the next messages of the log, at most `most`, into the positions of their two sides, and
 * moves the checkpoint, in one transaction: whatever is folded is folded once.
 *
 * Ids become visible in their order, because one process appends to the log at a time; where several
 * do, a commit may land behind the checkpoint, and the range must end before the oldest open one.
 *
 * @returns the log id up to which the positions are true now, and how many messages were folded.
 */
export async function foldStep(
  db: Kysely<Schema>,
  most: number,
  now: number,
): Promise<{ readonly upTo: number; readonly folded: number }> {
  return db.transaction().execute(async (trx) => {
    const from = await lockCheckpoint(trx)
    const next = await trx
      .selectFrom(
        trx
          .selectFrom('message')
          .select(['id', 'flags'])
          .where('id', '>', from)
          .orderBy('id')
          .limit(most)
          .as('next'),
      )
      .select((query) => [
        query.fn.max('id').as('last'),
        query.fn.countAll<number>().as('count'),
        sql<number>`sum(case when flags & ${sql.lit(flags.group)} <> 0 then 1 else 0 end)`.as(
          'ofGroups',
        ),
      ])
      .executeTakeFirstOrThrow()
    const folded = Number(next.count)
    if (folded === 0) return { upTo: from, folded }
    const upTo = Number(next.last)
    const ofGroups = Number(next.ofGroups)
    if (ofGroups < folded) await foldRange(trx, from, upTo, now)
    if (ofGroups > 0) await foldGroups(trx, from, upTo)
    await trx
      .updateTable('checkpoint')
      .set({ log_id: upTo })
      .where('name', '=', CHECKPOINT)
      .execute()
    return { upTo, folded }
  })
}

/** Reads the checkpoint and holds its row, so that positions are moved by one at a time. */
export async function lockCheckpoint(trx: Kysely<Schema>): Promise<number> {
  const row = await trx
    .insertInto('checkpoint')
    .values({ name: CHECKPOINT, log_id: 0 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((row) => ({ log_id: row.ref('checkpoint.log_id') })),
    )
    .returning('log_id')
    .executeTakeFirstOrThrow()
  return row.log_id
}

/** One statement for both sides of every message; a side without a position gets one. */
async function foldRange(
  trx: Kysely<Schema>,
  from: number,
  upTo: number,
  now: number,
): Promise<void> {
  await sql`
    insert into position (app_id, account, conversation, peer, last_seq, last_time, top_seq, top_id,
      quiet_at, unread, read_seq, read_time, cleared_seq, hidden, pinned_at, changed_at)
    select s.app_id, s.account, s.conversation, s.peer,
      max(s.lifts * s.seq), max(s.lifts * s.time), max(s.seq), max(s.id),
      max(s.quiet) * ${sql.lit(now)}, sum(s.counts),
      0, 0, 0, 1 - max(s.lifts), 0, 0
    from (
      select g.app_id, g.conversation, g.seq, g.id, g.time,
        case when (side.receiving = 0) = (c.a = g.sender) then c.a else c.b end as account,
        case when (side.receiving = 0) = (c.a = g.sender) then c.b else c.a end as peer,
        case when g.flags & ${sql.lit(UNLIFTING)} = 0 then 1 else 0 end as lifts,
        case when g.flags & ${sql.lit(QUIET)} = 0 then 0 else 1 end as quiet,
        case when side.receiving = 1 and g.flags & ${sql.lit(uncounted)} = 0
          then g.messages else 0 end as counts
      from (${sent(from, upTo)}) g
      join conversation c on c.id = g.conversation
      join (select 0 as receiving union all select 1 as receiving) side
        on side.receiving = 0 or c.a <> c.b
      where not (side.receiving = 0 and g.flags & ${sql.lit(flags.hiddenFromSender)} <> 0)
        and not (side.receiving = 1 and g.flags & ${sql.lit(flags.hiddenFromReceiver)} <> 0)
    ) s
    group by s.app_id, s.account, s.conversation, s.peer
    on conflict (app_id, account, conversation) do update set
      last_time = case when excluded.last_seq > position.last_seq
        then excluded.last_time else position.last_time end,
      hidden = case when excluded.last_seq > position.last_seq then 0 else position.hidden end,
      last_seq = case when excluded.last_seq > position.last_seq
        then excluded.last_seq else position.last_seq end,
      top_seq = case when excluded.top_seq > position.top_seq
        then excluded.top_seq else position.top_seq end,
      top_id = case when excluded.top_id > position.top_id
        then excluded.top_id else position.top_id end,
      quiet_at = case when excluded.quiet_at > position.quiet_at
        then excluded.quiet_at else position.quiet_at end,
      unread = position.unread + excluded.unread`.execute(trx)
}

/**
 * What each side sent in a range of the log, one row a side and kind of message: thousands of messages
 * become hundreds of rows before anything is joined to them.
 *
 * Every message counts as unread that may: a position is never read beyond what is folded.
 */
function sent(from: number, upTo: number) {
  return sql`
    select m.app_id, m.conversation, m.sender, m.flags,
      max(m.seq) as seq, max(m.id) as id, max(m.time) as time, count(*) as messages
    from message m
    where m.id > ${from} and m.id <= ${upTo} and m.flags & ${sql.lit(flags.group)} = 0
    group by m.app_id, m.conversation, m.sender, m.flags`
}

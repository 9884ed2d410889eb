import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { lastLogId } from '../../store/message-log/last-log-id.ts'
import type { Schema } from '../../store/schema.ts'
import { flags, uncounted } from '../message/service.ts'
import { removeOfGroups } from './groups.ts'
import type { Group, Seen, Stretch } from './rules.ts'

/**
 * Tables whose rows belong to a message, by the columns that name it: a new one needs only its line.
 * `changed` ones have rows only for messages that are flagged so.
 */
const dependents = {
  message_recall: 'changed',
  message_state: 'changed',
  message_extension: 'changed',
  message_reaction: 'changed',
  message_deleted: 'bySide',
} as const satisfies { readonly [Table in keyof Schema]?: 'changed' | 'bySide' }

/** Bursts are stored a little out of the order of their times. */
const SLACK = 10_000

export interface RetentionStore {
  marks(): Promise<ReadonlyMap<number, number>>
  /** Starts an app where the log was when the app came into being. */
  begin(appId: number, createdAt: number): Promise<number>
  /** The log from behind an id on. */
  scan(from: number, limit: number): Promise<readonly Seen[]>
  /**
   * Removes the messages of a group in a stretch of the log, with all that hangs on them, while
   * nothing folds or changes messages.
   */
  remove(group: Group, stretch: Stretch): Promise<void>
  /** Keeps in mind how far a group is cleared. */
  moveOn(group: Group, upTo: number): Promise<void>
}

export function createRetentionStore(db: Kysely<Schema>): RetentionStore {
  return {
    async marks() {
      const rows = await db.selectFrom('retention').selectAll().execute()
      return new Map(rows.map((row) => [row.app_id, row.log_id]))
    },
    async begin(appId, createdAt) {
      const logId = (await firstSince(db, createdAt - SLACK)) - 1
      await db
        .insertInto('retention')
        .values({ app_id: appId, log_id: logId })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return logId
    },
    scan: (from, limit) =>
      db
        .selectFrom('message')
        .select(['id', 'app_id', 'time'])
        .where('id', '>', from)
        .orderBy('id')
        .limit(limit)
        .execute(),
    remove: (group, stretch) => removeStretch(db, group, stretch),
    moveOn: (group, upTo) => moveOn(db, group, upTo),
  }
}

/** The lowest log id from a time on, by halves: ids rise with times, but for imported messages. */
async function firstSince(db: Kysely<Schema>, time: number): Promise<number> {
  const from = (id: number) =>
    db
      .selectFrom('message')
      .select(['id', 'time'])
      .where('id', '>=', id)
      .where(sql<boolean>`flags & ${sql.lit(flags.imported)} = 0`)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
  let [low, high] = [1, (await lastLogId(db)) + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await from(middle)
    if (row && row.time < time) low = row.id + 1
    else high = middle
  }
  return low
}

/** Only what there is something to do for is a statement of the transaction that appends wait behind. */
async function removeStretch(db: Kysely<Schema>, group: Group, stretch: Stretch): Promise<void> {
  // With the sign no index over apps is taken: it would lead to all messages of an app.
  const gone = sql`m.id > ${stretch.from} and m.id <= ${stretch.upTo}
    and +m.app_id in (${sql.join(group.appIds)})`
  const { flagged, last, ofGroups } = await lookAtConversations(db, gone)
  const { mended, deleted } = await lookAtPositions(db, gone)
  await db.transaction().execute(async (trx) => {
    if (flagged) await removeDependents(trx, gone, 'changed')
    if (deleted) await removeDependents(trx, gone, 'bySide')
    if (mended) await mendPositions(trx, gone)
    if (ofGroups) await removeOfGroups(trx, gone)
    if (last) await keepEnds(trx, gone)
    await sql`delete from message as m where ${gone}`.execute(trx)
  })
}

async function removeDependents(
  trx: Kysely<Schema>,
  gone: RawBuilder<unknown>,
  kind: 'changed' | 'bySide',
): Promise<void> {
  const columns =
    kind === 'bySide' ? sql`app_id, account, conversation, seq` : sql`app_id, conversation, seq`
  const places =
    kind === 'bySide'
      ? sql`select m.app_id, ${account}, m.conversation, m.seq from message m ${sides} where ${gone}`
      : sql`select m.app_id, m.conversation, m.seq from message m where ${gone}`
  for (const [table, rows] of Object.entries(dependents)) {
    if (rows !== kind) continue
    await sql`delete from ${sql.table(table)} where (${columns}) in (${places})`.execute(trx)
  }
}

/** Both sides of the conversation of a message. */
const sides = sql`join conversation c on c.id = m.conversation
  join (select 0 as second union all select 1 as second) side on side.second = 0 or c.a <> c.b`
const account = sql`case when side.second = 0 then c.a else c.b end`

/** What goes, by position. */
const byPosition = (gone: RawBuilder<unknown>) => sql`
  select p.app_id, p.account, p.conversation, max(m.seq) as last,
    sum(case when m.sender <> p.account and m.seq > p.read_seq
      and m.flags & ${sql.lit(uncounted)} = 0 then 1 else 0 end) as unread
  from message m ${sides}
  join position p on p.app_id = m.app_id and p.account = ${account}
    and p.conversation = m.conversation
  where ${gone}
  group by p.app_id, p.account, p.conversation`

/** Whether what goes leaves a position other than it was. */
const isMended = sql`(position.unread > 0 and (g.unread > 0 or position.top_seq <= g.last)
  or position.hidden = 0 and position.last_seq > 0 and position.last_seq <= g.last)`

const samePosition = sql`position.app_id = g.app_id and position.account = g.account
  and position.conversation = g.conversation`

async function lookAtPositions(
  db: Kysely<Schema>,
  gone: RawBuilder<unknown>,
): Promise<{ readonly mended: boolean; readonly deleted: boolean }> {
  const { rows } = await sql<{ mended: number | null; deleted: number | null }>`
    select max(case when ${isMended} then 1 else 0 end) as mended,
      max(case when position.deletions > 0 then 1 else 0 end) as deleted
    from (${byPosition(gone)}) g join position on ${samePosition}`.execute(db)
  return { mended: rows[0]?.mended === 1, deleted: rows[0]?.deleted === 1 }
}

/** Removed messages are unread no longer; a conversation leaves the list with its last message. */
async function mendPositions(trx: Kysely<Schema>, gone: RawBuilder<unknown>): Promise<void> {
  await sql`
    update position set
      unread = case when position.top_seq <= g.last or position.unread < g.unread
        then 0 else position.unread - g.unread end,
      hidden = case when position.last_seq > 0 and position.last_seq <= g.last
        then 1 else position.hidden end
    from (${byPosition(gone)}) g
    where ${samePosition} and ${isMended}`.execute(trx)
}

/** What goes, by conversation. */
const byConversation = (gone: RawBuilder<unknown>) => sql`
  select m.app_id, m.conversation, max(m.seq) as seq, max(m.time) as time,
    max(m.flags & ${sql.lit(flags.changed | flags.recalled)}) as flags,
    max(m.flags & ${sql.lit(flags.group)}) as of_groups
  from message m where ${gone}
  group by m.app_id, m.conversation`

/** Whether nothing is left of a conversation, and its row does not know where it ended. */
const isLast = sql`(conversation.last_seq < g.seq and not exists (select 1 from message n
  where n.app_id = g.app_id and n.conversation = g.conversation and n.seq > g.seq))`

async function lookAtConversations(
  db: Kysely<Schema>,
  gone: RawBuilder<unknown>,
): Promise<{ readonly flagged: boolean; readonly last: boolean; readonly ofGroups: boolean }> {
  const { rows } = await sql<Record<'flagged' | 'last' | 'groups', number | null>>`
    select max(case when g.flags <> 0 then 1 else 0 end) as flagged,
      max(case when ${isLast} then 1 else 0 end) as last,
      max(case when g.of_groups <> 0 then 1 else 0 end) as "groups"
    from (${byConversation(gone)}) g
    left join conversation on conversation.id = g.conversation`.execute(db)
  const [found] = rows
  return {
    flagged: found?.flagged === 1,
    last: found?.last === 1,
    ofGroups: found?.groups === 1,
  }
}

/** Where nothing is left of a conversation, its row keeps the end: seqs go on from there. */
async function keepEnds(trx: Kysely<Schema>, gone: RawBuilder<unknown>): Promise<void> {
  await sql`
    update conversation set last_seq = g.seq, last_time = g.time
    from (${byConversation(gone)}) g
    where conversation.id = g.conversation and ${isLast}`.execute(trx)
}

async function moveOn(db: Kysely<Schema>, { appIds }: Group, upTo: number): Promise<void> {
  await db.updateTable('retention').set({ log_id: upTo }).where('app_id', 'in', appIds).execute()
}

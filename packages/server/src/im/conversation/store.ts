import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { PositionTable } from '../../store/schema-message.ts'
import type { Schema } from '../../store/schema.ts'
import type { HistoryStart } from '../app/app.ts'
import { uncounted } from '../message/service.ts'
import type { Owner } from './contact-store.ts'
import { pin, unpin } from './pin-rows.ts'

/** A position with how far the peer has read. */
export type PositionRow = Selectable<PositionTable> & { readonly peer_read_seq: number | null }

/** Whose position in which conversation. */
export interface PositionKey {
  readonly appId: number
  readonly account: string
  readonly conversation: number
}

/** A conversation that was read, and up to where. */
export type ReadRow = Pick<PositionRow, 'peer' | 'read_seq'>

/** Where a conversation stands in a list that goes by time. */
export interface ListPlace {
  readonly time: number
  readonly conversation: number
}

/** A page of a list. */
export interface PageAsked extends Owner {
  /** Where the page before ended; undefined for the beginning. */
  readonly after: ListPlace | undefined
  readonly withEmpty: boolean
  /** Leaves out what was pinned up to this second. */
  readonly pinnedUpTo: number | undefined
  readonly limit: number
}

/** Reads and moves positions. Conversations live as long as their last message: older ones are not listed. */
export interface PositionStore {
  find(key: PositionKey): Promise<PositionRow | undefined>
  findByPeers(
    appId: number,
    account: string,
    peers: readonly string[],
  ): Promise<readonly PositionRow[]>
  pinned(appId: number, account: string, limit: number): Promise<readonly PositionRow[]>
  newest(appId: number, account: string, limit: number): Promise<readonly PositionRow[]>
  totalUnread(appId: number, account: string): Promise<number>
  /** Moves the read position forward; the number of unread is counted again from the log. */
  read(key: PositionKey, seq: number, now: number): Promise<void>
  /** Pins conversations, by peer; one that is not there gets a position. */
  pin(owner: Owner, conversations: ReadonlyMap<string, number>, at: number): Promise<void>
  unpin(owner: Owner, conversations: readonly number[]): Promise<void>
  /** Reads everything; answers what was unread. */
  readAll(owner: Owner, now: number): Promise<readonly ReadRow[]>
  clear(key: PositionKey): Promise<void>
  /** The time of the last message in a conversation of the list, if there is one. */
  timeOf(key: PositionKey): Promise<number | undefined>
  page(page: PageAsked): Promise<readonly PositionRow[]>
  /** Takes conversations out of the list; with `clear` the view loses what is there now. */
  hide(
    appId: number,
    account: string,
    conversations: readonly number[],
    clear: boolean,
  ): Promise<void>
}

export function createPositionStore(db: Kysely<Schema>, historyStart: HistoryStart): PositionStore {
  const of = (appId: number, account: string) => positions(db, appId, account)
  return {
    find: ({ appId, account, conversation }) =>
      of(appId, account).where('p.conversation', '=', conversation).executeTakeFirst(),
    async findByPeers(appId, account, peers) {
      if (peers.length === 0) return []
      // By conversation and not by the peer's column: the key leads there without another index.
      const pairs = peers.map((peer) =>
        account <= peer ? sql`(${account}, ${peer})` : sql`(${peer}, ${account})`,
      )
      return of(appId, account)
        .where(isAlive('p', await historyStart(appId)))
        .where('p.conversation', 'in', (query) =>
          query
            .selectFrom('conversation')
            .select('id')
            .where('app_id', '=', appId)
            .where('kind', '=', 'c2c')
            .where(sql<boolean>`(a, b) in (values ${sql.join(pairs)})`),
        )
        .execute()
    },
    pinned: async (appId, account, limit) =>
      of(appId, account)
        .where(isAlive('p', await historyStart(appId)))
        .where('p.pinned_at', '>', 0)
        .where('p.hidden', '=', 0)
        .orderBy('p.pinned_at', 'desc')
        .limit(limit)
        .execute(),
    newest: async (appId, account, limit) =>
      of(appId, account)
        .where('p.hidden', '=', 0)
        // One that is pinned without a message is found among the pinned.
        .where('p.last_time', '>=', await historyStart(appId))
        .orderBy('p.last_time', 'desc')
        .limit(limit)
        .execute(),
    async totalUnread(appId, account) {
      const row = await db
        .selectFrom('position')
        .select((query) =>
          query.fn.coalesce(query.fn.sum<number>('unread'), sql.lit(0)).as('total'),
        )
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .where(sql<boolean>`unread > 0`)
        .where(isAlive('position', await historyStart(appId)))
        .where(isNotified(appId, account))
        .executeTakeFirstOrThrow()
      return Number(row.total)
    },
    read: (key, seq, now) => read(db, key, seq, now),
    pin: (owner, conversations, at) => pin(db, owner, conversations, at),
    unpin: (owner, conversations) => unpin(db, owner, conversations),
    readAll: ({ appId, account }, now) =>
      db
        .updateTable('position')
        .set({ read_seq: sql<number>`top_seq`, read_time: now, unread: 0 })
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .where(sql<boolean>`unread > 0`)
        .returning(['peer', 'read_seq'])
        .execute(),
    async clear({ appId, account, conversation }) {
      await db
        .updateTable('position')
        .set({ cleared_seq: sql<number>`top_seq`, read_seq: sql<number>`top_seq`, unread: 0 })
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .where('conversation', '=', conversation)
        .execute()
    },
    timeOf: (key) => timeOf(db, key),
    page: (page) => pageOf(db, page),
    async hide(appId, account, conversations, clear) {
      const cleared = clear ? { cleared_seq: sql<number>`top_seq` } : {}
      await db
        .updateTable('position')
        .set({
          hidden: 1,
          unread: 0,
          pinned_at: 0,
          read_seq: sql<number>`top_seq`,
          ...cleared,
        })
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .where('conversation', 'in', conversations)
        .execute()
    },
  }
}

/** Whether the last message is young enough, where there was one that shows in the list. */
function isAlive(table: string, start: number) {
  const [seq, time] = [sql.ref(`${table}.last_seq`), sql.ref(`${table}.last_time`)]
  return sql<boolean>`(${time} >= ${start} or ${seq} = 0)`
}

function positions(db: Kysely<Schema>, appId: number, account: string) {
  return (
    db
      .selectFrom('position as p')
      .leftJoin('position as other', (join) =>
        join
          .onRef('other.app_id', '=', 'p.app_id')
          .onRef('other.account', '=', 'p.peer')
          .onRef('other.conversation', '=', 'p.conversation'),
      )
      .selectAll('p')
      .select('other.read_seq as peer_read_seq')
      .where('p.app_id', '=', appId)
      .where('p.account', '=', account)
      // Conversations with accounts that are gone are out of sight.
      .where(
        sql<boolean>`exists (select 1 from account a where a.app_id = p.app_id and a.user_id = p.peer)`,
      )
  )
}

async function read(
  db: Kysely<Schema>,
  { appId, account, conversation }: PositionKey,
  seq: number,
  now: number,
): Promise<void> {
  await db
    .updateTable('position')
    .set({
      read_seq: seq,
      read_time: now,
      unread: sql<number>`(
        select count(*) from message m
        where m.app_id = ${appId} and m.conversation = ${conversation} and m.seq > ${seq}
          and m.sender <> ${account} and m.flags & ${sql.lit(uncounted)} = 0
          and m.seq <= position.top_seq)`,
    })
    .where('app_id', '=', appId)
    .where('account', '=', account)
    .where('conversation', '=', conversation)
    .where('read_seq', '<', seq)
    .execute()
}

/** What an account muted or discards is not in its total, nor is what it has with accounts that are gone. */
function isNotified(appId: number, account: string) {
  return sql<boolean>`(not exists (select 1 from contact c
    where c.app_id = ${appId} and c.account = ${account} and c.peer = position.peer
      and c.remind <> 0)
    and exists (select 1 from account a
      where a.app_id = position.app_id and a.user_id = position.peer))`
}

async function timeOf(
  db: Kysely<Schema>,
  { appId, account, conversation }: PositionKey,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('position')
    .select('last_time')
    .where('app_id', '=', appId)
    .where('account', '=', account)
    .where('conversation', '=', conversation)
    .executeTakeFirst()
  return row?.last_time
}

function pageOf(db: Kysely<Schema>, { appId, account, after, ...page }: PageAsked) {
  let query = positions(db, appId, account).where('p.hidden', '=', 0)
  if (after) {
    const place = sql`(${sql.lit(after.time)}, ${sql.lit(after.conversation)})`
    query = query.where(sql<boolean>`(p.last_time, p.conversation) < ${place}`)
  }
  if (!page.withEmpty) query = query.whereRef('p.last_seq', '>', 'p.cleared_seq')
  if (page.pinnedUpTo !== undefined) {
    const until = (page.pinnedUpTo + 1) * 1000
    query = query.where(sql<boolean>`not (p.pinned_at > 0 and p.pinned_at < ${until})`)
  }
  return query
    .orderBy('p.last_time', 'desc')
    .orderBy('p.conversation', 'desc')
    .limit(page.limit)
    .execute()
}

import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type {
  BlockedTable,
  FriendApplicationTable,
  FriendTable,
  RelationHeadTable,
} from '../../store/schema-relation.ts'

export type Head = Selectable<RelationHeadTable>
export type FriendRow = Selectable<FriendTable>
/** A friend, and the groups of the owner it is in. */
export type Placed = Pick<FriendRow, 'owner' | 'friend' | 'groups'>
export type ApplicationRow = Selectable<FriendApplicationTable>
export type BlockedRow = Selectable<BlockedTable>

type Db = Kysely<Schema>

/** The rows an account has of some others, by the other. */
export async function friendsAmong(
  db: Db,
  appId: number,
  owner: string,
  others: readonly string[],
): Promise<ReadonlyMap<string, FriendRow>> {
  if (others.length === 0) return new Map()
  const rows = await db
    .selectFrom('friend')
    .selectAll()
    .where('app_id', '=', appId)
    .where('owner', '=', owner)
    .where('friend', 'in', others)
    .execute()
  return new Map(rows.map((row) => [row.friend, row]))
}

/** Those of some accounts that have an account among their friends, with the groups they keep it in. */
export async function holdersAmong(
  db: Db,
  appId: number,
  friend: string,
  owners: readonly string[],
): Promise<ReadonlyMap<string, Placed>> {
  if (owners.length === 0) return new Map()
  const rows = await db
    .selectFrom('friend')
    .select(['owner', 'friend', 'groups'])
    .where('app_id', '=', appId)
    .where('friend', '=', friend)
    .where('owner', 'in', owners)
    .execute()
  return new Map(rows.map((row) => [row.owner, row]))
}

/** Those of some accounts that an account blocks. */
export async function blockedAmong(
  db: Db,
  appId: number,
  owner: string,
  others: readonly string[],
): Promise<ReadonlySet<string>> {
  if (others.length === 0) return new Set()
  const rows = await db
    .selectFrom('blocked')
    .select('blocked')
    .where('app_id', '=', appId)
    .where('owner', '=', owner)
    .where('blocked', 'in', others)
    .execute()
  return new Set(rows.map((row) => row.blocked))
}

/** Those of some accounts that block an account. */
export async function blockersAmong(
  db: Db,
  appId: number,
  blocked: string,
  owners: readonly string[],
): Promise<ReadonlySet<string>> {
  if (owners.length === 0) return new Set()
  const rows = await db
    .selectFrom('blocked')
    .select('owner')
    .where('app_id', '=', appId)
    .where('blocked', '=', blocked)
    .where('owner', 'in', owners)
    .execute()
  return new Set(rows.map((row) => row.owner))
}

/** Requests between an account and some others: those it sent, by receiver, and those it got, by sender. */
export async function applicationsAmong(
  db: Db,
  appId: number,
  account: string,
  others: readonly string[],
): Promise<{
  readonly sent: ReadonlyMap<string, ApplicationRow>
  readonly received: ReadonlyMap<string, ApplicationRow>
}> {
  if (others.length === 0) return { sent: new Map(), received: new Map() }
  const all = db.selectFrom('friend_application').selectAll().where('app_id', '=', appId)
  const sent = await all.where('sender', '=', account).where('receiver', 'in', others).execute()
  const received = await all.where('receiver', '=', account).where('sender', 'in', others).execute()
  return {
    sent: new Map(sent.map((row) => [row.receiver, row])),
    received: new Map(received.map((row) => [row.sender, row])),
  }
}

/** Names of an account's friend groups, oldest first. */
export async function groupNames(db: Db, appId: number, owner: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('friend_group')
    .select('name')
    .where('app_id', '=', appId)
    .where('owner', '=', owner)
    .orderBy('created_at')
    .orderBy('name')
    .execute()
  return rows.map((row) => row.name)
}

/** Friends that are in any group of their owner. */
export function groupedFriends(db: Db, appId: number, owner: string): Promise<FriendRow[]> {
  return (
    db
      .selectFrom('friend')
      .selectAll()
      .where('app_id', '=', appId)
      .where('owner', '=', owner)
      // The literal lets the planner use the small index of those in groups.
      .where(sql<boolean>`groups <> '[]'`)
      .execute()
  )
}

export function groupsOf(row: Pick<FriendRow, 'groups'>): readonly string[] {
  return row.groups === '[]' ? [] : (JSON.parse(row.groups) as string[])
}

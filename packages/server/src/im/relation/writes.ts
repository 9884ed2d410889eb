import type { Insertable, Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { ApplicationRow, BlockedRow, FriendRow, Head } from './rows.ts'

type Db = Kysely<Schema>

/** Rows that one insert takes: both databases bound the values of a statement. */
const STEP = 1000

/** Makes and locks the heads of accounts, all in the order of their ids, so that no two changes wait for each other. */
export async function lockHeads(
  trx: Db,
  appId: number,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, Head>> {
  const heads = new Map<string, Head>()
  for (const ids of steps([...new Set(userIds)].toSorted(byBytes))) {
    const rows = await trx
      .insertInto('relation_head')
      .values(ids.map((user_id) => newHead(appId, user_id)))
      .onConflict((conflict) =>
        conflict
          .columns(['app_id', 'user_id'])
          .doUpdateSet((row) => ({ friend_seq: row.ref('relation_head.friend_seq') })),
      )
      .returningAll()
      .execute()
    for (const row of rows) heads.set(row.user_id, row)
  }
  return heads
}

export async function putHeads(trx: Db, heads: readonly Head[]): Promise<void> {
  for (const rows of steps(heads)) {
    await trx
      .insertInto('relation_head')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'user_id']).doUpdateSet((row) => ({
          friend_count: row.ref('excluded.friend_count'),
          friend_seq: row.ref('excluded.friend_seq'),
          custom_seq: row.ref('excluded.custom_seq'),
          removed_seq: row.ref('excluded.removed_seq'),
          group_count: row.ref('excluded.group_count'),
          group_seq: row.ref('excluded.group_seq'),
          block_count: row.ref('excluded.block_count'),
          block_seq: row.ref('excluded.block_seq'),
          application_count: row.ref('excluded.application_count'),
          application_read_at: row.ref('excluded.application_read_at'),
        })),
      )
      .execute()
  }
}

export async function putFriends(trx: Db, friends: readonly FriendRow[]): Promise<void> {
  for (const rows of steps(friends)) {
    await trx
      .insertInto('friend')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'owner', 'friend']).doUpdateSet((row) => ({
          remark: row.ref('excluded.remark'),
          remark_at: row.ref('excluded.remark_at'),
          source: row.ref('excluded.source'),
          wording: row.ref('excluded.wording'),
          groups: row.ref('excluded.groups'),
          custom: row.ref('excluded.custom'),
          added_at: row.ref('excluded.added_at'),
          version: row.ref('excluded.version'),
        })),
      )
      .execute()
  }
}

/** Removes friends of the center, and the center from the lists of others. */
export async function dropFriends(
  trx: Db,
  appId: number,
  center: string,
  pairs: readonly { readonly owner: string; readonly friend: string }[],
): Promise<void> {
  const own = pairs.filter(({ owner }) => owner === center).map(({ friend }) => friend)
  const others = pairs.filter(({ owner }) => owner !== center).map(({ owner }) => owner)
  const all = trx.deleteFrom('friend').where('app_id', '=', appId)
  if (own.length > 0) {
    await all.where('owner', '=', center).where('friend', 'in', own).execute()
  }
  if (others.length > 0) {
    await all.where('friend', '=', center).where('owner', 'in', others).execute()
  }
}

export async function apply(trx: Db, applications: readonly ApplicationRow[]): Promise<void> {
  for (const rows of steps(applications)) {
    await trx
      .insertInto('friend_application')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'receiver', 'sender']).doUpdateSet((row) => ({
          source: row.ref('excluded.source'),
          wording: row.ref('excluded.wording'),
          remark: row.ref('excluded.remark'),
          group_name: row.ref('excluded.group_name'),
          time: row.ref('excluded.time'),
        })),
      )
      .execute()
  }
}

export async function settle(
  trx: Db,
  appId: number,
  center: string,
  pairs: readonly { readonly receiver: string; readonly sender: string }[],
): Promise<void> {
  const got = pairs.filter(({ receiver }) => receiver === center).map(({ sender }) => sender)
  const sent = pairs.filter(({ receiver }) => receiver !== center).map(({ receiver }) => receiver)
  const all = trx.deleteFrom('friend_application').where('app_id', '=', appId)
  if (got.length > 0) {
    await all.where('receiver', '=', center).where('sender', 'in', got).execute()
  }
  if (sent.length > 0) {
    await all.where('sender', '=', center).where('receiver', 'in', sent).execute()
  }
}

export async function addGroups(
  trx: Db,
  appId: number,
  groups: readonly { readonly owner: string; readonly name: string }[],
  now: number,
): Promise<void> {
  for (const some of steps(groups)) {
    await trx
      .insertInto('friend_group')
      .values(some.map(({ owner, name }) => ({ app_id: appId, owner, name, created_at: now })))
      .execute()
  }
}

/** Answers the names of those that were there. */
export async function removeGroups(
  trx: Db,
  appId: number,
  owner: string,
  names: readonly string[],
): Promise<readonly string[]> {
  if (names.length === 0) return []
  const gone = await trx
    .deleteFrom('friend_group')
    .where('app_id', '=', appId)
    .where('owner', '=', owner)
    .where('name', 'in', names)
    .returning('name')
    .execute()
  return gone.map((row) => row.name)
}

export async function renameGroup(
  trx: Db,
  { appId, owner }: { readonly appId: number; readonly owner: string },
  from: string,
  to: string,
): Promise<void> {
  await trx
    .updateTable('friend_group')
    .set({ name: to })
    .where('app_id', '=', appId)
    .where('owner', '=', owner)
    .where('name', '=', from)
    .execute()
}

export async function block(trx: Db, blocked: readonly BlockedRow[]): Promise<void> {
  for (const rows of steps(blocked)) await trx.insertInto('blocked').values(rows).execute()
}

export async function unblock(
  trx: Db,
  appId: number,
  owner: string,
  blocked: readonly string[],
): Promise<void> {
  if (blocked.length === 0) return
  await trx
    .deleteFrom('blocked')
    .where('app_id', '=', appId)
    .where('owner', '=', owner)
    .where('blocked', 'in', blocked)
    .execute()
}

export async function unblockBy(
  trx: Db,
  appId: number,
  blocked: string,
  owners: readonly string[],
): Promise<void> {
  if (owners.length === 0) return
  await trx
    .deleteFrom('blocked')
    .where('app_id', '=', appId)
    .where('blocked', '=', blocked)
    .where('owner', 'in', owners)
    .execute()
}

function newHead(appId: number, userId: string): Insertable<Head> {
  return {
    app_id: appId,
    user_id: userId,
    friend_count: 0,
    friend_seq: 0,
    custom_seq: 0,
    removed_seq: 0,
    group_count: 0,
    group_seq: 0,
    block_count: 0,
    block_seq: 0,
    application_count: 0,
    application_read_at: 0,
  }
}

function* steps<Row>(rows: readonly Row[]): Iterable<readonly Row[]> {
  for (let at = 0; at < rows.length; at += STEP) yield rows.slice(at, at + STEP)
}

/** UserIDs are ASCII, so the order of code units is that of bytes. */
function byBytes(a: string, b: string): number {
  return a < b ? -1 : 1
}

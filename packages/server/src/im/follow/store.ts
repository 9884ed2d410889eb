import type { FollowList } from '@yanshu/protocol'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { FollowCountTable } from '../../store/schema-relation.ts'

export type FollowCount = Selectable<FollowCountTable>

type Db = Kysely<Schema>

/** Makes and locks the counters of accounts, all in the order of their ids, so that no two changes wait for each other. */
export async function lockCounts(
  trx: Db,
  appId: number,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, FollowCount>> {
  const ids = [...new Set(userIds)].toSorted((a, b) => (a < b ? -1 : 1))
  const rows = await trx
    .insertInto('follow_count')
    .values(
      ids.map((user_id) => ({ app_id: appId, user_id, followers: 0, following: 0, mutual: 0 })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['app_id', 'user_id'])
        .doUpdateSet((row) => ({ followers: row.ref('follow_count.followers') })),
    )
    .returningAll()
    .execute()
  return new Map(rows.map((row) => [row.user_id, row]))
}

export async function putCounts(trx: Db, counts: readonly FollowCount[]): Promise<void> {
  await trx
    .insertInto('follow_count')
    .values(counts)
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'user_id']).doUpdateSet((row) => ({
        followers: row.ref('excluded.followers'),
        following: row.ref('excluded.following'),
        mutual: row.ref('excluded.mutual'),
      })),
    )
    .execute()
}

/** Those of some accounts that an account follows, and those that follow it. */
export async function between(
  db: Db,
  appId: number,
  account: string,
  others: readonly string[],
): Promise<{ readonly following: Set<string>; readonly followers: Set<string> }> {
  const all = db.selectFrom('follow').where('app_id', '=', appId)
  const following = await all
    .select('followee')
    .where('follower', '=', account)
    .where('followee', 'in', others)
    .execute()
  const followers = await all
    .select('follower')
    .where('followee', '=', account)
    .where('follower', 'in', others)
    .execute()
  return {
    following: new Set(following.map((row) => row.followee)),
    followers: new Set(followers.map((row) => row.follower)),
  }
}

export interface NewFollow {
  readonly followee: string
  readonly mutual: boolean
}

export async function insertFollows(
  trx: Db,
  appId: number,
  follower: string,
  follows: readonly NewFollow[],
  time: number,
): Promise<void> {
  if (follows.length === 0) return
  await trx
    .insertInto('follow')
    .values(
      follows.map(({ followee, mutual }) => ({
        app_id: appId,
        follower,
        followee,
        time,
        mutual: mutual ? 1 : 0,
      })),
    )
    .execute()
}

/** Writes whether those who follow an account are followed back. */
export async function setMutual(
  trx: Db,
  appId: number,
  followee: string,
  followers: readonly string[],
  mutual: 0 | 1,
): Promise<void> {
  if (followers.length === 0) return
  await trx
    .updateTable('follow')
    .set({ mutual })
    .where('app_id', '=', appId)
    .where('followee', '=', followee)
    .where('follower', 'in', followers)
    .execute()
}

export async function deleteFollows(
  trx: Db,
  appId: number,
  follower: string,
  followees: readonly string[],
): Promise<void> {
  if (followees.length === 0) return
  await trx
    .deleteFrom('follow')
    .where('app_id', '=', appId)
    .where('follower', '=', follower)
    .where('followee', 'in', followees)
    .execute()
}

export async function deleteFollowers(
  trx: Db,
  appId: number,
  followee: string,
  followers: readonly string[],
): Promise<void> {
  if (followers.length === 0) return
  await trx
    .deleteFrom('follow')
    .where('app_id', '=', appId)
    .where('followee', '=', followee)
    .where('follower', 'in', followers)
    .execute()
}

export interface FollowItem {
  readonly userId: string
  readonly time: number
}

/** A list of an account, newest first, from a place in it on. */
export async function followPage(
  db: Db,
  owner: { readonly appId: number; readonly account: string },
  list: FollowList,
  { from, limit }: { readonly from: FollowItem | undefined; readonly limit: number },
): Promise<readonly FollowItem[]> {
  const [own, peer] =
    list === 'followers' ? (['followee', 'follower'] as const) : (['follower', 'followee'] as const)
  let query = db
    .selectFrom('follow')
    .select([`${peer} as userId`, 'time'])
    .where('app_id', '=', owner.appId)
    .where(own, '=', owner.account)
  // The literal lets the planner use the small index.
  if (list === 'mutual') query = query.where(sql<boolean>`mutual = 1`)
  if (from)
    query = query.where(sql<boolean>`(time, ${sql.ref(peer)}) < (${from.time}, ${from.userId})`)
  return query.orderBy('time', 'desc').orderBy(peer, 'desc').limit(limit).execute()
}

export async function countsOf(
  db: Db,
  appId: number,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, FollowCount>> {
  const rows = await db
    .selectFrom('follow_count')
    .selectAll()
    .where('app_id', '=', appId)
    .where('user_id', 'in', userIds)
    .execute()
  return new Map(rows.map((row) => [row.user_id, row]))
}

import type { ExpressionBuilder, Kysely } from 'kysely'
import { sql } from 'kysely'
import { likePattern } from '../../store/like-pattern.ts'
import type { Schema } from '../../store/schema.ts'
import type { User } from '../users/user.ts'
import { toUser, userColumns } from '../users/user.ts'
import type { UserGroup } from './user-group.ts'
import { groupColumns, toUserGroup } from './user-group.ts'

export interface NewUserGroup extends UserGroup {
  readonly ownerUin: string
}

/** What is left out stays. */
export interface UserGroupChange {
  readonly name?: string | undefined
  readonly remark?: string | undefined
}

export interface Slice {
  readonly offset: number
  readonly limit: number
}

export interface Counted<Item> {
  readonly total: number
  readonly items: readonly Item[]
}

/** Who is in which group. */
export interface Membership {
  readonly groupId: number
  readonly uin: string
}

export interface UserGroupStore {
  find(ownerUin: string, groupIds: readonly number[]): Promise<UserGroup[]>
  count(ownerUin: string): Promise<number>
  countMembers(ownerUin: string): Promise<number>
  /** By a part of the name; ordered by id. */
  page(ownerUin: string, keyword: string, slice: Slice): Promise<Counted<UserGroup>>
  /** Answers false where the name is taken. */
  insert(group: NewUserGroup): Promise<boolean>
  /** Answers false where the name is taken. */
  update(ownerUin: string, groupId: number, change: UserGroupChange): Promise<boolean>
  /** Removes a group, its members and attached policies. Answers false where there is none. */
  delete(ownerUin: string, groupId: number): Promise<boolean>
  /** In the order they joined. */
  members(groupId: number, slice: Slice): Promise<Counted<User>>
  groupsOf(uin: string, slice: Slice): Promise<Counted<UserGroup>>
  /** Leaves alone who is a member already. */
  join(memberships: readonly Membership[], now: number): Promise<void>
  leave(memberships: readonly Membership[]): Promise<void>
  /** Those of some pairs that there are. */
  present(memberships: readonly Membership[]): Promise<Membership[]>
  /** How many members some groups have, and how many groups some users are in; nobody with none. */
  sizes(groupIds: readonly number[]): Promise<ReadonlyMap<number, number>>
  groupCounts(uins: readonly string[]): Promise<ReadonlyMap<string, number>>
}

export function createUserGroupStore(db: Kysely<Schema>): UserGroupStore {
  return { ...groupReads(db), ...groupWrites(db), ...memberReads(db), ...memberWrites(db) }
}

function groupReads(
  db: Kysely<Schema>,
): Pick<UserGroupStore, 'find' | 'count' | 'countMembers' | 'page'> {
  const ofOwner = (ownerUin: string) =>
    db.selectFrom('cam_group').where('cam_group.owner_uin', '=', ownerUin)
  const matching = (ownerUin: string, keyword: string) =>
    ofOwner(ownerUin).$if(keyword !== '', (query) =>
      query.where(
        sql<boolean>`lower(cam_group.name) like ${likePattern(keyword.toLowerCase())} escape '\\'`,
      ),
    )
  return {
    async find(ownerUin, groupIds) {
      if (groupIds.length === 0) return []
      const query = ofOwner(ownerUin).select(groupColumns)
      const rows = await query
        .where('group_id', 'in', [...groupIds])
        .orderBy('group_id')
        .execute()
      return rows.map(toUserGroup)
    },
    async count(ownerUin) {
      const query = ofOwner(ownerUin).select((row) => row.fn.countAll().as('count'))
      return Number((await query.executeTakeFirstOrThrow()).count)
    },
    async countMembers(ownerUin) {
      const query = ofOwner(ownerUin)
        .innerJoin('cam_group_member', 'cam_group_member.group_id', 'cam_group.group_id')
        .select((row) => row.fn.countAll().as('count'))
      return Number((await query.executeTakeFirstOrThrow()).count)
    },
    async page(ownerUin, keyword, { offset, limit }) {
      const found = matching(ownerUin, keyword)
      const { count } = await found
        .select((row) => row.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      const query = found.select(groupColumns).orderBy('group_id').offset(offset).limit(limit)
      return { total: Number(count), items: (await query.execute()).map(toUserGroup) }
    },
  }
}

function groupWrites(db: Kysely<Schema>): Pick<UserGroupStore, 'insert' | 'update' | 'delete'> {
  return {
    async insert({ groupId, ownerUin, name, remark, createdAt }) {
      const row = await db
        .insertInto('cam_group')
        .values({ group_id: groupId, owner_uin: ownerUin, name, remark, created_at: createdAt })
        .onConflict((conflict) => conflict.columns(['owner_uin', 'name']).doNothing())
        .returning('group_id')
        .executeTakeFirst()
      return row !== undefined
    },
    async update(ownerUin, groupId, { name, remark }) {
      if (name !== undefined) {
        const query = db.selectFrom('cam_group').select('group_id').where('name', '=', name)
        const other = query.where('owner_uin', '=', ownerUin).where('group_id', '!=', groupId)
        if ((await other.executeTakeFirst()) !== undefined) return false
      }
      if (name === undefined && remark === undefined) return true
      await db
        .updateTable('cam_group')
        .set({ name, remark })
        .where('group_id', '=', groupId)
        .where('owner_uin', '=', ownerUin)
        .execute()
      return true
    },
    async delete(ownerUin, groupId) {
      const row = await db
        .deleteFrom('cam_group')
        .where('group_id', '=', groupId)
        .where('owner_uin', '=', ownerUin)
        .returning('group_id')
        .executeTakeFirst()
      if (row === undefined) return false
      await db.deleteFrom('cam_group_member').where('group_id', '=', groupId).execute()
      await db
        .deleteFrom('cam_attachment')
        .where('entity_kind', '=', 'group')
        .where('entity_id', '=', String(groupId))
        .execute()
      return true
    },
  }
}

function memberReads(
  db: Kysely<Schema>,
): Pick<UserGroupStore, 'members' | 'groupsOf' | 'sizes' | 'groupCounts'> {
  return {
    async members(groupId, { offset, limit }) {
      const found = db
        .selectFrom('cam_group_member')
        .innerJoin('cam_user', 'cam_user.uin', 'cam_group_member.uin')
        .where('cam_group_member.group_id', '=', groupId)
      const { count } = await found
        .select((row) => row.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      const rows = await found
        .select(userColumns)
        .orderBy('cam_group_member.joined_at')
        .orderBy('cam_group_member.uin')
        .offset(offset)
        .limit(limit)
        .execute()
      return { total: Number(count), items: rows.map(toUser) }
    },
    async groupsOf(uin, { offset, limit }) {
      const found = db
        .selectFrom('cam_group_member')
        .innerJoin('cam_group', 'cam_group.group_id', 'cam_group_member.group_id')
        .where('cam_group_member.uin', '=', uin)
      const { count } = await found
        .select((row) => row.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      const query = found.select(groupColumns).orderBy('cam_group.group_id')
      const rows = await query.offset(offset).limit(limit).execute()
      return { total: Number(count), items: rows.map(toUserGroup) }
    },
    async sizes(groupIds) {
      const rows = await db
        .selectFrom('cam_group_member')
        .select((row) => ['group_id', row.fn.countAll().as('count')])
        .where('group_id', 'in', [...groupIds])
        .groupBy('group_id')
        .execute()
      return new Map(rows.map((row) => [Number(row.group_id), Number(row.count)]))
    },
    async groupCounts(uins) {
      const rows = await db
        .selectFrom('cam_group_member')
        .select((row) => ['uin', row.fn.countAll().as('count')])
        .where('uin', 'in', [...uins])
        .groupBy('uin')
        .execute()
      return new Map(rows.map((row) => [row.uin, Number(row.count)]))
    },
  }
}

function memberWrites(db: Kysely<Schema>): Pick<UserGroupStore, 'join' | 'leave' | 'present'> {
  return {
    async join(memberships, now) {
      if (memberships.length === 0) return
      const rows = memberships.map(({ groupId, uin }) => ({
        group_id: groupId,
        uin,
        joined_at: now,
      }))
      await db
        .insertInto('cam_group_member')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['group_id', 'uin']).doNothing())
        .execute()
    },
    async leave(memberships) {
      if (memberships.length === 0) return
      await db.deleteFrom('cam_group_member').where(isOneOf(memberships)).execute()
    },
    async present(memberships) {
      if (memberships.length === 0) return []
      const query = db.selectFrom('cam_group_member').select(['group_id', 'uin'])
      const rows = await query.where(isOneOf(memberships)).execute()
      return rows.map((row) => ({ groupId: Number(row.group_id), uin: row.uin }))
    },
  }
}

function isOneOf(memberships: readonly Membership[]) {
  return (row: ExpressionBuilder<Schema, 'cam_group_member'>) =>
    row.or(
      memberships.map(({ groupId, uin }) =>
        row.and([row('group_id', '=', groupId), row('uin', '=', uin)]),
      ),
    )
}

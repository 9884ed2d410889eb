import { randomBytes } from 'node:crypto'
import { groupErrors, groupLimits, ImError } from '@yanshu/protocol'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { PermissionGroupTable } from '../../../store/schema-group.ts'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../../group/service.ts'

export type PermissionGroupRow = Selectable<PermissionGroupTable>

/** Leads the ids of permission groups, and stands again in those that the server makes. */
export const PERMISSION_MARK = '@PMG#_'

type Key = Pick<GroupRow, 'app_id' | 'group_id'>

export interface NewPermissionGroup {
  /** Made up where it is left out. */
  readonly id: string | undefined
  readonly name: string
  readonly permission: number
  readonly custom: string
  /** Unix milliseconds. */
  readonly createdAt: number
}

export interface PermissionGroupChange {
  readonly name?: string | undefined
  readonly permission?: number | undefined
  readonly custom?: string | undefined
}

/**
 * Makes a permission group. Within the lock of the community.
 *
 * @throws {ImError} 10021 for an id that is taken, 10037 where there are too many.
 */
export async function insertPermissionGroup(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  wanted: NewPermissionGroup,
): Promise<string> {
  const made = `${PERMISSION_MARK}${PERMISSION_MARK}${randomBytes(6).toString('hex').toUpperCase()}`
  const id = wanted.id ?? made
  const { count } = await trx
    .selectFrom('permission_group')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .executeTakeFirstOrThrow()
  const { name, permission, custom, createdAt } = wanted
  const row = await trx
    .insertInto('permission_group')
    .values({
      app_id: appId,
      group_id: groupId,
      permission_group_id: id,
      name,
      permission,
      custom,
      created_at: createdAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'group_id', 'permission_group_id']).doNothing(),
    )
    .returning('permission_group_id')
    .executeTakeFirst()
  if (!row) throw new ImError(groupErrors.idTaken, id)
  if (Number(count) >= groupLimits.permissionGroups) {
    const most = `at most ${groupLimits.permissionGroups} permission groups`
    throw new ImError(groupErrors.tooManyGroupsOfUser, most)
  }
  return id
}

/** False where it is not there. */
export async function changePermissionGroup(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  id: string,
  change: PermissionGroupChange,
): Promise<boolean> {
  const row = await trx
    .updateTable('permission_group')
    .set((old) => ({ members: old.ref('members'), ...change }))
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', '=', id)
    .returning('permission_group_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Removes permission groups with what they list; answers which were there. */
export async function removePermissionGroups(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const tables = ['permission_group_topic', 'permission_group_member'] as const
  for (const table of tables) {
    await trx
      .deleteFrom(table)
      .where('app_id', '=', appId)
      .where('group_id', '=', groupId)
      .where('permission_group_id', 'in', ids)
      .execute()
  }
  const rows = await trx
    .deleteFrom('permission_group')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', 'in', ids)
    .returning('permission_group_id as id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** By their ids; unknown ids are left out. */
export async function findPermissionGroups(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  ids: readonly string[],
): Promise<readonly PermissionGroupRow[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('permission_group')
    .selectAll()
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', 'in', ids)
    .execute()
}

/** In the order of their ids, after one of them. */
export async function pagePermissionGroups(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly PermissionGroupRow[]> {
  return db
    .selectFrom('permission_group')
    .selectAll()
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', '>', after)
    .orderBy('permission_group_id')
    .limit(limit)
    .execute()
}

/** Counts members who came into a permission group, or went. */
export async function countPermissionMembers(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  id: string,
  more: number,
): Promise<void> {
  if (more === 0) return
  await trx
    .updateTable('permission_group')
    .set({ members: sql<number>`members + ${more}` })
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', '=', id)
    .execute()
}

import { groupErrors, groupLimits, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../../group/service.ts'
import type { PermissionGroupRow } from './group-rows.ts'
import { countPermissionMembers } from './group-rows.ts'

type Key = Pick<PermissionGroupRow, 'app_id' | 'group_id' | 'permission_group_id'>

/** What became of an account that was to be added: 0 it is no member, 1 added, 2 was there. */
export type AddResult = 0 | 1 | 2

/**
 * Puts members of a community into a permission group; who is no member of the community is passed
 * over. Within the lock of the community.
 *
 * @throws {ImError} 110012 where they would be too many.
 */
export async function addMembers(
  trx: Kysely<Schema>,
  group: PermissionGroupRow,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, AddResult>> {
  const { app_id: appId, group_id: groupId, permission_group_id: id } = group
  const found = await trx
    .selectFrom('group_member')
    .select('account')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('account', 'in', accounts)
    .execute()
  const added =
    found.length === 0
      ? []
      : await trx
          .insertInto('permission_group_member')
          .values(
            found.map(({ account }) => ({
              app_id: appId,
              group_id: groupId,
              permission_group_id: id,
              account,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['app_id', 'group_id', 'permission_group_id', 'account']).doNothing(),
          )
          .returning('account')
          .execute()
  if (group.members + added.length > groupLimits.permissionGroupMembers) {
    throw new ImError(groupErrors.permissionGroupFull, id)
  }
  await countPermissionMembers(trx, group, id, added.length)
  const results = new Map<string, AddResult>(accounts.map((account) => [account, 0]))
  for (const { account } of found) results.set(account, 2)
  for (const { account } of added) results.set(account, 1)
  return results
}

/** Takes accounts out of a permission group; who is not in it is passed over. */
export async function removeMembers(
  trx: Kysely<Schema>,
  key: Key,
  accounts: readonly string[],
): Promise<void> {
  const { app_id: appId, group_id: groupId, permission_group_id: id } = key
  const rows = await trx
    .deleteFrom('permission_group_member')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', '=', id)
    .where('account', 'in', accounts)
    .returning('account')
    .execute()
  await countPermissionMembers(trx, key, id, -rows.length)
}

/** Accounts of a permission group in the order of their names, after one of them. */
export async function pageMembers(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Pick<GroupRow, 'app_id' | 'group_id'>,
  id: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('permission_group_member')
    .select('account')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', '=', id)
    .where('account', '>', after)
    .orderBy('account')
    .limit(limit)
    .execute()
  return rows.map(({ account }) => account)
}

/** Those of some accounts that are in a permission group. */
export async function membersAmong(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Pick<GroupRow, 'app_id' | 'group_id'>,
  id: string,
  accounts: readonly string[],
): Promise<readonly string[]> {
  if (accounts.length === 0) return []
  const rows = await db
    .selectFrom('permission_group_member')
    .select('account')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', '=', id)
    .where('account', 'in', accounts)
    .execute()
  return rows.map(({ account }) => account)
}

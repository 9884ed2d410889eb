import {
  createPermissionGroup,
  destroyPermissionGroup,
  getPermissionGroup,
  groupErrors,
  modifyPermissionGroup,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import type { GroupCore, GroupRow } from '../../group/service.ts'
import { findCommunity, requirePermissionGroups } from '../gate.ts'
import { itemResult } from '../item-result.ts'
import type { PermissionGroupRow } from './group-rows.ts'
import { findPermissionGroups, pagePermissionGroups } from './group-rows.ts'
import type { PermissionGroups } from './permission-groups.ts'

/** A community of which permission groups are asked for over REST. */
export function communityFor(core: GroupCore, appId: number, groupId: string): Promise<GroupRow> {
  return findCommunity(core, appId, groupId, groupErrors.illegalRequest)
}

/** The commands about permission groups as such. */
export function permissionGroupRest(
  core: GroupCore,
  groups: PermissionGroups,
): readonly RestHandler[] {
  const stateOf = (appId: number, groupId: string, ids: readonly (string | undefined)[]) =>
    permissionGroupStates(core, { app_id: appId, group_id: groupId }, ids)
  return [
    handleRest(
      createPermissionGroup,
      async ({ appId, body }) => {
        const group = await communityFor(core, appId, body.GroupId)
        const id = await groups.create(group, {
          id: body.PermissionGroupId,
          name: body.PermissionGroupName,
          permission: body.Permission,
          custom: body.CustomString ?? '',
          createdAt: core.now(),
        })
        return { PermissionGroupId: id }
      },
      {
        snapshot: ({ appId, body }, answer) =>
          stateOf(appId, body.GroupId, [answer?.PermissionGroupId ?? body.PermissionGroupId]),
      },
    ),
    handleRest(
      modifyPermissionGroup,
      async ({ appId, body }) => {
        const group = await communityFor(core, appId, body.GroupId)
        await groups.change(group, body.PermissionGroupId, {
          name: body.PermissionGroupName,
          permission: body.Permission,
          custom: body.CustomString,
        })
        return {}
      },
      { snapshot: ({ appId, body }) => stateOf(appId, body.GroupId, [body.PermissionGroupId]) },
    ),
    handleRest(
      destroyPermissionGroup,
      async ({ appId, body }) => {
        const group = await communityFor(core, appId, body.GroupId)
        const ids = [...new Set(body.PermissionGroupIdList)]
        const removed = await groups.remove(group, ids)
        return {
          PermissionGroupResultList: ids.map((id) => ({
            PermissionGroupId: id,
            ...itemResult(removed.has(id) ? undefined : groupErrors.noPermissionGroup),
          })),
        }
      },
      { snapshot: ({ appId, body }) => stateOf(appId, body.GroupId, body.PermissionGroupIdList) },
    ),
    handleRest(getPermissionGroup, async ({ appId, body }) => {
      const group = await communityFor(core, appId, body.GroupId)
      requirePermissionGroups(group)
      const { PermissionGroupIdList: ids, Next: after, Limit: limit } = body
      if (ids) return named(await findPermissionGroups(core.db, group, ids), ids)
      const rows = await pagePermissionGroups(core.db, group, { after, limit: limit + 1 })
      const page = rows.slice(0, limit)
      return {
        PermissionGroupInfoList: page.map(infoOf),
        Next: rows.length > limit ? (page.at(-1)?.permission_group_id ?? '') : '',
      }
    }),
  ]
}

function named(rows: readonly PermissionGroupRow[], ids: readonly string[]) {
  const found = new Map(rows.map((row) => [row.permission_group_id, row]))
  return {
    PermissionGroupInfoList: [...new Set(ids)].map((id) => {
      const row = found.get(id)
      if (row) return infoOf(row)
      return { PermissionGroupId: id, ...itemResult(groupErrors.noPermissionGroup) }
    }),
    Next: '',
  }
}

function infoOf(row: PermissionGroupRow) {
  return {
    PermissionGroupId: row.permission_group_id,
    PermissionGroupName: row.name,
    Permission: row.permission,
    CustomString: row.custom,
    MemberNum: row.members,
    ...itemResult(),
  }
}

/** What the audit trail compares of permission groups, by their ids. */
async function permissionGroupStates(
  { db }: GroupCore,
  key: Pick<GroupRow, 'app_id' | 'group_id'>,
  ids: readonly (string | undefined)[],
): Promise<unknown> {
  const rows = await findPermissionGroups(
    db,
    key,
    ids.filter((id) => id !== undefined),
  )
  return Object.fromEntries(
    rows.map(({ permission_group_id: id, name, permission, custom }) => [
      id,
      { PermissionGroupName: name, Permission: permission, CustomString: custom },
    ]),
  )
}

import {
  addPermissionGroupMember,
  deletePermissionGroupMember,
  getPermissionGroupMemberList,
} from '@yanshu/protocol'
import type { RestHandler } from '../../../calls/rest-call.ts'
import { handleRest } from '../../../calls/rest-call.ts'
import type { GroupCore } from '../../group/service.ts'
import { membersAmong, pageMembers } from './member-rows.ts'
import type { PermissionGroups } from './permission-groups.ts'
import { communityFor } from './rest.ts'

interface Asked {
  readonly GroupId: string
  readonly PermissionGroupId: string
  readonly MemberList: readonly { readonly Member_Account: string }[]
}

/** The commands about members of permission groups. */
export function permissionGroupMemberRest(
  core: GroupCore,
  groups: PermissionGroups,
): readonly RestHandler[] {
  const membersOf = async (appId: number, body: Asked) => {
    const key = { app_id: appId, group_id: body.GroupId }
    const accounts = body.MemberList.map(accountOf)
    const found = await membersAmong(core.db, key, body.PermissionGroupId, accounts)
    return { Members: Object.fromEntries(found.map((account) => [account, true])) }
  }
  return [
    handleRest(
      addPermissionGroupMember,
      async ({ appId, body }) => {
        const group = await communityFor(core, appId, body.GroupId)
        const results = await groups.addMembers(
          group,
          body.PermissionGroupId,
          body.MemberList.map(accountOf),
        )
        return {
          MemberList: [...results].map(([Member_Account, Result]) => ({ Member_Account, Result })),
        }
      },
      { snapshot: ({ appId, body }) => membersOf(appId, body) },
    ),
    handleRest(
      deletePermissionGroupMember,
      async ({ appId, body }) => {
        const group = await communityFor(core, appId, body.GroupId)
        await groups.removeMembers(group, body.PermissionGroupId, body.MemberList.map(accountOf))
        return {}
      },
      { snapshot: ({ appId, body }) => membersOf(appId, body) },
    ),
    handleRest(getPermissionGroupMemberList, async ({ appId, body }) => {
      const group = await communityFor(core, appId, body.GroupId)
      const { PermissionGroupId: id, Next: after, Limit: limit } = body
      await groups.get(group, id)
      const found = await pageMembers(core.db, group, id, { after, limit: limit + 1 })
      const page = found.slice(0, limit)
      return {
        MemberList: page.map((Member_Account) => ({ Member_Account })),
        Next: found.length > limit ? (page.at(-1) ?? '') : '',
      }
    }),
  ]
}

function accountOf({ Member_Account }: { readonly Member_Account: string }): string {
  return Member_Account
}

import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { userId } from '../fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { groupRow, namedMember, tooManyIn } from './group-row.ts'
import { oneGroup, oneGroupErrors, permissionCursor } from './permission-group-row.ts'

export const addPermissionGroupMember = defineCommand({
  ...groupRow,
  name: 'add_permission_group_member',
  summary: 'Put members of a community into a permission group',
  request: z.object({
    ...oneGroup,
    MemberList: z.array(namedMember).min(1).max(groupLimits.permissionMembersPerRequest),
  }),
  response: z.object({
    MemberList: z.array(
      z.object({
        Member_Account: z.string(),
        /** As when members are added to a group: 0 failed, 1 added, 2 was in it. */
        Result: z.number(),
      }),
    ),
  }),
  sizeErrors: tooManyIn('MemberList'),
  errors: [...oneGroupErrors, errors.tooManyAccounts, errors.permissionGroupFull],
})

/** No page shows an entry of the list: objects as when members are added, and bare accounts. */
const anyMember = z.union([namedMember, userId.transform((Member_Account) => ({ Member_Account }))])

export const deletePermissionGroupMember = defineCommand({
  ...groupRow,
  name: 'delete_permission_group_member',
  summary: 'Take members out of a permission group',
  /** No page shows the name of the list: that of adding, and that of `delete_group_member`. */
  renamed: { MemberToDel_Account: 'MemberList' },
  request: z.object({
    ...oneGroup,
    MemberList: z.array(anyMember).min(1).max(groupLimits.permissionMembersPerRequest),
  }),
  response: z.object({}),
  sizeErrors: tooManyIn('MemberList'),
  errors: [...oneGroupErrors, errors.tooManyAccounts],
})

export const getPermissionGroupMemberList = defineCommand({
  ...groupRow,
  name: 'get_permission_group_member_list',
  summary: 'List the members of a permission group by page',
  request: z.object({
    ...oneGroup,
    Limit: z
      .number()
      .int()
      .min(1)
      .max(groupLimits.permissionMembersPerPage)
      .default(groupLimits.permissionMembersPerPage),
    Next: permissionCursor,
  }),
  response: z.object({
    MemberList: z.array(z.object({ Member_Account: z.string() })),
    /** '' at the end. */
    Next: z.string(),
  }),
  errors: oneGroupErrors,
})

/** The commands about members of permission groups. */
export const permissionGroupMemberCommands = [
  addPermissionGroupMember,
  deletePermissionGroupMember,
  getPermissionGroupMemberList,
] as const

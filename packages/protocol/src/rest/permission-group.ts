import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { storableTextUpTo, uint32 } from '../fields.ts'
import { groupId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { groupRow, itemResult } from './group-row.ts'
import {
  oneGroup,
  oneGroupErrors,
  permissionCursor,
  permissionErrors,
  permissionGroupId,
} from './permission-group-row.ts'

const name = storableTextUpTo(groupLimits.permissionGroupNameBytes).min(1)
const custom = storableTextUpTo(groupLimits.permissionGroupCustomBytes).optional()

/** The form of each id is for the handler to judge: it has its own code in the answer. */
const ids = z.array(z.string()).min(1).max(groupLimits.permissionGroupsPerRequest)

export const createPermissionGroup = defineCommand({
  ...groupRow,
  name: 'create_permission_group',
  summary: 'Create a permission group in a community',
  request: z.object({
    GroupId: groupId,
    PermissionGroupId: permissionGroupId.optional(),
    PermissionGroupName: name,
    /** Bits of rights in the community. */
    Permission: uint32,
    CustomString: custom,
  }),
  response: z.object({ PermissionGroupId: z.string() }),
  errors: [...permissionErrors, errors.idTaken, errors.tooManyGroupsOfUser],
})

export const destroyPermissionGroup = defineCommand({
  ...groupRow,
  name: 'destroy_permission_group',
  summary: 'Remove permission groups; each has its own code',
  request: z.object({ GroupId: groupId, PermissionGroupIdList: ids }),
  response: z.object({
    PermissionGroupResultList: z.array(z.object({ PermissionGroupId: z.string(), ...itemResult })),
  }),
  errors: oneGroupErrors,
})

export const modifyPermissionGroup = defineCommand({
  ...groupRow,
  name: 'modify_permission_group',
  summary: 'Change a permission group',
  request: z.object({
    ...oneGroup,
    PermissionGroupName: name.optional(),
    Permission: uint32.optional(),
    CustomString: custom,
  }),
  response: z.object({}),
  errors: oneGroupErrors,
})

export const getPermissionGroup = defineCommand({
  ...groupRow,
  name: 'get_permission_group',
  summary: 'Read permission groups: all by page, or those named',
  request: z.object({
    GroupId: groupId,
    /** A sample has 20; no page bounds it. */
    Limit: z.number().int().min(1).max(groupLimits.permissionGroupsPerPage).default(20),
    Next: permissionCursor,
    /** Where it is there, the page does not matter. */
    PermissionGroupIdList: ids.optional(),
  }),
  response: z.object({
    /** No page shows the names of the list and of the number: by those of similar commands. */
    PermissionGroupInfoList: z.array(
      z.object({
        PermissionGroupId: z.string(),
        PermissionGroupName: z.string().optional(),
        Permission: z.number().optional(),
        CustomString: z.string().optional(),
        MemberNum: z.number().optional(),
        ...itemResult,
      }),
    ),
    /** '' at the end. */
    Next: z.string(),
  }),
  errors: oneGroupErrors,
})

/** The commands about permission groups as such. */
export const permissionGroupCommands = [
  createPermissionGroup,
  destroyPermissionGroup,
  modifyPermissionGroup,
  getPermissionGroup,
] as const

import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { groupId } from '../group-fields.ts'
import { groupStandard } from './group-row.ts'

/** Id of a permission group. No page bounds it: as long as a GroupId behind the prefix. */
export const permissionGroupId = z
  .string()
  .regex(/^@PMG#_[\x20-\x7e]{1,54}$/, 'the id of a permission group begins with @PMG#_')

/**
 * Permission groups are in communities with topics only. Their pages show no codes: those of topics,
 * and what 错误码 lists of permission groups. Source: 权限组管理.
 */
export const permissionErrors = [
  ...groupStandard,
  errors.illegalRequest,
  errors.communityOff,
] as const

/** Fields and errors of the commands about one permission group. */
export const oneGroup = { GroupId: groupId, PermissionGroupId: permissionGroupId }
export const oneGroupErrors = [...permissionErrors, errors.noPermissionGroup] as const

/** Where a page begins: '' at the beginning, and in the answer at the end. */
export const permissionCursor = z.string().max(256).default('')

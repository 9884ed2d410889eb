import type { Selectable } from 'kysely'
import type { CamGroupTable } from '../../store/schema-access.ts'

/** A named set of sub-users. */
export interface UserGroup {
  readonly groupId: number
  readonly name: string
  readonly remark: string
  readonly createdAt: number
}

/** The columns a `UserGroup` is made of. */
export const groupColumns = [
  'cam_group.group_id',
  'cam_group.name',
  'cam_group.remark',
  'cam_group.created_at',
] as const

export function toUserGroup(
  row: Pick<Selectable<CamGroupTable>, 'group_id' | 'name' | 'remark' | 'created_at'>,
): UserGroup {
  return {
    groupId: Number(row.group_id),
    name: row.name,
    remark: row.remark,
    createdAt: Number(row.created_at),
  }
}

import type { FieldLevel, GroupField, GroupMemberField, GroupType } from '@yanshu/protocol'
import { fieldLevels } from '@yanshu/protocol'

/** The custom fields of the groups of an app and of their members, by name. */
export interface GroupFields {
  readonly group: ReadonlyMap<string, GroupField>
  readonly member: ReadonlyMap<string, GroupMemberField>
}

type Access = 'Read' | 'Write'

/** Whether somebody of a level reads or writes a group field; never where the type has no such field. */
export function mayUseGroupField(
  field: GroupField | undefined,
  type: GroupType,
  access: Access,
  level: FieldLevel,
): boolean {
  const rights = field?.Types.find(({ Type }) => Type === type)
  return rights !== undefined && reaches(level, rights[access])
}

/**
 * Whether somebody of a level reads or writes a member's field; a member's own value goes by the right
 * to it, or by the level where that allows more.
 */
export function mayUseMemberField(
  field: GroupMemberField | undefined,
  type: GroupType,
  access: Access,
  who: { readonly level: FieldLevel; readonly isOwn: boolean },
): boolean {
  const rights = field?.Types.find(({ Type }) => Type === type)
  if (!rights) return false
  if (reaches(who.level, rights[access])) return true
  return who.isOwn && (rights.Own === 'ReadWrite' || (rights.Own === 'Read' && access === 'Read'))
}

/** Whether a level is the wanted one or stands above it. */
function reaches(level: FieldLevel, wanted: FieldLevel): boolean {
  return fieldLevels.indexOf(level) <= fieldLevels.indexOf(wanted)
}

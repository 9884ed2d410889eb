import type { GroupRole } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import type { GroupRow } from './group.ts'
import { rulesOf } from './group.ts'
import type { GroupRules, Power } from './matrix.ts'
import { hasPower } from './matrix.ts'

export type PowerName = {
  [Name in keyof GroupRules]: GroupRules[Name] extends Power ? Name : never
}[keyof GroupRules]

/**
 * Refuses what a member's role does not allow in a group of this type.
 *
 * @param role - undefined for who is no member.
 * @throws {ImError} 10007.
 */
export function requirePower(
  group: Pick<GroupRow, 'type' | 'group_id'>,
  role: GroupRole | undefined,
  power: PowerName,
): void {
  if (!hasPower(role, rulesOf(group)[power])) {
    throw new ImError(groupErrors.noPermission, group.group_id)
  }
}

/**
 * Refuses what groups of a type do not have at all.
 *
 * @throws {ImError} 10007.
 */
export function requireType(
  group: Pick<GroupRow, 'type' | 'group_id'>,
  has: (rules: GroupRules) => boolean,
): void {
  if (!has(rulesOf(group))) {
    throw new ImError(groupErrors.noPermission, `${group.group_id} is a ${group.type} group`)
  }
}

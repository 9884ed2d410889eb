import { groupErrors, ImError } from '@yanshu/protocol'
import type { GroupCore, GroupRow, Place } from '../group/service.ts'
import { hasPower } from '../group/service.ts'
import type { Right } from './permissions.ts'

/** Who does something in a community. */
export interface Operator {
  readonly account: string
  /** An administrator of the app, by REST: may do everything, and need be no member. */
  readonly isApp: boolean
}

/** Whether somebody has a right in a community or one of its topics. */
export type Judge = (place: Place, right: Right) => Promise<boolean>

/**
 * Judges what somebody may do in a community: by permission groups, or where they are not used as its
 * owner or an administrator of it.
 */
export async function judgeOf(
  { permissions, members }: Pick<GroupCore, 'permissions' | 'members'>,
  { app_id: appId, group_id: groupId }: GroupRow,
  { account, isApp }: Operator,
): Promise<Judge> {
  if (isApp) return async () => true
  const member = await members.find(appId, groupId, account)
  if (!member) return async () => false
  return async (place, right) => {
    const rights = await permissions.of(place, account)
    return rights ? rights[right] : hasPower(member.role, 'admin')
  }
}

/** @throws {ImError} 10007. */
export async function requireRight(
  core: Pick<GroupCore, 'permissions' | 'members'>,
  place: Place,
  operator: Operator,
  right: Right,
): Promise<void> {
  const may = await judgeOf(core, place.group, operator)
  if (!(await may(place, right))) {
    throw new ImError(groupErrors.noPermission, `${operator.account} in ${place.id}`)
  }
}

/**
 * Who does something over REST: the administrator that calls, or the account it names.
 *
 * @param named - `From_Account` of the request.
 */
export async function restOperator(
  { accounts }: Pick<GroupCore, 'accounts'>,
  { appId, operator }: { readonly appId: number; readonly operator: string },
  named: string | undefined,
): Promise<Operator> {
  if (named === undefined) return { account: operator, isApp: true }
  const account = await accounts.find(appId, named)
  return { account: named, isApp: account?.type === 'administrator' }
}

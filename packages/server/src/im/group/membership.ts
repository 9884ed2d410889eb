import { groupErrors, ImError } from '@yanshu/protocol'
import type { GroupRow } from './group.ts'
import { placeOfGroup, rulesOf } from './group.ts'
import type { MemberStore } from './member-store.ts'
import type { Rosters } from './roster/rosters.ts'
import type { Seams } from './seams.ts'

export interface MembershipDeps {
  readonly members: Pick<MemberStore, 'find'>
  readonly rosters: Pick<Rosters, 'known'>
  readonly seams: Pick<Seams, 'live'>
}

/** Whether an account is a member of a group, of a live room whether it is in it now. */
export async function isMember(
  { members, rosters, seams }: MembershipDeps,
  group: GroupRow,
  account: string,
): Promise<boolean> {
  const { app_id: appId, group_id: groupId } = group
  if (!rulesOf(group).storesMembers) {
    return seams.live.standingOf(placeOfGroup(group), account) !== undefined
  }
  const roster = rosters.known(appId, groupId)
  if (roster) return roster.of(account) !== undefined
  return (await members.find(appId, groupId, account)) !== undefined
}

/** @throws {ImError} 10007 for who is no member. */
export async function requireMember(
  deps: MembershipDeps,
  group: GroupRow,
  account: string,
): Promise<void> {
  if (!(await isMember(deps, group, account))) {
    throw new ImError(groupErrors.noPermission, `${account} is no member of ${group.group_id}`)
  }
}

import type { GroupRole } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import type { GatewayCall } from '../../../calls/gateway-call.ts'
import type { GroupRow, Place } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { Power } from '../matrix.ts'
import { hasPower, outranks } from '../matrix.ts'
import type { MemberStore } from '../member-store.ts'
import type { GroupCore, Rights } from '../service.ts'

/** Who does something to the members of a group. */
export interface Operator {
  readonly account: string
  /** An administrator of the app by REST: may do everything, and need be no member. */
  readonly isApp: boolean
  /** The connection it is done on; absent by REST. */
  readonly sessionId?: string | undefined
}

/** Who asks at the gateway: a member, or nobody in the group. */
export function operatorOf({ account, sessionId }: GatewayCall<unknown>): Operator {
  return { account, isApp: false, sessionId }
}

/** What is done to members, by what allows it: a power of roles, or a right of permission groups. */
const deeds = {
  kick: { power: (group: GroupRow) => rulesOf(group).kicks, right: 'manageMembers' },
  approve: { power: () => 'admin', right: 'manageMembers' },
  rename: { power: (group: GroupRow) => atLeastAdmin(group), right: 'manageMembers' },
  mute: { power: (group: GroupRow) => rulesOf(group).mutesMembers, right: 'mute' },
  ban: { power: (group: GroupRow) => rulesOf(group).bans, right: 'ban' },
} as const satisfies Record<string, { power(group: GroupRow): Power; right: keyof Rights }>
export type Deed = keyof typeof deeds

function atLeastAdmin(group: GroupRow): Power {
  return rulesOf(group).hasAdmins ? 'admin' : 'owner'
}

/** What an operator may do in a group, as far as it is known before the group is locked. */
export interface Actor extends Operator {
  readonly role: GroupRole | undefined
  /** Undefined where roles decide. */
  readonly rights: Rights | undefined
}

/** The role of an account; of live rooms only the owner and administrators are written down. */
export async function roleIn(
  { seams }: Pick<GroupCore, 'seams'>,
  members: Pick<MemberStore, 'find'>,
  group: GroupRow,
  account: string,
): Promise<GroupRole | undefined> {
  const isLive = !rulesOf(group).storesMembers
  if (isLive && group.owner === account) return 'Owner'
  const row = await members.find(group.app_id, group.group_id, account)
  if (row) return row.role
  return isLive && seams.live.isIn(group, account) ? 'Member' : undefined
}

/** Rights of an operator by permission groups: asked before a transaction, which they are not read in. */
export async function rightsOf(
  { permissions }: Pick<GroupCore, 'permissions'>,
  place: Place,
  operator: Operator,
): Promise<Rights | undefined> {
  return operator.isApp ? undefined : permissions.of(place, operator.account)
}

/** Whether somebody may do something to members at all. */
export function mayDo(actor: Actor, group: GroupRow, deed: Deed): boolean {
  if (actor.isApp) return true
  const { power, right } = deeds[deed]
  if (actor.role === undefined) return false
  return actor.rights ? actor.rights[right] : hasPower(actor.role, power(group))
}

/**
 * Whether somebody stands above a member: by role, or by a right of permission groups, which reaches
 * everybody but the owner.
 */
export function standsAbove(actor: Actor, role: GroupRole): boolean {
  if (actor.isApp) return true
  return actor.rights && actor.role !== 'Owner' ? role !== 'Owner' : outranks(actor.role, role)
}

/** @throws {ImError} 10007. */
export function requireDeed(actor: Actor, group: GroupRow, deed: Deed): void {
  if (!mayDo(actor, group, deed)) throw new ImError(groupErrors.noPermission, group.group_id)
}

import { toSeconds } from '../../clock.ts'
import { parseCustom } from './custom.ts'
import type { GroupRow } from './group.ts'
import { bannedAmong, mutedAmong } from './members/restrictions.ts'
import type { GroupCore } from './service.ts'

type Core = Pick<GroupCore, 'db' | 'directory' | 'members' | 'now'>

/** What the audit trail compares of groups, by GroupID. */
export async function groupStates(
  { directory }: Pick<Core, 'directory'>,
  appId: number,
  groupIds: readonly (string | undefined)[],
): Promise<unknown> {
  const [first, ...others] = groupIds.filter((id) => id !== undefined)
  if (first === undefined) return undefined
  // One is in memory more often than not.
  const one = others.length === 0 ? await directory.find(appId, first) : undefined
  const found = one ? [one] : (await directory.read(appId, [first, ...others])).values()
  return Object.fromEntries([...found].map((group) => [group.group_id, stateOf(group)]))
}

function stateOf(group: GroupRow) {
  return {
    Name: group.name,
    Type: group.type,
    OwnerUserID: group.owner,
    Introduction: group.introduction,
    Notification: group.notification,
    FaceUrl: group.face_url,
    MaxMemberNum: group.max_members,
    ApplyJoinOption: group.apply_option,
    InviteJoinOption: group.invite_option,
    MuteAllMember: group.mute_all === 1,
    SupportTopic: group.support_topic === 1,
    EnablePermission: group.enable_permission === 1,
    DefaultPermission: group.default_permission,
    HistoryBeforeJoin: group.history_before_join,
    CustomFields: parseCustom(group.custom),
  }
}

/** A place in a group, and the accounts that are looked at there. */
export interface Seats {
  readonly appId: number
  readonly groupId: string
  readonly accounts: readonly string[]
}

/** What the audit trail compares of members, by UserID; who is none is left out. */
export async function memberStates(
  { members }: Pick<Core, 'members'>,
  { appId, groupId, accounts }: Seats,
): Promise<Readonly<Record<string, unknown>>> {
  const found = await members.findMany(appId, groupId, accounts)
  return Object.fromEntries(
    [...found].map(([account, { role, name_card, msg_flag, custom }]) => [
      account,
      { Role: role, NameCard: name_card, MsgFlag: msg_flag, CustomFields: parseCustom(custom) },
    ]),
  )
}

/** Until when accounts are muted in a group or a topic, by UserID; who is not is left out. */
export async function muteStates({ db, now }: Core, { appId, groupId, accounts }: Seats) {
  return untilOf('MutedUntil', await mutedAmong(db, appId, groupId, accounts, now()))
}

/** Until when accounts are banned from a group, by UserID; who is not is left out. */
export async function banStates({ db, now }: Core, { appId, groupId, accounts }: Seats) {
  const key = { app_id: appId, group_id: groupId }
  return untilOf('BannedUntil', await bannedAmong(db, key, accounts, now()))
}

/** A member with its mute. */
export async function seatState(core: Core, seats: Seats): Promise<unknown> {
  const [members, mutes] = await Promise.all([memberStates(core, seats), muteStates(core, seats)])
  return { ...members, Mutes: mutes }
}

function untilOf(name: string, found: ReadonlyMap<string, number>) {
  return Object.fromEntries(
    [...found].map(([account, until]) => [account, { [name]: toSeconds(until) }]),
  )
}

import type { ApplyOption, GroupRole, GroupType, InviteOption, PlanFeature } from '@yanshu/protocol'

/** Who may do something in a group, by rising power; `nobody` leaves it to administrators of the app. */
export type Power = 'member' | 'admin' | 'owner' | 'nobody'

/** What a type of group can do. Source: 群组系统, 群组介绍, 群组管理. */
export interface GroupRules {
  /** Members are rows; live rooms keep theirs in memory. */
  readonly storesMembers: boolean
  readonly storesMessages: boolean
  readonly countsUnread: boolean
  /** It waits for its first message before anybody but its owner sees it. */
  readonly needsActivation: boolean
  /** Whether members who were made administrators exist. */
  readonly hasAdmins: boolean
  readonly applyDefault: ApplyOption
  /** The apply option may be changed. */
  readonly appliesByChoice: boolean
  readonly inviteDefault: InviteOption
  /** Members may be invited, over REST added. */
  readonly takesInvited: boolean
  readonly ownerMayQuit: boolean
  /** Who edits name, introduction, notification and face. */
  readonly editsProfile: Power
  readonly editsOptions: Power
  readonly dismisses: Power
  readonly transfers: Power
  readonly kicks: Power
  readonly mutesMembers: Power
  readonly mutesAll: Power
  readonly marksMembers: Power
  readonly bans: Power
  readonly canImport: boolean
  readonly canRecall: boolean
  readonly canModifyMessages: boolean
  readonly hasReceipts: boolean
  readonly hasExtensions: boolean
  readonly hasTargetedMessages: boolean
  readonly hasAtAll: boolean
  readonly hasCounters: boolean
  /** Read over REST; live rooms tell of their online members only. */
  readonly listsMembers: 'offset' | 'cursor' | 'online'
  /** Members see what was sent before they joined, where neither the app nor the group says otherwise. */
  readonly historyBeforeJoin: boolean
  /** A group may say so for itself. */
  readonly historyByChoice: boolean
  /** Found by its exact id by who is no member. */
  readonly isFound: boolean
  /** May have topics, and with them permission groups. */
  readonly takesTopics: boolean
  /** How members receive messages who never chose. */
  readonly msgFlagDefault: 0 | 1
  /** What a plan must include for the type to exist. */
  readonly feature: PlanFeature | undefined
}

const work: GroupRules = {
  storesMembers: true,
  storesMessages: true,
  countsUnread: true,
  needsActivation: true,
  hasAdmins: false,
  applyDefault: 'DisableApply',
  appliesByChoice: true,
  inviteDefault: 'FreeAccess',
  takesInvited: true,
  ownerMayQuit: true,
  editsProfile: 'member',
  editsOptions: 'owner',
  dismisses: 'nobody',
  transfers: 'owner',
  kicks: 'owner',
  mutesMembers: 'nobody',
  mutesAll: 'owner',
  marksMembers: 'nobody',
  bans: 'owner',
  canImport: true,
  canRecall: true,
  canModifyMessages: true,
  hasReceipts: true,
  hasExtensions: true,
  hasTargetedMessages: true,
  hasAtAll: true,
  hasCounters: true,
  listsMembers: 'offset',
  historyBeforeJoin: false,
  historyByChoice: true,
  isFound: false,
  takesTopics: false,
  msgFlagDefault: 0,
  feature: undefined,
}

const publicGroup: GroupRules = {
  ...work,
  needsActivation: false,
  isFound: true,
  hasAdmins: true,
  applyDefault: 'NeedPermission',
  inviteDefault: 'DisableInvite',
  ownerMayQuit: false,
  editsProfile: 'admin',
  editsOptions: 'admin',
  dismisses: 'owner',
  kicks: 'admin',
  mutesMembers: 'admin',
  mutesAll: 'admin',
  bans: 'admin',
}

const meeting: GroupRules = {
  ...publicGroup,
  countsUnread: false,
  applyDefault: 'FreeAccess',
  historyBeforeJoin: true,
  msgFlagDefault: 1,
}

const liveRoom: GroupRules = {
  ...publicGroup,
  storesMembers: false,
  storesMessages: false,
  countsUnread: false,
  applyDefault: 'FreeAccess',
  appliesByChoice: false,
  takesInvited: false,
  editsProfile: 'owner',
  editsOptions: 'owner',
  transfers: 'nobody',
  marksMembers: 'owner',
  canImport: false,
  canModifyMessages: false,
  hasReceipts: false,
  hasExtensions: false,
  hasTargetedMessages: false,
  hasAtAll: false,
  listsMembers: 'online',
  historyByChoice: false,
  msgFlagDefault: 1,
}

const community: GroupRules = {
  ...publicGroup,
  applyDefault: 'FreeAccess',
  inviteDefault: 'FreeAccess',
  marksMembers: 'owner',
  hasReceipts: false,
  hasTargetedMessages: false,
  hasAtAll: false,
  hasCounters: false,
  listsMembers: 'cursor',
  historyBeforeJoin: true,
  historyByChoice: false,
  takesTopics: true,
  feature: 'community',
}

/** What each type can do, in one table. */
export const groupRules: Readonly<Record<GroupType, GroupRules>> = {
  Private: work,
  Public: publicGroup,
  ChatRoom: meeting,
  AVChatRoom: liveRoom,
  Community: community,
}

const rank = { Member: 1, Admin: 2, Owner: 3 } as const satisfies Record<GroupRole, number>
const needed = { member: 1, admin: 2, owner: 3, nobody: 4 } as const satisfies Record<Power, number>

/** Whether a role has a power; `undefined` is somebody who is no member. */
export function hasPower(role: GroupRole | undefined, power: Power): boolean {
  return role !== undefined && rank[role] >= needed[power]
}

/** Whether one member may be kicked or muted by another: whoever may do so, and stands above. */
export function outranks(role: GroupRole | undefined, other: GroupRole): boolean {
  return role !== undefined && rank[role] > rank[other]
}

import type { GroupChanges, GroupTip, TipMember, TipType } from '@yanshu/protocol'
import { tipTypes } from '@yanshu/protocol/gateway/group'
import type { UserInfo } from '../messages/message.ts'

/** Somebody whom a tip is about. */
export interface TipMemberInfo extends UserInfo {
  nameCard: string
  /** Seconds that the member is muted for, 0 where that ended; only in a tip about it. */
  muteTime?: number
}

/** What of a group changed; each is absent where it did not. */
export interface NewGroupProfile {
  groupName?: string
  topicName?: string
  ownerID?: string
  muteAllMembers?: boolean
  notification?: string
  introduction?: string
  avatar?: string
  joinOption?: string
  inviteOption?: string
  maxMemberNum?: number
  groupCustomField?: { key: string; value: string }[]
}

/** The payload of a tip: what happened in a group. */
export interface GroupTipPayload {
  operatorID: string
  /** One of `TYPES.GRP_TIP_…`. */
  operationType: number
  /** Who it was done to. */
  userIDList: string[]
  memberList: TipMemberInfo[]
  newGroupProfile: NewGroupProfile
  groupProfile: { groupID: string }
  operatorInfo: UserInfo
  /** 0 joined, 1 was invited. */
  groupJoinType?: 0 | 1
  /** Members of the group now. */
  memberCount?: number
  handleMessage?: string
  /** Sequence of the message that was pinned or unpinned. */
  messageSequence?: number
}

/**
 * The numbers of the Web SDK. It has none for what is pinned, and none for topics: those are numbers
 * it does not use.
 */
const operations: Record<TipType, number> = {
  [tipTypes.join]: 1,
  [tipTypes.invite]: 1,
  [tipTypes.quit]: 2,
  [tipTypes.kick]: 3,
  [tipTypes.setAdmin]: 4,
  [tipTypes.unsetAdmin]: 5,
  [tipTypes.groupInfo]: 6,
  [tipTypes.memberInfo]: 7,
  [tipTypes.topicInfo]: 9,
  [tipTypes.ban]: 10,
  [tipTypes.unban]: 11,
  [tipTypes.pin]: 12,
  [tipTypes.unpin]: 13,
}

/** The payload for a tip of the wire. */
export function tipPayloadOf(tip: GroupTip, groupID: string): GroupTipPayload {
  const mute = tip.muteSeconds === undefined ? {} : { muteTime: tip.muteSeconds }
  return {
    operatorID: tip.operator.userId,
    operationType: operations[tip.type] ?? tip.type,
    userIDList: tip.members.map(({ userId }) => userId),
    memberList: tip.members.map((member) => ({
      ...infoOf(member),
      nameCard: member.nameCard ?? '',
      ...mute,
    })),
    newGroupProfile: newProfileOf(tip.changes ?? {}),
    groupProfile: { groupID },
    operatorInfo: infoOf(tip.operator),
    ...joinTypeOf(tip.type),
    ...(tip.memberCount === undefined ? {} : { memberCount: tip.memberCount }),
    ...(tip.reason === undefined ? {} : { handleMessage: tip.reason }),
    ...(tip.messageSeq === undefined ? {} : { messageSequence: tip.messageSeq }),
  }
}

export function infoOf({ userId, nick, faceUrl }: TipMember): UserInfo {
  return { userID: userId, nick, avatar: faceUrl }
}

function joinTypeOf(type: TipType): { groupJoinType?: 0 | 1 } {
  if (type === tipTypes.join) return { groupJoinType: 0 }
  return type === tipTypes.invite ? { groupJoinType: 1 } : {}
}

// Apps show the first key alone, so what people see most comes first.
function newProfileOf(changes: GroupChanges): NewGroupProfile {
  const profile = {
    groupName: changes.name,
    topicName: changes.topicName,
    ownerID: changes.owner,
    muteAllMembers: changes.muteAll,
    notification: changes.notification,
    introduction: changes.introduction,
    avatar: changes.faceUrl,
    joinOption: changes.applyOption,
    inviteOption: changes.inviteOption,
    maxMemberNum: changes.maxMembers,
    groupCustomField: changes.custom?.map(({ key, value }) => ({ key, value })),
  }
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined))
}

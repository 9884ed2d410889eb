import type { CustomField, WireGroup, WireGroupMember } from '@yanshu/protocol'

/** A value under a name that the app defined. */
export interface GroupField {
  key: string
  value: string
}

/** What the account is in a group. */
export interface GroupSelf {
  userID: string
  /** Empty where the account is not in the group. */
  role: string
  messageRemindType: string
  /** Unix seconds. */
  joinTime: number
  nameCard: string
  memberCustomField: GroupField[]
  /** Unix seconds until when the account is muted in the group. */
  muteUntil: number
}

/** A group, as the Web SDK shows it. */
export interface Group {
  groupID: string
  name: string
  avatar: string
  /** One of `TYPES.GRP_…`. */
  type: string
  introduction: string
  notification: string
  ownerID: string
  /** Unix seconds. */
  createTime: number
  infoSequence: number
  /** Unix seconds. */
  lastInfoTime: number
  selfInfo: GroupSelf
  lastMessage: { lastTime: number; lastSequence: number }
  nextMessageSeq: number
  memberCount: number
  maxMemberCount: number
  muteAllMembers: boolean
  joinOption: string
  inviteOption: string
  groupCustomField: GroupField[]
  isSupportTopic: boolean
}

/** Somebody in a group. */
export interface GroupMember {
  userID: string
  avatar: string
  nick: string
  role: string
  /** Unix seconds. */
  joinTime: number
  nameCard: string
  /** Unix seconds; in the past for one who is not muted. */
  muteUntil: number
  memberCustomField: GroupField[]
  isOnline: boolean
  /** Only in live rooms and communities. */
  markList: number[]
}

/** A group nothing is known of but its id. */
export function emptyGroup(groupID: string, userID: string): Group {
  return {
    groupID,
    name: '',
    avatar: '',
    type: '',
    introduction: '',
    notification: '',
    ownerID: '',
    createTime: 0,
    infoSequence: 0,
    lastInfoTime: 0,
    selfInfo: {
      userID,
      role: '',
      messageRemindType: 'AcceptAndNotify',
      joinTime: 0,
      nameCard: '',
      memberCustomField: [],
      muteUntil: 0,
    },
    lastMessage: { lastTime: 0, lastSequence: 0 },
    nextMessageSeq: 1,
    memberCount: 0,
    maxMemberCount: 0,
    muteAllMembers: false,
    joinOption: '',
    inviteOption: '',
    groupCustomField: [],
    isSupportTopic: false,
  }
}

/** Turns a group of the wire into that of the SDK. */
export function groupOf(wire: WireGroup, me: string): Group {
  return {
    groupID: wire.groupId,
    name: wire.name,
    avatar: wire.faceUrl,
    type: wire.type,
    introduction: wire.introduction,
    notification: wire.notification,
    ownerID: wire.owner,
    createTime: wire.createTime,
    infoSequence: wire.infoSequence,
    lastInfoTime: wire.lastInfoTime,
    selfInfo: selfOf(wire, me),
    lastMessage: { lastTime: wire.lastMessageTime, lastSequence: wire.nextMessageSeq - 1 },
    nextMessageSeq: wire.nextMessageSeq,
    memberCount: wire.memberCount,
    maxMemberCount: wire.maxMemberCount,
    muteAllMembers: wire.muteAll,
    joinOption: wire.applyOption,
    inviteOption: wire.inviteOption,
    groupCustomField: fieldsOf(wire.custom),
    isSupportTopic: wire.supportTopic,
  }
}

function selfOf({ self }: WireGroup, me: string): GroupSelf {
  return {
    userID: me,
    role: self?.role ?? '',
    messageRemindType: self?.msgFlag ?? 'AcceptAndNotify',
    joinTime: self?.joinTime ?? 0,
    nameCard: self?.nameCard ?? '',
    memberCustomField: fieldsOf(self?.custom ?? []),
    muteUntil: self?.muteUntil ?? 0,
  }
}

/** Turns a member of the wire into that of the SDK. */
export function memberOf(wire: WireGroupMember): GroupMember {
  return {
    userID: wire.userId,
    avatar: wire.faceUrl,
    nick: wire.nick,
    role: wire.role,
    joinTime: wire.joinTime,
    nameCard: wire.nameCard,
    muteUntil: wire.muteUntil,
    memberCustomField: fieldsOf(wire.custom),
    isOnline: wire.online === true,
    markList: [...(wire.marks ?? [])],
  }
}

function fieldsOf(custom: readonly CustomField[]): GroupField[] {
  return custom.map(({ key, value }) => ({ key, value }))
}

/** Leaves only the fields that are asked for; all where nobody asks. */
export function filtered(fields: readonly GroupField[], names?: readonly string[]): GroupField[] {
  if (names === undefined || names.length === 0) return [...fields]
  return fields.filter(({ key }) => names.includes(key))
}

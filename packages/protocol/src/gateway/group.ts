import type { MessageElement } from '../elements.ts'
import type {
  ApplyOption,
  GroupRole,
  GroupType,
  InviteOption,
  MsgFlag,
  MsgPriority,
} from '../group-fields.ts'
import type { SendControl } from './message.ts'

/** A value under a name that the app defined. */
export interface CustomField {
  readonly key: string
  readonly value: string
}

/** A member as tips and messages name it. */
export interface TipMember {
  readonly userId: string
  readonly nick: string
  readonly faceUrl: string
  readonly nameCard?: string
  readonly role?: GroupRole
}

/** What happened in a group, in the numbers of the native SDK (群提示消息). */
export const tipTypes = {
  join: 1,
  invite: 2,
  quit: 3,
  kick: 4,
  setAdmin: 5,
  unsetAdmin: 6,
  groupInfo: 7,
  memberInfo: 8,
  topicInfo: 9,
  pin: 10,
  unpin: 11,
  ban: 12,
  unban: 13,
} as const
export type TipType = (typeof tipTypes)[keyof typeof tipTypes]

/** What of a group changed; each is absent where it did not. */
export interface GroupChanges {
  readonly name?: string
  readonly introduction?: string
  readonly notification?: string
  readonly faceUrl?: string
  readonly owner?: string
  readonly custom?: readonly CustomField[]
  readonly muteAll?: boolean
  readonly applyOption?: ApplyOption
  readonly inviteOption?: InviteOption
  readonly maxMembers?: number
  readonly permissionEnabled?: boolean
  readonly defaultPermission?: number
  readonly topicName?: string
}

/** `TIMGroupTipElem`: what happened, as an element of a message in the conversation. */
export interface GroupTip {
  readonly type: TipType
  readonly operator: TipMember
  /** Who it was done to, at most 300. */
  readonly members: readonly TipMember[]
  /** Members of the group now; with joins, quits and kicks. */
  readonly memberCount?: number
  readonly changes?: GroupChanges
  /** Seconds that each of `members` is muted for, 0 where the mute was lifted. */
  readonly muteSeconds?: number
  readonly reason?: string
  /** Seq of the message that was pinned or unpinned. */
  readonly messageSeq?: number
}

/**
 * A message of a group or a topic, the same bytes for every member.
 *
 * Source: 群组系统, 在群组中发送普通消息.
 */
export interface WireGroupMessage {
  /** Opaque, unique, the same from sending to history. */
  readonly id: string
  /** The group, or the topic. */
  readonly groupId: string
  /** Position in the group, from 1; 0 for what is not stored. */
  readonly seq: number
  readonly from: string
  /** Unix seconds, given by the server (or by the importer). */
  readonly time: number
  /** Unix seconds by the sender's clock. */
  readonly clientTime: number
  readonly random: number
  readonly priority: MsgPriority
  /** Empty in a tip, and in a message that was recalled. */
  readonly body: readonly MessageElement[]
  /** A tip has this instead of a body. */
  readonly tip?: GroupTip
  readonly cloudCustomData?: string
  readonly control?: readonly SendControl[]
  /** Who is mentioned; everybody where it holds `AT_ALL`. */
  readonly at?: readonly string[]
  /** The only ones who get it. */
  readonly receivers?: readonly string[]
  readonly needReadReceipt?: true
  readonly supportExtension?: true
  readonly onlineOnly?: true
  /** To every live room of the app. */
  readonly broadcast?: true
  readonly version?: number
  readonly extensionSeq?: number
  readonly reactionSeq?: number
  readonly revoked?: { readonly by: string; readonly reason: string; readonly time: number }
  /** Of the sender, when it was sent (events) or now (history). */
  readonly nick: string
  readonly faceUrl: string
  readonly nameCard: string
}

/** Names a group message that a client may or may not have at hand. */
export type GroupMessageRef = Pick<WireGroupMessage, 'id' | 'groupId' | 'seq' | 'from'>

/** What a system notice tells, in the numbers of the C and Web SDKs (群系统通知). */
export const noticeTypes = {
  application: 1,
  approved: 2,
  refused: 3,
  kicked: 4,
  dismissed: 5,
  created: 6,
  invited: 7,
  quit: 8,
  setAdmin: 9,
  unsetAdmin: 10,
  recycled: 11,
  invitation: 12,
  invitationAccepted: 13,
  invitationRefused: 14,
  read: 15,
  custom: 16,
  muted: 20,
  receiveOption: 21,
  inviteApplication: 22,
} as const
export type NoticeType = (typeof noticeTypes)[keyof typeof noticeTypes]

/** A system notice: to some accounts, online only. */
export interface WireGroupNotice {
  readonly type: NoticeType
  readonly groupId: string
  readonly groupName: string
  readonly groupType: GroupType
  readonly operator: TipMember
  /** Unix seconds. */
  readonly time: number
  /** What the applicant or the operator wrote, or why. */
  readonly message?: string
  /** What an application is handled by. */
  readonly applicationId?: string
  /** What the app sends along (`Content`). */
  readonly content?: string
  readonly readSeq?: number
  readonly muteSeconds?: number
  readonly msgFlag?: MsgFlag
}

/** A group as a client sees it; what only members may read is absent for others. */
export interface WireGroup {
  readonly groupId: string
  readonly type: GroupType
  readonly name: string
  readonly introduction: string
  readonly notification: string
  readonly faceUrl: string
  readonly owner: string
  /** Unix seconds. */
  readonly createTime: number
  readonly infoSequence: number
  readonly lastInfoTime: number
  readonly lastMessageTime: number
  readonly nextMessageSeq: number
  readonly memberCount: number
  readonly maxMemberCount: number
  readonly applyOption: ApplyOption
  readonly inviteOption: InviteOption
  readonly muteAll: boolean
  readonly supportTopic: boolean
  readonly enablePermission: boolean
  readonly defaultPermission: number
  readonly custom: readonly CustomField[]
  /** Of the asking account, where it is a member. */
  readonly self?: WireSelf
}

/** What a member has of its own in a group. */
export interface WireSelf {
  readonly role: GroupRole
  /** Unix seconds. */
  readonly joinTime: number
  readonly msgFlag: MsgFlag
  readonly nameCard: string
  readonly readSeq: number
  /** Unix seconds until when the account is muted in the group; 0 where it is not. */
  readonly muteUntil: number
  readonly custom: readonly CustomField[]
  /** Messages that are not read. */
  readonly unread: number
}

/** A member of a group. */
export interface WireGroupMember {
  readonly userId: string
  readonly nick: string
  readonly faceUrl: string
  readonly nameCard: string
  readonly role: GroupRole
  /** Unix seconds. */
  readonly joinTime: number
  readonly lastSendTime: number
  readonly muteUntil: number
  readonly custom: readonly CustomField[]
  /** Only in lists of live rooms and communities. */
  readonly online?: boolean
  readonly marks?: readonly number[]
}

/** A request to join that waits, or that was handled. */
export interface WireGroupApplication {
  readonly id: string
  readonly groupId: string
  /** 0 somebody applies, 1 an invited one must agree, 2 an invitation that an administrator must allow. */
  readonly kind: 0 | 1 | 2
  readonly applicant: TipMember
  /** Whom an invitation is for; '' otherwise. */
  readonly invitee: string
  /** Unix seconds. */
  readonly time: number
  readonly message: string
  /** 0 waits, 1 handled by another, 2 by the asking account. */
  readonly handled: 0 | 1 | 2
  readonly agreed: boolean
  readonly answer: string
}

import type { WireConversation } from '@yanshu/protocol'
import type { Group } from '../groups/group.ts'
import { labelOf } from '../messages/label.ts'
import type { Message } from '../messages/message.ts'
import { emptyProfile, type Profile } from '../profiles/profile.ts'
import { groupIn, peerIn, typeOf } from './conversation-id.ts'
import type { GroupAtInfo } from './mentions.ts'

/** The newest message of a conversation, as lists show it. */
export interface LastMessage {
  /** Unix seconds. */
  lastTime: number
  lastSequence: number
  fromAccount: string
  messageForShow: string
  type: string
  payload: unknown
  nick: string
  nameCard: string
  isRevoked: boolean
  revoker: string
  isPeerRead: boolean
}

/** One row of the conversation list. */
export interface Conversation {
  conversationID: string
  type: string
  subType: string
  unreadCount: number
  lastMessage: LastMessage
  /** Empty but in conversations of groups. */
  groupProfile: Partial<Group>
  userProfile: Profile
  /** Unread messages that mention the account, oldest first. */
  groupAtInfoList: GroupAtInfo[]
  remark: string
  isPinned: boolean
  messageRemindType: string
  markList: number[]
  customData: string
  conversationGroupList: string[]
  draftText: string
}

/** A conversation nothing is known of but its id. */
export function emptyConversation(conversationId: string): Conversation {
  return {
    conversationID: conversationId,
    type: typeOf(conversationId),
    subType: '',
    unreadCount: 0,
    lastMessage: noMessage(),
    groupProfile: {},
    userProfile: emptyProfile(peerIn(conversationId) ?? ''),
    groupAtInfoList: [],
    remark: '',
    isPinned: false,
    messageRemindType: 'AcceptAndNotify',
    markList: [],
    customData: '',
    conversationGroupList: [],
    draftText: '',
  }
}

/** Stands for the last message where there is none; apps read its fields without asking. */
export function noMessage(): LastMessage {
  return {
    lastTime: 0,
    lastSequence: 0,
    fromAccount: '',
    messageForShow: '',
    type: '',
    payload: {},
    nick: '',
    nameCard: '',
    isRevoked: false,
    revoker: '',
    isPeerRead: false,
  }
}

export function lastMessageOf(message: Message): LastMessage {
  return {
    lastTime: message.time,
    lastSequence: message.sequence,
    fromAccount: message.from,
    messageForShow: labelOf(message),
    type: message.type,
    payload: message.payload,
    nick: message.nick,
    nameCard: message.nameCard,
    isRevoked: message.isRevoked,
    revoker: message.revoker,
    isPeerRead: message.isPeerRead,
  }
}

/** Shows the peer's name and picture of a row in a conversation. */
export function showPeer(
  conversation: Conversation,
  { nick, faceUrl }: Pick<WireConversation, 'nick' | 'faceUrl'>,
): void {
  const shown = conversation.userProfile
  if (shown.nick === nick && shown.avatar === faceUrl) return
  conversation.userProfile = { ...shown, nick, avatar: faceUrl }
}

/** Shows what is known of the group of a conversation, or what its row says. */
export function showGroup(
  conversation: Conversation,
  known: Group | undefined,
  row?: Pick<WireConversation, 'nick' | 'faceUrl' | 'group'>,
): void {
  const groupID = groupIn(conversation.conversationID)
  if (groupID === undefined) return
  const type = known?.type ?? row?.group?.type ?? conversation.subType
  const named = row ? { name: row.nick, avatar: row.faceUrl } : {}
  conversation.subType = type
  conversation.groupProfile = known ?? { ...conversation.groupProfile, groupID, type, ...named }
}

/** Shows what the account set on a conversation; a row that names nothing has nothing set. */
export function showSettings(
  conversation: Conversation,
  row: Pick<WireConversation, 'markList' | 'customData' | 'groups' | 'remindType'>,
): void {
  conversation.markList = [...(row.markList ?? [])]
  conversation.customData = row.customData ?? ''
  conversation.conversationGroupList = [...(row.groups ?? [])]
  conversation.messageRemindType = row.remindType ?? 'AcceptAndNotify'
}

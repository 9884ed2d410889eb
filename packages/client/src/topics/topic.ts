import type { WireTopic } from '@yanshu/protocol'
import type { GroupAtInfo } from '../conversations/mentions.ts'
import { type LastMessage, noMessage } from '../conversations/conversation.ts'

/** What the account is in a topic. */
export interface TopicSelf {
  userID: string
  messageRemindType: string
  /** Unix seconds until when the account is muted in the topic. */
  muteUntil: number
}

/** A topic of a community, as the Web SDK shows it. */
export interface Topic {
  topicID: string
  /** The community. */
  groupID: string
  topicName: string
  avatar: string
  introduction: string
  notification: string
  customData: string
  muteAllMembers: boolean
  /** Unix seconds. */
  createTime: number
  nextMessageSeq: number
  unreadCount: number
  groupAtInfoList: GroupAtInfo[]
  lastMessage: LastMessage
  selfInfo: TopicSelf
}

/** Turns a topic of the wire into that of the SDK; what was read is for the conversation to say. */
export function topicOf(wire: WireTopic, me: string): Topic {
  return {
    topicID: wire.topicId,
    groupID: wire.groupId,
    topicName: wire.name,
    avatar: wire.faceUrl,
    introduction: wire.introduction,
    notification: wire.notification,
    customData: wire.customString,
    muteAllMembers: wire.muteAll,
    createTime: wire.createTime,
    nextMessageSeq: wire.nextMessageSeq,
    unreadCount: wire.self?.unread ?? 0,
    groupAtInfoList: [],
    lastMessage: noMessage(),
    selfInfo: {
      userID: me,
      messageRemindType: wire.self?.msgFlag ?? 'AcceptAndNotify',
      muteUntil: wire.self?.muteUntil ?? 0,
    },
  }
}

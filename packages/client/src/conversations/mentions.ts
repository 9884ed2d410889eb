import type { WireMention } from '@yanshu/protocol'
import { TYPES } from '../constants/types.ts'
import type { Message } from '../messages/message.ts'
import type { Conversation } from './conversation.ts'
import { communityOf, isTopicId } from './conversation-id.ts'

/** A message that mentions the account. */
export interface GroupAtInfo {
  from: string
  groupID: string
  /** Empty in a group that is no topic. */
  topicID: string
  messageSequence: number
  /** One of `TYPES.CONV_AT_…`. */
  atTypeArray: number[]
}

/** Mentions that apps are shown; older ones are dropped. */
const MOST = 100

/** The mentions of a group or a topic, as the server tells them. */
export function mentionsOf(groupId: string, mentions: readonly WireMention[]): GroupAtInfo[] {
  return mentions.map(({ from, seq, kind }) => infoOf(groupId, from, seq, kind))
}

/** Takes over the mentions of an answer; those in messages after it came by events and stay. */
export function replaceMentions(
  conversation: Conversation,
  told: readonly GroupAtInfo[],
  lastSeq: number,
): void {
  const newer = conversation.groupAtInfoList.filter((one) => one.messageSequence > lastSeq)
  conversation.groupAtInfoList = [...told, ...newer].slice(-MOST)
}

/** Adds what an unread message says of the account `me`, if it does. */
export function mention(conversation: Conversation, message: Message, me: string): void {
  const kind = kindOf(message.atUserList, me)
  const list = conversation.groupAtInfoList
  if (kind === 0 || list.some((one) => one.messageSequence === message.sequence)) return
  const added = infoOf(message.to, message.from, message.sequence, kind)
  conversation.groupAtInfoList = [...list, added].slice(-MOST)
}

/** Takes away what was read. */
export function readMentions(conversation: Conversation, readSeq: number): void {
  const left = conversation.groupAtInfoList.filter((one) => one.messageSequence > readSeq)
  if (left.length < conversation.groupAtInfoList.length) conversation.groupAtInfoList = left
}

function kindOf(atUserList: readonly string[], me: string): number {
  const all = atUserList.includes(TYPES.MSG_AT_ALL)
  if (!atUserList.includes(me)) return all ? TYPES.CONV_AT_ALL : 0
  return all ? TYPES.CONV_AT_ALL_AT_ME : TYPES.CONV_AT_ME
}

function infoOf(groupId: string, from: string, seq: number, kind: number): GroupAtInfo {
  return {
    from,
    groupID: communityOf(groupId),
    topicID: isTopicId(groupId) ? groupId : '',
    messageSequence: seq,
    atTypeArray: [kind],
  }
}

import type { ConversationListResult } from '@yanshu/protocol'
import type { Message } from '../messages/message.ts'
import type { Conversation } from './conversation.ts'
import { SYSTEM_CONVERSATION } from './conversation-id.ts'

/** What is known of a conversation beside what apps see. */
export interface Entry {
  readonly conversation: Conversation
  lastSeq: number
  /** Up to where the server counted what is unread, and what it found. */
  countedSeq: number
  counted: number
  /** Seqs of unread messages after that, told of by events; they may come in any order. */
  uncounted: number[]
  readSeq: number
  peerReadSeq: number
  /** Unix milliseconds that the list is ordered by. */
  time: number
  /** False until the server told what it knows of the conversation. */
  known: boolean
}

/** The type of group that counts nothing. */
const MEETING = 'ChatRoom'

/** Seqs kept one by one; an answer that was overtaken by more messages is left aside. */
const MOST_UNCOUNTED = 500

/**
 * What a list does not name, by its own numbers: those of a conversation that was read here meanwhile
 * may be left aside, and must not count as those of another.
 */
export function unreadBeside({
  complete,
  conversations,
  totalUnread,
}: ConversationListResult): number {
  if (complete) return 0
  const named = conversations.reduce(
    (sum, row) => sum + (isMuted(row.remindType) ? 0 : row.unread),
    0,
  )
  return Math.max(0, totalUnread - named)
}

/** What a conversation adds to the total: one that is muted adds nothing. */
export function notified({ type, messageRemindType, unreadCount }: Conversation): number {
  if (type === SYSTEM_CONVERSATION) return 0
  return isMuted(messageRemindType) ? 0 : unreadCount
}

function isMuted(remindType: string | undefined): boolean {
  return remindType !== undefined && remindType !== 'AcceptAndNotify'
}

/** Whether a message counts as one more. */
export function isUnread(
  message: Message,
  { conversation, countedSeq, uncounted, readSeq }: Entry,
): boolean {
  const { flow, sequence, _isExcludedFromUnreadCount: isExcluded } = message
  if (conversation.subType === MEETING) return false
  if (flow === 'out' || isExcluded || sequence <= readSeq) return false
  return sequence > countedSeq && !uncounted.includes(sequence)
}

/** Counts a message that an event told of. */
export function addUncounted(entry: Entry, seq: number): void {
  entry.uncounted.push(seq)
  if (entry.uncounted.length > MOST_UNCOUNTED) {
    entry.counted += entry.uncounted.length
    entry.countedSeq = Math.max(...entry.uncounted)
    entry.uncounted = []
  }
  showUnread(entry)
}

/** Shows apps what was counted; of a group nothing before it is known that it is no meeting. */
export function showUnread({ conversation, counted, uncounted }: Entry): void {
  const { type, subType } = conversation
  const counts = type !== 'GROUP' || (subType !== '' && subType !== MEETING)
  conversation.unreadCount = counts ? counted + uncounted.length : 0
}

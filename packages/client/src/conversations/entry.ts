import { lastMessageOf, emptyConversation, showPeer } from './conversation.ts'
import type { Conversation } from './conversation.ts'
import type { Message } from '../messages/message.ts'
import type { Entry } from './unread.ts'

/** A conversation that only its id is known of. */
export function newEntry(id: string): Entry {
  return {
    conversation: emptyConversation(id),
    lastSeq: 0,
    countedSeq: 0,
    counted: 0,
    uncounted: [],
    readSeq: 0,
    peerReadSeq: 0,
    time: 0,
    known: false,
  }
}

/** Shows a message as the newest of its conversation. */
export function showLast(entry: Entry, message: Message): void {
  const { conversation } = entry
  entry.lastSeq = message.sequence
  if (message.flow === 'in' && message.conversationType === 'C2C') {
    showPeer(conversation, { nick: message.nick, faceUrl: message.avatar })
  }
  if (message._isExcludedFromLastMessage) return
  conversation.lastMessage = lastMessageOf(message)
  entry.time = Math.max(entry.time, message.time * 1_000)
}

/** Fills in whether the peer has read an own message. */
export function seenBy(message: Message, peerReadSeq: number): Message {
  message.isPeerRead =
    message.flow === 'out' && message.sequence > 0 && message.sequence <= peerReadSeq
  return message
}

/** True for a conversation of a type, and for any where no type is named. */
export function isOf(conversation: Conversation, type: string | undefined): boolean {
  return type === undefined || conversation.type === type
}

export function byListOrder(a: Entry, b: Entry): number {
  const pinned = Number(b.conversation.isPinned) - Number(a.conversation.isPinned)
  return (
    pinned ||
    b.time - a.time ||
    (a.conversation.conversationID < b.conversation.conversationID ? -1 : 1)
  )
}

import type { WireGroupMessage, WireMessage } from '@yanshu/protocol'
import {
  conversationIdOf,
  groupConversationIdOf,
  peerOf,
} from '../conversations/conversation-id.ts'
import { fromGroupWire } from './from-group-wire.ts'
import { fromWire } from './from-wire.ts'
import type { Message } from './message.ts'

/** A message of the wire, whatever kind of conversation it is in. */
export type AnyWire = WireMessage | WireGroupMessage

/** The conversation of a message, as the user `me` calls it. */
export function conversationOf(wire: AnyWire, me: string): string {
  return 'groupId' in wire
    ? groupConversationIdOf(wire.groupId)
    : conversationIdOf(peerOf(wire, me))
}

/** Turns a message of the wire into that of the SDK, as the user `me` sees it. */
export function fromAnyWire(wire: AnyWire, me: string): Message {
  return 'groupId' in wire ? fromGroupWire(wire, me) : fromWire(wire, me)
}

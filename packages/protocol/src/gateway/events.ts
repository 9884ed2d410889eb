import type { GroupEvents } from './group-events.ts'
import type { ConversationSettings, MessageRef, WireMessage } from './message.ts'
import type { ConversationGroupChange, ReceiveOption } from './methods-conversation.ts'
import type { WireExtension, WireReaction } from './methods-message-state.ts'
import type { FollowNews, FriendNews } from './relation.ts'
import type { WireProfile } from './methods.ts'
import type { WireStatus } from './methods-presence.ts'

/** Why a session was ended; values as in the Web SDK's `kickedOut` event. */
export type KickReason = 'multipleAccount' | 'multipleDevice' | 'userSigExpired' | 'REST_API_Kick'

/** What the server tells a client, by event name. A frame is `{"event": name, "data": …}`. */
export interface GatewayEvents extends GroupEvents {
  /** To every session of the receiver and to the sender's other sessions. */
  'message.received': {
    readonly message: WireMessage
    /** Position after this message, for `sync` and `ping`; absent for online-only messages. */
    readonly cursor?: string
  }
  /** To every session of both sides, the caller's own left out. */
  'message.recalled': { readonly message: WireMessage }
  /** To every session of both sides, the caller's own left out: the whole message as it is now. */
  'message.modified': { readonly message: WireMessage }
  /** To the sessions of the sender: `by` sent a receipt for messages that asked for one. */
  'message.receipt': {
    readonly by: string
    readonly messages: readonly MessageRef[]
    /** Unix seconds. */
    readonly time: number
  }
  /** To every session of both sides, the caller's own left out: what was set, and keys that are gone. */
  'message.extensions': {
    readonly message: MessageRef
    readonly changed: readonly WireExtension[]
    readonly deleted: readonly string[]
  }
  /** To every session of both sides, the caller's own left out: one kind of reaction as it is now. */
  'message.reaction': { readonly message: MessageRef } & WireReaction
  /** To the sessions of the peer: everything they sent up to `readSeq` was read by `by`. */
  'message.readByPeer': {
    readonly by: string
    readonly readSeq: number
    /** Unix seconds. */
    readonly time: number
  }
  /** To the other sessions of the reader. */
  'conversation.read': { readonly conversationId: string; readonly readSeq: number }
  /** Its history was cleared by the account; the conversation stays. Also that of a group. */
  'conversation.cleared': { readonly conversationId: string }
  /** To the other sessions of the account: the settings of these conversations as they are now. */
  'conversation.changed': {
    readonly conversations: readonly (ConversationSettings & { readonly conversationId: string })[]
  }
  /** To the other sessions: a group of conversations came, went, was renamed or changed. */
  'conversationGroup.changed': ConversationGroupChange
  /** To the other sessions: how the account receives messages in general. */
  'receiveOption.changed': ReceiveOption
  'conversation.pinned': { readonly conversationId: string; readonly pinned: boolean }
  /** Only where the app has multi-device deletion on. */
  'conversation.deleted': {
    readonly conversationIds: readonly string[]
    readonly clearHistory: boolean
  }
  /** To the own sessions, and to those who have the account as a friend, whoever changed it. */
  'profile.changed': WireProfile
  /**
   * The state of an account that this connection subscribed to, or that is a friend, or its own
   * custom status; changes within a moment are told as one.
   */
  'presence.changed': WireStatus
  /** To all own sessions, like those below: the list is to be read on from `before`. */
  'friend.changed': FriendNews
  'friendGroup.changed': Record<string, never>
  'application.changed': Record<string, never>
  'blocklist.changed': { readonly added: readonly string[]; readonly removed: readonly string[] }
  /** What is new in the lists of followers and followed ones. */
  'follow.changed': FollowNews
  /** Last frame before the close with 4403. */
  'session.kicked': { readonly reason: KickReason }
}

export type GatewayEventName = keyof GatewayEvents

import type { GroupMessageRef, TipMember, WireGroupMessage, WireGroupNotice } from './group.ts'
import type { WireTopic } from './group-topic.ts'
import type { GroupReceipt } from './methods-group-message-state.ts'
import type { WireExtension, WireReaction } from './methods-message-state.ts'

/**
 * What the server tells members of groups, by event name. What goes to a group or a topic goes to
 * all of its members, the caller's own connection left out, and is the same for each of them.
 */
export interface GroupEvents {
  /** A message or a tip, stored or not; a tip goes to the connection of who caused it too. */
  'group.message': {
    readonly message: WireGroupMessage
    /** Position after this message, for `sync` and `ping`; absent for what is not stored. */
    readonly cursor?: string
  }
  /** The messages carry `revoked`. */
  'group.messageRecalled': {
    readonly groupId: string
    readonly messages: readonly WireGroupMessage[]
  }
  /** The whole message as it is now. */
  'group.messageModified': { readonly message: WireGroupMessage }
  /** To the sessions of the sender: how many have read its messages now. */
  'group.messageReceipt': {
    readonly groupId: string
    readonly messages: readonly (GroupReceipt & { readonly id: string })[]
    /** Unix seconds. */
    readonly time: number
  }
  /** What was set, and keys that are gone. */
  'group.messageExtensions': {
    readonly message: GroupMessageRef
    readonly changed: readonly WireExtension[]
    readonly deleted: readonly string[]
  }
  /** One kind of reaction as it is now. */
  'group.messageReaction': { readonly message: GroupMessageRef } & WireReaction
  /** The caller's own connection is told too. */
  'group.messagePinned': {
    readonly groupId: string
    readonly message: WireGroupMessage
    readonly pinned: boolean
    readonly operator: TipMember
  }
  /**
   * To single accounts, all of their sessions; but what tells of an own deed (created, quit, read,
   * receiveOption) leaves the caller's own connection out.
   */
  'group.notice': { readonly notice: WireGroupNotice }
  /** All attributes as they are now. */
  'group.attributesChanged': {
    readonly groupId: string
    readonly attributes: Readonly<Record<string, string>>
    readonly sequence: number
  }
  /** The counters that changed. */
  'group.countersChanged': {
    readonly groupId: string
    readonly counters: Readonly<Record<string, number>>
  }
  /** To the other sessions of the reader; also of a topic. */
  'group.read': { readonly groupId: string; readonly readSeq: number }
  /** To the members of the community, the caller's own connection too. */
  'topic.changed': {
    readonly groupId: string
    readonly change: 'created' | 'updated' | 'deleted'
    readonly topicIds: readonly string[]
    /** As it is now; absent where it was deleted. */
    readonly topic?: WireTopic
  }
}

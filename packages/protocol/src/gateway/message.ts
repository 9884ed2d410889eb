import type { MessageElement } from '../elements.ts'
import type { GroupType } from '../group-fields.ts'
import type { WireGroupMessage } from './group.ts'
import type { WireMention } from './group-topic.ts'

/** Why a message does not count or lift its conversation; names as in `SendMsgControl`. */
export type SendControl = 'NoUnread' | 'NoLastMsg' | 'WithMuteNotifications' | 'NoMsgCheck'

/**
 * A one-to-one message as the gateway carries it, the same bytes for every receiver: a reader finds
 * the conversation by whichever of `from` and `to` is not itself.
 */
export interface WireMessage {
  /** Opaque, unique, the same from sending to history. */
  readonly id: string
  /** `MsgKey` of the REST API: unique within a conversation; recall takes it. */
  readonly key: string
  /** Position in the conversation, from 1, without holes; 0 for an online-only message. */
  readonly seq: number
  readonly from: string
  readonly to: string
  /** Unix seconds, given by the server (or by the importer). */
  readonly time: number
  /** Unix seconds by the sender's clock. */
  readonly clientTime: number
  readonly clientSeq: number
  readonly random: number
  readonly body: readonly MessageElement[]
  readonly cloudCustomData?: string
  readonly control?: readonly SendControl[]
  readonly needReadReceipt?: true
  readonly supportExtension?: true
  readonly onlineOnly?: true
  /** How often its content was modified; absent where it never was. */
  readonly version?: number
  /** Unix seconds of the receiver's read receipt. */
  readonly receiptTime?: number
  /** Rises with every change of its extensions; absent where it never had one. */
  readonly extensionSeq?: number
  /** Rises with every reaction that comes or goes; absent where there never was one. */
  readonly reactionSeq?: number
  readonly revoked?: { readonly by: string; readonly reason: string; readonly time: number }
  /** Of the sender, when it was sent (events) or now (history). */
  readonly nick: string
  readonly faceUrl: string
}

/** Names a message that a client may or may not have at hand. */
export type MessageRef = Pick<WireMessage, 'id' | 'key' | 'seq' | 'from' | 'to'>

/** How messages of a conversation are received; values as in the Web SDK. */
export type RemindType = 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'

/** What an account set on a conversation; each is absent where it is not set. */
export interface ConversationSettings {
  /** Powers of two: 1 star, 2 unread, 4 fold, 8 hide, from 2^32 on the app's own. */
  readonly markList?: readonly number[]
  readonly customData?: string
  /** Names of the groups it is in. */
  readonly groups?: readonly string[]
  readonly remindType?: RemindType
}

/**
 * One row of a conversation list. Ids are those of the Web SDK: `C2C` + UserID, and `GROUP` + id of
 * a group or a topic. Topics are answered by id, and are in no list.
 */
export interface WireConversation extends ConversationSettings {
  readonly conversationId: string
  /** The other side; '' in a conversation of a group. */
  readonly userId: string
  /** Of the other side, or what the group is called and its picture. */
  readonly nick: string
  readonly faceUrl: string
  readonly unread: number
  readonly pinned: boolean
  /** Seq of the newest message in the log of this conversation, whether or not it is visible here. */
  readonly lastSeq: number
  /** Unix milliseconds that the list is ordered by, newest first. */
  readonly time: number
  /** Absent where nothing is visible to this account, and in groups. */
  readonly lastMessage?: WireMessage
  /** Own messages up to this seq were read by the peer; 0 in groups. */
  readonly peerReadSeq: number
  readonly readSeq: number
  /** Only in a conversation of a group, where `remindType` is the member's `msgFlag`. */
  readonly group?: WireGroupState
}

/** What a conversation has more where it is one of a group. */
export interface WireGroupState {
  /** Of the group, or the topic. */
  readonly groupId: string
  /** Of the community, where it is a topic. */
  readonly communityId?: string
  readonly type: GroupType
  /** Absent where nothing is visible to this account. */
  readonly lastMessage?: WireGroupMessage
  /** Unread messages that mention the account, oldest first. */
  readonly mentions: readonly WireMention[]
}

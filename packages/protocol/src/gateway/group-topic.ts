import type { MsgFlag } from '../group-fields.ts'
import type { WireGroupMessage } from './group.ts'

/** Somebody mentioned the account, everybody (2), or both (3), in a message that is not read. */
export interface WireMention {
  readonly seq: number
  readonly from: string
  readonly kind: 1 | 2 | 3
}

/** A topic of a community. */
export interface WireTopic {
  readonly topicId: string
  /** The community. */
  readonly groupId: string
  readonly name: string
  readonly introduction: string
  readonly notification: string
  readonly faceUrl: string
  readonly customString: string
  readonly muteAll: boolean
  /** Unix seconds. */
  readonly createTime: number
  readonly lastMessageTime: number
  readonly nextMessageSeq: number
  readonly defaultPermission: number
  /** Of the asking account; absent in events, which are the same for everybody. */
  readonly self?: WireTopicSelf
}

/** What a member has of its own in a topic. */
export interface WireTopicSelf {
  readonly msgFlag: MsgFlag
  readonly readSeq: number
  readonly unread: number
  /** Unix seconds until when the account is muted in the topic; 0 where it is not. */
  readonly muteUntil: number
  /** The newest message that is visible to the account. */
  readonly lastMessage?: WireGroupMessage
  readonly mentions: readonly WireMention[]
}

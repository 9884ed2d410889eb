import type {
  FollowNews,
  GroupRole,
  ConversationGroupChange,
  ConversationSettings,
  MessageRef,
  Profile,
  ReceiveOption,
  GroupMessageRef,
  GroupReceipt,
  TipMember,
  WireExtension,
  WireGroupMessage,
  WireGroupNotice,
  WireMessage,
  WireReaction,
  WireStatus,
  WireTopic,
} from '@yanshu/protocol'

/** Whatever happened to one conversation of one account, done on one of its connections. */
interface ByAccount {
  readonly appId: number
  readonly account: string
  /** The connection it was done on, which knows already. */
  readonly sessionId: string | undefined
}

/** Whatever happened to a group, done by a member on one of its connections, or by the app. */
interface ByMember {
  readonly appId: number
  readonly groupId: string
  readonly account: string | undefined
  /** The connection it was done on, which knows already. */
  readonly sessionId: string | undefined
}

/** What is new in the relations of one account. */
export interface RelationNews {
  readonly friends?: {
    /** Numbers of the newest change of the list, before and now. */
    readonly before: number
    readonly sequence: number
    readonly changed: readonly string[]
    readonly removed: readonly string[]
  }
  readonly blocklist?: { readonly added: readonly string[]; readonly removed: readonly string[] }
  readonly groups?: true
  readonly applications?: true
}

/** How a member stands in a group, as far as messages are concerned. */
export interface GroupStanding {
  readonly account: string
  readonly role: GroupRole
  readonly msgFlag: number
  readonly nameCard: string
  /** Unix milliseconds; 0 for who is not muted. */
  readonly mutedUntil: number
}

/** Somebody that frames can be sent to. */
interface Receiver {
  send(frame: string): void
}

/** Facts that capabilities tell, after the change is durable. */
export interface BusEvents {
  'message.sent': {
    readonly appId: number
    readonly message: WireMessage
    /** Place in the log; absent, like the cursor, for online-only messages. */
    readonly logId: number | undefined
    readonly cursor: string | undefined
    /** Body and custom data as JSON, where the message shows nothing else that is optional. */
    readonly stored: string | undefined
    readonly toSender: boolean
    /** False where the receiver blocked the sender: the message is in the sender's view alone. */
    readonly toReceiver: boolean
    readonly sessionId: string | undefined
  }
  /** A message was imported as history: nobody is told, but the positions follow. */
  'message.imported': { readonly logId: number }
  'message.recalled': {
    readonly appId: number
    readonly message: WireMessage
    /** The sides that see the message. */
    readonly audience: readonly string[]
    readonly sessionId: string | undefined
  }
  'message.modified': {
    readonly appId: number
    readonly message: WireMessage
    /** The sides that see the message. */
    readonly audience: readonly string[]
    readonly sessionId: string | undefined
  }
  'message.receipt': {
    readonly appId: number
    /** Who read the messages, and who had sent them. */
    readonly by: string
    readonly sender: string
    readonly messages: readonly MessageRef[]
    /** Unix seconds. */
    readonly time: number
  }
  'message.extensions': {
    readonly appId: number
    readonly message: MessageRef
    readonly changed: readonly WireExtension[]
    readonly deleted: readonly string[]
    readonly audience: readonly string[]
    readonly sessionId: string | undefined
  }
  /** One kind of reaction to a message, as it is now. */
  'message.reaction': {
    readonly appId: number
    readonly message: MessageRef
    readonly reaction: WireReaction
    readonly audience: readonly string[]
    readonly sessionId: string | undefined
  }
  'conversation.read': ByAccount & {
    readonly peer: string
    readonly readSeq: number
    readonly time: number
  }
  'conversation.cleared': ByAccount & { readonly conversationId: string }
  /** What an account set on conversations, as it is now. */
  'conversation.changed': ByAccount & {
    readonly settings: readonly (ConversationSettings & { readonly peer: string })[]
  }
  /** A group of conversations came, went, was renamed or changed; peers in `added` and `removed`. */
  'conversationGroup.changed': ByAccount & ConversationGroupChange
  'receiveOption.changed': ByAccount & { readonly option: ReceiveOption }
  'conversation.pinned': ByAccount & { readonly conversationId: string; readonly pinned: boolean }
  'conversation.deleted': ByAccount & {
    readonly conversationIds: readonly string[]
    readonly clearHistory: boolean
  }
  'profile.changed': {
    readonly appId: number
    readonly userId: string
    /** Only what users of the app may read: it goes to whoever knows the account. */
    readonly profile: Profile
    readonly updatedAt: number
  }
  /** Friends, friend groups, requests or blocklist of one account changed. */
  'relation.changed': {
    readonly appId: number
    readonly account: string
    readonly news: RelationNews
  }
  /** Entries of friend lists came and went. */
  'chain.changed': { readonly appId: number; readonly added: number; readonly removed: number }
  /** A push reached accounts with a connection; nothing of it is stored. */
  'push.told': {
    readonly appId: number
    readonly accounts: readonly string[]
    /** The same for all of them; `to` is for whoever encodes it to set. */
    readonly message: WireMessage
  }
  /** A connection was signed in; its login is not answered yet. */
  'session.joined': { readonly appId: number; readonly account: string }
  /** A connection that was signed in ended; `signedOut` where that was meant for good. */
  'session.left': {
    readonly appId: number
    readonly account: string
    readonly sessionId: string
    readonly signedOut: boolean
  }
  /** Accounts came into being: imported, or by their first login. */
  'accounts.created': { readonly appId: number; readonly count: number }
  /** The state of an account over all its devices, or its custom status. */
  'presence.changed': {
    readonly appId: number
    readonly change: WireStatus
    /** The connections that are to be told. */
    readonly watchers: readonly Receiver[]
  }
  /** Followers of an account, or whom it follows, changed. */
  'follow.changed': {
    readonly appId: number
    readonly account: string
    readonly news: FollowNews
  }
  /** A group message: stored, to who is online, or a tip. */
  'group.sent': {
    readonly appId: number
    /** The group, also where the message is of one of its topics. */
    readonly groupId: string
    readonly message: WireGroupMessage
    /** Place in the log; absent, like the cursor, for what is not stored. */
    readonly logId: number | undefined
    readonly cursor: string | undefined
    /** The only ones who are told; absent for all members. */
    readonly receivers: readonly string[] | undefined
    readonly sessionId: string | undefined
  }
  /** A message to who is in some live rooms; `groupId` is for whoever encodes it to set. */
  'group.broadcast': {
    readonly appId: number
    readonly groupIds: readonly string[]
    readonly message: WireGroupMessage
  }
  /** Messages of a group were recalled, modified or otherwise changed: the whole messages as they are now. */
  'group.messagesChanged': {
    readonly appId: number
    readonly groupId: string
    readonly kind: 'recalled' | 'modified'
    readonly messages: readonly WireGroupMessage[]
    /** The only ones who are told; absent for all members. */
    readonly receivers?: readonly string[] | undefined
    /** Whose connection it was done on. */
    readonly account?: string
    readonly sessionId: string | undefined
  }
  'group.messageExtensions': {
    readonly appId: number
    readonly groupId: string
    readonly message: GroupMessageRef
    readonly changed: readonly WireExtension[]
    readonly deleted: readonly string[]
    /** Whose connection it was done on. */
    readonly account?: string
    readonly sessionId: string | undefined
  }
  'group.messageReaction': {
    readonly appId: number
    readonly groupId: string
    readonly message: GroupMessageRef
    readonly reaction: WireReaction
    /** Whose connection it was done on. */
    readonly account?: string
    readonly sessionId: string | undefined
  }
  /** All attributes of a group as they are now. */
  'group.attributesChanged': ByMember & {
    readonly attributes: Readonly<Record<string, string>>
    readonly sequence: number
  }
  /** The counters of a group that changed, as they are now; one that was deleted is 0. */
  'group.countersChanged': ByMember & { readonly counters: Readonly<Record<string, number>> }
  /** How many members have read messages of one sender, who is told. */
  'group.receipts': {
    readonly appId: number
    readonly groupId: string
    readonly sender: string
    readonly messages: readonly (GroupReceipt & { readonly id: string })[]
    /** Unix seconds. */
    readonly time: number
  }
  /** A message was pinned for everybody, or unpinned. */
  'group.messagePinned': {
    readonly appId: number
    readonly groupId: string
    readonly placeId: string
    readonly message: WireGroupMessage
    readonly pinned: boolean
    readonly operator: TipMember
  }
  /** A system notice to some accounts. */
  'group.noticed': {
    readonly appId: number
    readonly accounts: readonly string[]
    readonly notice: WireGroupNotice
    readonly sessionId: string | undefined
  }
  /** A system notice to everybody in a group. */
  'group.allNoticed': ByMember & { readonly notice: WireGroupNotice }
  /** Topics of a community came, went or changed; `topic` is how one of them is now. */
  'topic.changed': {
    readonly appId: number
    readonly groupId: string
    readonly change: 'created' | 'updated' | 'deleted'
    readonly topicIds: readonly string[]
    readonly topic?: WireTopic
  }
  /** A member moved the read position of a group or a topic. */
  'group.read': ByAccount & { readonly placeId: string; readonly readSeq: number }
  'group.membersAdded': {
    readonly appId: number
    readonly groupId: string
    readonly members: readonly GroupStanding[]
  }
  'group.membersRemoved': {
    readonly appId: number
    readonly groupId: string
    readonly accounts: readonly string[]
  }
  /** Role, mute, name card or receive option of a member. */
  'group.memberChanged': {
    readonly appId: number
    readonly groupId: string
    readonly account: string
    readonly change: Partial<Omit<GroupStanding, 'account'>>
  }
  /** How a member of a community receives messages of one of its topics. */
  'topic.flagged': {
    readonly appId: number
    readonly groupId: string
    readonly topicId: string
    readonly account: string
    /** A place in `msgFlags`. */
    readonly msgFlag: number
  }
  'group.created': { readonly appId: number; readonly groupId: string }
  'group.dissolved': { readonly appId: number; readonly groupId: string }
  /** All UserSigs of the account issued so far are void. */
  'account.revoked': { readonly appId: number; readonly userId: string }
  'account.deleted': { readonly appId: number; readonly userId: string }
  /** The app was disabled or deleted, or its plan ran out. */
  'app.stopped': { readonly appId: number }
}

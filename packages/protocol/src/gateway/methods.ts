import { z } from 'zod'
import type { AppConf } from '../cloud/app-conf.ts'
import { accountErrors } from '../errors/account.ts'
import { gatewayErrors } from '../errors/gateway.ts'
import { groupErrors } from '../errors/group.ts'
import { messageErrors } from '../errors/message.ts'
import { profileErrors } from '../errors/profile.ts'
import { recentErrors } from '../errors/recent.ts'
import { messageBody } from '../elements.ts'
import { sdkAppId, uint32, userId } from '../fields.ts'
import type { Profile } from '../profile.ts'
import { c2cConversationId, conversationId, conversationIds } from './conversation-id.ts'
import type { WireGroupMessage } from './group.ts'
import type { WireConversation, WireMessage } from './message.ts'
import { followMethods } from './methods-follow.ts'
import { relationMethods } from './methods-relation.ts'
import { defineMethod } from './method.ts'
import { conversationMethods } from './methods-conversation.ts'
import { groupMethods } from './methods-group.ts'
import { groupApplicationMethods } from './methods-group-application.ts'
import { liveRoomMethods } from './methods-live-room.ts'
import { groupAttributeMethods } from './methods-group-attribute.ts'
import { groupMemberMethods } from './methods-group-member.ts'
import { topicMethods } from './methods-topic.ts'
import { groupMessageMethods } from './methods-group-message.ts'
import { groupMessageStateMethods } from './methods-group-message-state.ts'
import { fileMethods } from './methods-file.ts'
import { messageStateMethods } from './methods-message-state.ts'
import { presenceMethods } from './methods-presence.ts'

/** The kinds of device the multi-device rules tell apart. Mini programs count as Web. */
export const platforms = ['Web', 'Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux'] as const
export type Platform = (typeof platforms)[number]

const seq = z.number().int().min(0)
const cursor = z.string().max(64)

export interface LoginResult {
  readonly userId: string
  /** Part of the ids of this account's messages. */
  readonly tinyId: string
  readonly instanceId: string
  /** Unix milliseconds. */
  readonly serverTime: number
  /** A client that sends nothing for this long must send `ping`; after twice as long the server ends the connection. */
  readonly heartbeatSeconds: number
  /** Everything up to here is in the conversation list; hand it to `sync` after a reconnection. */
  readonly cursor: string
  readonly profile: Profile
  /** Unix seconds of the last change of the profile, 0 where there was none. */
  readonly profileUpdatedAt: number
  /** How friend requests are met by who never chose (`Tag_Profile_IM_AllowType`). */
  readonly defaultAllowType: AppConf['DefaultAllowType']
}

/** First request on every connection but that of a visitor; nothing else is answered before it. */
export const login = defineMethod<LoginResult>()({
  name: 'login',
  summary: 'Sign in with a UserSig',
  params: z.object({
    sdkAppId,
    userId,
    userSig: z.string().max(4096),
    platform: z.enum(platforms).default('Web'),
    /** Chosen by the device and kept over reconnections, so that a device does not kick itself. */
    instanceId: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .optional(),
  }),
  errors: [
    gatewayErrors.loggedInAlready,
    gatewayErrors.appDisabled,
    gatewayErrors.planExpired,
    accountErrors.sigExpired,
    accountErrors.sigEmpty,
    accountErrors.sigNotBase64,
    accountErrors.sigMalformed,
    accountErrors.sigMismatch,
    accountErrors.sigOtherUser,
    accountErrors.sigOtherApp,
    accountErrors.noKey,
    accountErrors.noApp,
    accountErrors.tooManyFailures,
    accountErrors.sigRevoked,
    accountErrors.accountCap,
    accountErrors.deletedRecently,
    accountErrors.dailyCap,
    accountErrors.monthlyCap,
    accountErrors.badParameter,
    accountErrors.internal,
  ],
})

export interface VisitResult {
  /** Unix milliseconds. */
  readonly serverTime: number
  /** As in the answer to `login`. */
  readonly heartbeatSeconds: number
}

/**
 * First request of a connection without an account (游客): it may join one live room at a time and
 * hears what is said there. Answered are `group.join`, `group.quit` and `ping`, and nothing else.
 */
export const visit = defineMethod<VisitResult>()({
  name: 'visit',
  summary: 'Look on in live rooms without an account',
  params: z.object({ sdkAppId }),
  errors: [
    gatewayErrors.loggedInAlready,
    gatewayErrors.overload,
    gatewayErrors.tooFast,
    gatewayErrors.appDisabled,
    gatewayErrors.planExpired,
    gatewayErrors.switchedOff,
    accountErrors.noApp,
  ],
})

export const logout = defineMethod<Record<string, never>>()({
  name: 'logout',
  summary: 'Sign out; the server closes the connection with 1000',
  params: z.object({}),
  errors: [],
})

export interface PingResult {
  /** Unix milliseconds. */
  readonly serverTime: number
  /** True when there is something after the client's cursor: call `sync`. */
  readonly behind: boolean
}

export const ping = defineMethod<PingResult>()({
  name: 'ping',
  summary: 'Heartbeat; carries the cursor, so that even a lost last message is found',
  params: z.object({ cursor: cursor.optional() }),
  errors: [],
})

export interface SendResult {
  readonly id: string
  readonly key: string
  readonly seq: number
  /** Unix seconds. */
  readonly time: number
}

export const messageSend = defineMethod<SendResult>()({
  name: 'message.send',
  summary: 'Send a message; answered when it is durable',
  params: z.object({
    to: userId,
    random: uint32,
    clientSeq: uint32,
    /** Unix seconds by the sender's clock. */
    clientTime: uint32,
    body: messageBody,
    cloudCustomData: z.string().optional(),
    control: z
      .array(z.enum(['NoUnread', 'NoLastMsg', 'WithMuteNotifications', 'NoMsgCheck']))
      .max(4)
      .optional(),
    onlineOnly: z.literal(true).optional(),
    needReadReceipt: z.literal(true).optional(),
    supportExtension: z.literal(true).optional(),
    offlinePush: z.record(z.string(), z.unknown()).optional(),
  }),
  errors: [
    messageErrors.badAccount,
    messageErrors.blockedByPeer,
    messageErrors.notFriends,
    messageErrors.notAmongPeersFriends,
    messageErrors.peerNotAmongFriends,
    messageErrors.tooLong,
    messageErrors.muted,
  ],
})

export const messageRecall = defineMethod<Record<string, never>>()({
  name: 'message.recall',
  summary: 'Recall an own message within the window of the app',
  params: z.object({
    conversationId: c2cConversationId,
    key: z.string().max(50),
    reason: z.string().max(100).optional(),
  }),
  errors: [
    messageErrors.recallLate,
    messageErrors.recallUnknown,
    messageErrors.recalledAlready,
    messageErrors.badMsgKey,
  ],
})

export interface HistoryResult {
  /** Ascending by time. */
  readonly messages: readonly WireMessage[]
  /** True when nothing lies beyond this page in the direction asked for. */
  readonly complete: boolean
}

export const messageHistory = defineMethod<HistoryResult>()({
  name: 'message.history',
  summary: 'Read a page of history, before or after a seq, newest first without either',
  params: z.object({
    conversationId: c2cConversationId,
    beforeSeq: seq.optional(),
    afterSeq: seq.optional(),
    /** Leaves out what the account discarded: for filling holes, not for showing the history. */
    toldOnly: z.literal(true).optional(),
    limit: z.number().int().min(1).max(100).default(15),
  }),
  errors: [gatewayErrors.badParameter],
})

export const messageRead = defineMethod<{ readonly readSeq: number }>()({
  name: 'message.read',
  summary: 'Move the read position to the newest message, or to a seq',
  params: z.object({ conversationId: c2cConversationId, seq: seq.optional() }),
  errors: [],
})

export interface SyncResult {
  /** In the order of the log; a message seen before may come again. */
  readonly messages: readonly WireMessage[]
  /** Messages that were recalled since the cursor and may be older than it. */
  readonly recalled: readonly WireMessage[]
  /** Every message that changed since the cursor in any way, recalled ones included. */
  readonly changed: readonly WireMessage[]
  /**
   * The same of groups, tips included, but for live rooms and topics. Of a group with very much news
   * only the newest may be here: the hole before them is filled by `group.history`.
   */
  readonly groupMessages?: readonly WireGroupMessage[]
  /** Messages of groups that changed since the cursor in any way, recalled ones included. */
  readonly groupChanged?: readonly WireGroupMessage[]
  readonly cursor: string
  /** True when `sync` must be called again with the new cursor. */
  readonly more: boolean
}

export const sync = defineMethod<SyncResult>()({
  name: 'sync',
  summary: 'Everything in this account’s conversations since a cursor',
  params: z.object({ cursor, limit: z.number().int().min(1).max(500).default(200) }),
  errors: [gatewayErrors.badParameter],
})

export interface ConversationListResult {
  /** Pinned ones first, then newest first. */
  readonly conversations: readonly WireConversation[]
  readonly complete: boolean
  /** Total unread of the account, over the conversations that it is notified of. */
  readonly totalUnread: number
}

export const conversationList = defineMethod<ConversationListResult>()({
  name: 'conversation.list',
  summary: 'The newest conversations of the account, no more than the app may pull',
  params: z.object({ limit: z.number().int().min(1).max(500).default(100) }),
  errors: [],
})

export const conversationGet = defineMethod<{
  readonly conversations: readonly WireConversation[]
}>()({
  name: 'conversation.get',
  summary: 'Conversations by id; one that has no message yet answers with an empty row',
  params: z.object({ conversationIds }),
  errors: [messageErrors.badAccount],
})

export const conversationDelete = defineMethod<Record<string, never>>()({
  name: 'conversation.delete',
  summary: 'Remove conversations from the own list, with or without their history',
  params: z.object({ conversationIds, clearHistory: z.boolean().default(true) }),
  errors: [],
})

export const conversationPin = defineMethod<Record<string, never>>()({
  name: 'conversation.pin',
  summary: 'Pin or unpin a conversation',
  params: z.object({ conversationId, pinned: z.boolean() }),
  errors: [accountErrors.notImported, recentErrors.tooManyPinned, groupErrors.noPermission],
})

export const unreadTotal = defineMethod<{ readonly total: number }>()({
  name: 'unread.total',
  summary: 'Total unread of the account',
  params: z.object({}),
  errors: [],
})

export interface WireProfile {
  readonly userId: string
  /** The fields that were ever set and that the receiver may read. */
  readonly profile: Profile
  /** Unix seconds of the last change, 0 where there was none. */
  readonly updatedAt: number
}

export const profileGet = defineMethod<{ readonly profiles: readonly WireProfile[] }>()({
  name: 'profile.get',
  summary: 'Profiles of up to 100 accounts; unknown ones are left out',
  params: z.object({ userIds: z.array(userId).min(1).max(100) }),
  errors: [],
})

export const profileSet = defineMethod<WireProfile>()({
  name: 'profile.set',
  summary: 'Change the own profile',
  params: z.object({
    profile: z.record(z.string().max(64), z.union([z.string(), z.number()])),
  }),
  errors: [
    profileErrors.badParameter,
    profileErrors.unknownAccount,
    profileErrors.unknownTag,
    profileErrors.noWrite,
    profileErrors.tooLong,
    profileErrors.badValue,
    profileErrors.badType,
  ],
})

/** Every request a client may send, those that a connection begins with included. */
export const methods = [
  login,
  visit,
  logout,
  ping,
  messageSend,
  messageRecall,
  messageHistory,
  messageRead,
  sync,
  conversationList,
  conversationGet,
  conversationDelete,
  conversationPin,
  unreadTotal,
  profileGet,
  profileSet,
  ...fileMethods,
  ...messageStateMethods,
  ...presenceMethods,
  ...relationMethods,
  ...followMethods,
  ...conversationMethods,
  ...groupAttributeMethods,
  ...liveRoomMethods,
  ...groupMessageMethods,
  ...groupMethods,
  ...groupMemberMethods,
  ...groupApplicationMethods,
  ...topicMethods,
  ...groupMessageStateMethods,
] as const

import { z } from 'zod'
import { gatewayErrors } from '../errors/gateway.ts'
import { groupErrors } from '../errors/group.ts'
import { messageExtensionErrors } from '../errors/message-extension.ts'
import { storableTextUpTo, uint32 } from '../fields.ts'
import { groupId, groupOrTopicId } from '../group-fields.ts'
import type { WireGroupMessage } from './group.ts'
import { groupSeq, groupSeqsUpTo, pageCursor } from './group-params.ts'
import { defineMethod } from './method.ts'
import type {
  ExtensionsResult,
  ExtensionsSetResult,
  ReactionsResult,
  ReactionUsersResult,
} from './methods-message-state.ts'

const place = { groupId: groupOrTopicId, seq: groupSeq }
const refusals = [gatewayErrors.notInPlan, groupErrors.noPermission, groupErrors.noGroup] as const

export const groupSendReceipts = defineMethod<Record<string, never>>()({
  name: 'group.sendReceipts',
  summary: 'Tell the senders of up to 30 messages, which asked for it, that they were read',
  params: z.object({ groupId, seqs: groupSeqsUpTo(30) }),
  errors: [...refusals, groupErrors.receiptTooLarge],
})

/** How many members have sent a receipt for a message. */
export interface GroupReceipt {
  readonly seq: number
  readonly readCount: number
  readonly unreadCount: number
  /** 10062 where the message asked for none; the counts are 0 then. */
  readonly code?: number
}

export const groupReceipts = defineMethod<{ readonly receipts: readonly GroupReceipt[] }>()({
  name: 'group.receipts',
  summary: 'How many members have read up to 30 messages',
  params: z.object({ groupId, seqs: groupSeqsUpTo(30) }),
  errors: [...refusals, groupErrors.receiptTooLarge],
})

export interface GroupReceiptMembersResult {
  readonly userIds: readonly string[]
  /** Hand it in for the next page; empty where there is none. */
  readonly cursor: string
}

export const groupReceiptMembers = defineMethod<GroupReceiptMembersResult>()({
  name: 'group.receiptMembers',
  summary: 'Who has read an own message, or who has not',
  params: z.object({
    groupId,
    seq: groupSeq,
    filter: z.enum(['read', 'unread']),
    cursor: pageCursor,
    limit: z.number().int().min(1).max(100).default(100),
  }),
  errors: [...refusals, groupErrors.receiptTooLarge, groupErrors.noReceipt],
})

export const groupExtensionsSet = defineMethod<ExtensionsSetResult>()({
  name: 'group.extensions.set',
  summary: 'Set, delete or clear extensions of a message that supports them',
  params: z.object({
    ...place,
    operate: z.enum(['set', 'delete', 'clear']),
    /** `seq` is that of the key as the caller saw it last, 0 for a new one. */
    extensions: z
      .array(
        z.object({
          key: storableTextUpTo(100).min(1),
          value: storableTextUpTo(1000).default(''),
          seq: uint32,
        }),
      )
      .max(20)
      .default([]),
  }),
  errors: [
    ...refusals,
    gatewayErrors.badParameter,
    gatewayErrors.switchedOff,
    messageExtensionErrors.notExtensible,
    messageExtensionErrors.tooOften,
    messageExtensionErrors.notFound,
  ],
})

export const groupExtensions = defineMethod<ExtensionsResult>()({
  name: 'group.extensions',
  summary: 'The extensions of a message from a seq on, 200 at a time',
  params: z.object({ ...place, startSeq: uint32.default(0) }),
  errors: [
    ...refusals,
    gatewayErrors.switchedOff,
    messageExtensionErrors.notExtensible,
    messageExtensionErrors.notFound,
  ],
})

const reaction = storableTextUpTo(128).min(1)

export const groupReactionAdd = defineMethod<Record<string, never>>()({
  name: 'group.reaction.add',
  summary: 'React to a message',
  params: z.object({ ...place, reaction }),
  errors: [
    ...refusals,
    messageExtensionErrors.notFound,
    messageExtensionErrors.tooManyReactions,
    messageExtensionErrors.tooManyReacted,
    messageExtensionErrors.reactedAlready,
  ],
})

export const groupReactionRemove = defineMethod<Record<string, never>>()({
  name: 'group.reaction.remove',
  summary: 'Take an own reaction back',
  params: z.object({ ...place, reaction }),
  errors: [
    ...refusals,
    messageExtensionErrors.notFound,
    messageExtensionErrors.noReaction,
    messageExtensionErrors.notReacted,
  ],
})

export const groupReactions = defineMethod<ReactionsResult>()({
  name: 'group.reactions',
  summary: 'The reactions to up to 20 messages, with the first users of each',
  params: z.object({
    groupId: groupOrTopicId,
    seqs: groupSeqsUpTo(20),
    users: z.number().int().min(0).max(10).default(10),
  }),
  errors: [...refusals],
})

export const groupReactionUsers = defineMethod<ReactionUsersResult>()({
  name: 'group.reaction.users',
  summary: 'Everybody who reacted to a message in one way, a page at a time',
  params: z.object({
    ...place,
    reaction,
    next: uint32.default(0),
    count: z.number().int().min(1).max(100).default(100),
  }),
  errors: [...refusals, messageExtensionErrors.notFound],
})

export const groupPin = defineMethod<Record<string, never>>()({
  name: 'group.pin',
  summary: 'Pin a message for everybody, or unpin it; 10 at most',
  params: z.object({ ...place, pinned: z.boolean() }),
  errors: [
    ...refusals,
    groupErrors.noMessage,
    groupErrors.tooManyPinned,
    groupErrors.pinnedAlready,
  ],
})

export const groupPinned = defineMethod<{ readonly messages: readonly WireGroupMessage[] }>()({
  name: 'group.pinned',
  summary: 'The pinned messages of a group that are still kept, pinned last first',
  params: z.object({ groupId: groupOrTopicId }),
  errors: [...refusals],
})

/** What members do with messages that were sent to groups. */
export const groupMessageStateMethods = [
  groupSendReceipts,
  groupReceipts,
  groupReceiptMembers,
  groupExtensionsSet,
  groupExtensions,
  groupReactionAdd,
  groupReactionRemove,
  groupReactions,
  groupReactionUsers,
  groupPin,
  groupPinned,
] as const

import { z } from 'zod'
import { gatewayErrors } from '../errors/gateway.ts'
import { messageExtensionErrors } from '../errors/message-extension.ts'
import { messageErrors } from '../errors/message.ts'
import type { MergedMessage } from '../elements.ts'
import { mergedMessage, messageBody, MOST_MERGED } from '../elements.ts'
import { storableTextUpTo, textUpTo, uint32 } from '../fields.ts'
import { c2cConversationId } from './conversation-id.ts'
import type { WireMessage } from './message.ts'
import { defineMethod } from './method.ts'

const conversationId = c2cConversationId

/** The place of a message in its conversation, as `WireMessage.seq` tells it. */
const seq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const seqsUpTo = (most: number) => z.array(seq).min(1).max(most)

export interface ModifyResult {
  /** The message as it is now. */
  readonly message: WireMessage
  /** True where somebody else was first, and nothing was changed. */
  readonly conflict: boolean
}

export const messageModify = defineMethod<ModifyResult>()({
  name: 'message.modify',
  summary: 'Change the content of a message of the conversation, for both sides',
  params: z.object({
    conversationId,
    seq,
    /** `WireMessage.version` of what the caller saw; 0 for one that was never modified. */
    version: z.number().int().min(0).max(0xffff_ffff),
    body: messageBody.optional(),
    cloudCustomData: textUpTo(12_288).optional(),
  }),
  errors: [gatewayErrors.badParameter, messageErrors.modifyUnknown, messageErrors.tooLong],
})

export const messageDelete = defineMethod<Record<string, never>>()({
  name: 'message.delete',
  summary: 'Take up to 50 messages out of the own view; the other side keeps them',
  params: z.object({ conversationId, seqs: seqsUpTo(50) }),
  errors: [],
})

export const messageReceipt = defineMethod<Record<string, never>>()({
  name: 'message.receipt',
  summary: 'Tell the peer that up to 30 of its messages, which asked for it, were read',
  params: z.object({ conversationId, seqs: seqsUpTo(30) }),
  errors: [gatewayErrors.notInPlan],
})

export interface ReceiptsResult {
  /** Of the own messages that asked for a receipt. */
  readonly receipts: readonly {
    readonly seq: number
    /** Unix seconds; absent where there is no receipt yet. */
    readonly time?: number
  }[]
}

export const messageReceipts = defineMethod<ReceiptsResult>()({
  name: 'message.receipts',
  summary: 'Whether the peer sent receipts for up to 30 own messages',
  params: z.object({ conversationId, seqs: seqsUpTo(30) }),
  errors: [gatewayErrors.notInPlan],
})

/** A key and a value on a message; `seq` rises with every change of the message's extensions. */
export interface WireExtension {
  readonly key: string
  readonly value: string
  readonly seq: number
}

export interface ExtensionsSetResult {
  /** One for each key that was given; of a failed one what is there now. */
  readonly extensions: readonly (WireExtension & { readonly code: number })[]
}

export const messageExtensionsSet = defineMethod<ExtensionsSetResult>()({
  name: 'message.extensions.set',
  summary: 'Set, delete or clear extensions of a message that supports them',
  params: z.object({
    conversationId,
    seq,
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
    gatewayErrors.badParameter,
    gatewayErrors.notInPlan,
    gatewayErrors.switchedOff,
    messageExtensionErrors.notExtensible,
    messageExtensionErrors.tooOften,
    messageExtensionErrors.notFound,
  ],
})

export interface ExtensionsResult {
  /** By rising seq. */
  readonly extensions: readonly WireExtension[]
  readonly complete: boolean
  readonly latestSeq: number
  /** Keys up to here were cleared. */
  readonly clearSeq: number
}

export const messageExtensions = defineMethod<ExtensionsResult>()({
  name: 'message.extensions',
  summary: 'The extensions of a message from a seq on, 200 at a time',
  params: z.object({ conversationId, seq, startSeq: uint32.default(0) }),
  errors: [
    gatewayErrors.notInPlan,
    gatewayErrors.switchedOff,
    messageExtensionErrors.notExtensible,
    messageExtensionErrors.notFound,
  ],
})

const reaction = storableTextUpTo(128).min(1)

export const messageReactionAdd = defineMethod<Record<string, never>>()({
  name: 'message.reaction.add',
  summary: 'React to a message',
  params: z.object({ conversationId, seq, reaction }),
  errors: [
    gatewayErrors.notInPlan,
    messageExtensionErrors.notFound,
    messageExtensionErrors.tooManyReactions,
    messageExtensionErrors.reactedAlready,
  ],
})

export const messageReactionRemove = defineMethod<Record<string, never>>()({
  name: 'message.reaction.remove',
  summary: 'Take an own reaction back',
  params: z.object({ conversationId, seq, reaction }),
  errors: [
    gatewayErrors.notInPlan,
    messageExtensionErrors.notFound,
    messageExtensionErrors.noReaction,
    messageExtensionErrors.notReacted,
  ],
})

/** Somebody who reacted. */
export interface WireUser {
  readonly userId: string
  readonly nick: string
  readonly faceUrl: string
}

/** One kind of reaction to a message. */
export interface WireReaction {
  readonly reaction: string
  /** How many users reacted in this way; 0 where the last one took it back. */
  readonly total: number
  /** The first of them. */
  readonly users: readonly WireUser[]
}

export interface ReactionsResult {
  readonly messages: readonly {
    readonly seq: number
    readonly reactions: readonly WireReaction[]
  }[]
}

export const messageReactions = defineMethod<ReactionsResult>()({
  name: 'message.reactions',
  summary: 'The reactions to up to 20 messages, with the first users of each',
  params: z.object({
    conversationId,
    seqs: seqsUpTo(20),
    users: z.number().int().min(0).max(10).default(10),
  }),
  errors: [gatewayErrors.notInPlan],
})

export interface ReactionUsersResult {
  readonly users: readonly WireUser[]
  /** Hand it in for the next page; 0 where there is none. */
  readonly next: number
}

export const messageReactionUsers = defineMethod<ReactionUsersResult>()({
  name: 'message.reaction.users',
  summary: 'Everybody who reacted to a message in one way, a page at a time',
  params: z.object({
    conversationId,
    seq,
    reaction,
    next: uint32.default(0),
    count: z.number().int().min(1).max(100).default(100),
  }),
  errors: [gatewayErrors.notInPlan, messageExtensionErrors.notFound],
})

export const messageMergedPut = defineMethod<{ readonly key: string }>()({
  name: 'message.merged.put',
  summary: 'Upload a part of a list of merged messages; the first one answers the key of the list',
  params: z.object({
    key: textUpTo(64).optional(),
    part: z.number().int().min(0).max(MOST_MERGED),
    messages: z.array(mergedMessage).min(1).max(MOST_MERGED),
  }),
  errors: [gatewayErrors.badParameter],
})

export interface MergedResult {
  readonly messages: readonly MergedMessage[]
  /** True when there is a part after this one. */
  readonly more: boolean
}

export const messageMerged = defineMethod<MergedResult>()({
  name: 'message.merged',
  summary: 'A part of an uploaded list of merged messages',
  params: z.object({ key: textUpTo(64), part: z.number().int().min(0).max(MOST_MERGED) }),
  errors: [gatewayErrors.badParameter],
})

export interface HistoryAtResult {
  /** Ascending by time; all messages of a second that are in it at all, so it may be longer than asked. */
  readonly messages: readonly WireMessage[]
  readonly complete: boolean
  /** Unix seconds to ask for the page beyond this one in the same direction. */
  readonly nextTime: number
}

export const messageHistoryAt = defineMethod<HistoryAtResult>()({
  name: 'message.historyAt',
  summary: 'Read history from a time on, backwards or forwards',
  params: z.object({
    conversationId,
    /** Unix seconds, included. */
    time: uint32,
    direction: z.enum(['older', 'newer']).default('older'),
    limit: z.number().int().min(1).max(100).default(15),
  }),
  errors: [],
})

/** What clients do with messages that were sent. */
export const messageStateMethods = [
  messageModify,
  messageDelete,
  messageReceipt,
  messageReceipts,
  messageExtensionsSet,
  messageExtensions,
  messageReactionAdd,
  messageReactionRemove,
  messageReactions,
  messageReactionUsers,
  messageMergedPut,
  messageMerged,
  messageHistoryAt,
] as const

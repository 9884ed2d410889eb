import { z } from 'zod'
import { gatewayErrors } from '../errors/gateway.ts'
import { messageErrors } from '../errors/message.ts'
import { messageBody } from '../elements.ts'
import { textUpTo } from '../fields.ts'
import type { WireMessage } from './message.ts'
import { defineMethod } from './method.ts'

/** `C2C` + UserID of the other side. */
const conversationId = z
  .string()
  .regex(/^C2C[\x21-\x7e]{1,32}$/, 'a conversation id is C2C + UserID')

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

/** What clients do with messages that were sent. */
export const messageStateMethods = [
  messageModify,
  messageDelete,
  messageReceipt,
  messageReceipts,
] as const

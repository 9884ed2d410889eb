import { z } from 'zod'
import { messageBody } from '../elements.ts'
import { gatewayErrors } from '../errors/gateway.ts'
import { groupErrors } from '../errors/group.ts'
import { messageErrors } from '../errors/message.ts'
import { storableTextUpTo, textUpTo, uint32, userId } from '../fields.ts'
import { AT_ALL, groupOrTopicId, msgPriorities } from '../group-fields.ts'
import type { WireGroupMessage } from './group.ts'
import { groupSeq, groupSeqsUpTo, usersUpTo } from './group-params.ts'
import { defineMethod } from './method.ts'

export interface GroupSendResult {
  readonly id: string
  /** 0 for what is not stored. */
  readonly seq: number
  /** Unix seconds. */
  readonly time: number
  /** The group got more messages than it takes: this one was neither stored nor delivered. */
  readonly dropped?: true
}

export const groupSend = defineMethod<GroupSendResult>()({
  name: 'group.send',
  summary: 'Send a message to a group or a topic; answered when it is durable',
  params: z.object({
    groupId: groupOrTopicId,
    /** With the sender and the content it tells a repeat within 5 minutes. */
    random: uint32,
    /** Unix seconds by the sender's clock. */
    clientTime: uint32,
    body: messageBody,
    priority: z.enum([...msgPriorities, 'Lowest']).default('Normal'),
    /** Who is mentioned, in the order of the text; more than 30 are 10053. */
    at: z
      .array(z.union([z.literal(AT_ALL), userId]))
      .min(1)
      .max(500)
      .optional(),
    /** The only ones who get it; such a message mentions nobody and counts for nobody. */
    receivers: usersUpTo(50).optional(),
    cloudCustomData: z.string().optional(),
    control: z
      .array(z.enum(['NoUnread', 'NoLastMsg', 'WithMuteNotifications', 'NoMsgCheck']))
      .max(4)
      .optional(),
    /** Delivered to whoever is connected now, stored nowhere. Live rooms store nothing anyway. */
    onlineOnly: z.literal(true).optional(),
    needReadReceipt: z.literal(true).optional(),
    supportExtension: z.literal(true).optional(),
    offlinePush: z.record(z.string(), z.unknown()).optional(),
  }),
  errors: [
    gatewayErrors.notInPlan,
    groupErrors.badParameter,
    groupErrors.noPermission,
    groupErrors.noGroup,
    groupErrors.refusedByCallback,
    groupErrors.muted,
    groupErrors.sendRate,
    groupErrors.tooManyMentions,
    groupErrors.needsPremium,
    groupErrors.receiptTooLarge,
    groupErrors.receiptOnline,
    groupErrors.noTopic,
    groupErrors.textRejected,
    groupErrors.messageTooLong,
  ],
})

export const groupRecall = defineMethod<Record<string, never>>()({
  name: 'group.recall',
  summary: 'Recall an own message within the window of the app, or one of a lower role at any time',
  params: z.object({
    groupId: groupOrTopicId,
    /** 0 for a message of a live room. */
    seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    /** `WireGroupMessage.id`; needed where the seq is 0. */
    id: textUpTo(128).optional(),
    reason: storableTextUpTo(100).optional(),
  }),
  errors: [
    groupErrors.noPermission,
    groupErrors.noGroup,
    groupErrors.recallUnknown,
    groupErrors.recallLate,
    groupErrors.recallRefused,
    groupErrors.recallType,
    groupErrors.recallDisabled,
  ],
})

export interface GroupModifyResult {
  /** The message as it is now. */
  readonly message: WireGroupMessage
  /** True where somebody else was first, and nothing was changed. */
  readonly conflict: boolean
}

export const groupModify = defineMethod<GroupModifyResult>()({
  name: 'group.modify',
  summary: 'Change the content of a message for everybody; not in live rooms',
  params: z.object({
    groupId: groupOrTopicId,
    seq: groupSeq,
    /** `WireGroupMessage.version` of what the caller saw; 0 for one that was never modified. */
    version: uint32,
    body: messageBody.optional(),
    cloudCustomData: textUpTo(12_288).optional(),
  }),
  errors: [
    gatewayErrors.badParameter,
    groupErrors.noPermission,
    groupErrors.noGroup,
    messageErrors.modifyUnknown,
    groupErrors.messageTooLong,
  ],
})

export const groupDeleteMessages = defineMethod<Record<string, never>>()({
  name: 'group.deleteMessages',
  summary: 'Take up to 50 messages out of the own view; the others keep them',
  params: z.object({ groupId: groupOrTopicId, seqs: groupSeqsUpTo(50) }),
  errors: [groupErrors.noPermission, groupErrors.noGroup, groupErrors.deleteType],
})

export interface GroupHistoryResult {
  /** Ascending by seq, without those that are not for the account. */
  readonly messages: readonly WireGroupMessage[]
  /** True when nothing lies beyond this page in the direction asked for. */
  readonly complete: boolean
}

export const groupHistory = defineMethod<GroupHistoryResult>()({
  name: 'group.history',
  summary: 'Read a page of a group, before or after a seq, newest first without either',
  params: z.object({
    groupId: groupOrTopicId,
    beforeSeq: groupSeq.optional(),
    afterSeq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    /** Leaves out what the account discarded: for filling holes, not for showing the history. */
    toldOnly: z.literal(true).optional(),
    limit: z.number().int().min(1).max(100).default(15),
  }),
  errors: [
    gatewayErrors.badParameter,
    groupErrors.noPermission,
    groupErrors.noGroup,
    groupErrors.noHistory,
    groupErrors.noTopic,
  ],
})

export const groupClearHistory = defineMethod<Record<string, never>>()({
  name: 'group.clearHistory',
  summary: 'Clear the history of a group for the own side; the conversation stays',
  params: z.object({ groupId: groupOrTopicId }),
  errors: [groupErrors.noPermission, groupErrors.noGroup, groupErrors.noTopic],
})

export const groupRead = defineMethod<{ readonly readSeq: number }>()({
  name: 'group.read',
  summary: 'Move the own read position to the newest message, or to a seq',
  params: z.object({ groupId: groupOrTopicId, seq: groupSeq.optional() }),
  errors: [groupErrors.noPermission, groupErrors.noGroup, groupErrors.noTopic],
})

/** What is written in groups. */
export const groupMessageMethods = [
  groupSend,
  groupRecall,
  groupModify,
  groupDeleteMessages,
  groupHistory,
  groupClearHistory,
  groupRead,
] as const

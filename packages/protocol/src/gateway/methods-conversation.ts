import { z } from 'zod'
import { contactCustom, contactGroupName } from '../contact-fields.ts'
import { gatewayErrors } from '../errors/gateway.ts'
import { recentErrors } from '../errors/recent.ts'
import { userId } from '../fields.ts'
import { c2cConversationId, conversationIds } from './conversation-id.ts'
import { defineMethod } from './method.ts'

/** What came of a request about several conversations: those it did not work for. */
export interface BatchResult {
  readonly failed: readonly { readonly conversationId: string; readonly code: number }[]
}

export interface ConversationGroupChange {
  /** Names of all groups now. */
  readonly groups: readonly string[]
  readonly name: string
  /** What it was called before, where it was renamed. */
  readonly renamedFrom?: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** How an account receives messages in general. */
export interface ReceiveOption {
  readonly remindType: 'AcceptAndNotify' | 'AcceptNotNotify'
  /** The time of day that `AcceptNotNotify` begins at, by the account's own clock. */
  readonly startHour?: number
  readonly startMinute?: number
  readonly startSecond?: number
  /** Seconds that it lasts; absent for until it is changed. */
  readonly duration?: number
  /** Every day again. */
  readonly isRepeated?: boolean
  /** Unix seconds at which it was set, from which a duration without a start counts. */
  readonly setAt?: number
}

export const conversationClear = defineMethod<Record<string, never>>()({
  name: 'conversation.clear',
  summary: 'Clear the history with a user for the own side; the conversation stays in the list',
  params: z.object({ conversationId: c2cConversationId }),
  errors: [],
})

export const conversationReadAll = defineMethod<Record<string, never>>()({
  name: 'conversation.readAll',
  summary: 'Read everything, or everything of one kind',
  params: z.object({ scope: z.enum(['all', 'c2c', 'group']).default('all') }),
  errors: [],
})

/** 1, 2, 4, 8, and from 2^32 to 2^63 by powers of two. */
function isMark(value: number): boolean {
  const bit = Math.log2(value)
  return Number.isInteger(bit) && 2 ** bit === value && (bit < 4 || bit >= 32) && bit < 64
}

export const conversationMark = defineMethod<BatchResult>()({
  name: 'conversation.mark',
  summary: 'Set or clear a mark of conversations',
  params: z.object({
    conversationIds,
    markType: z.number().min(1).refine(isMark, 'a mark is one power of two'),
    enabled: z.boolean(),
  }),
  errors: [gatewayErrors.notInPlan, recentErrors.unknownAccount, recentErrors.tooManyContacts],
})

export const conversationCustomData = defineMethod<BatchResult>()({
  name: 'conversation.customData',
  summary: 'Set the custom data of conversations; an empty text clears it',
  params: z.object({ conversationIds, customData: contactCustom }),
  errors: [recentErrors.unknownAccount, recentErrors.tooManyContacts],
})

export const conversationRemind = defineMethod<BatchResult>()({
  name: 'conversation.remind',
  summary: 'How messages of up to 30 users are received; 5 requests a second',
  params: z.object({
    userIds: z.array(userId).min(1).max(30),
    remindType: z.enum(['AcceptAndNotify', 'AcceptNotNotify', 'Discard']),
  }),
  errors: [gatewayErrors.tooFast, recentErrors.unknownAccount],
})

export const receiveOptionSet = defineMethod<ReceiveOption>()({
  name: 'receiveOption.set',
  summary: 'How messages are received in general',
  params: z.object({
    remindType: z.enum(['AcceptAndNotify', 'AcceptNotNotify']),
    startHour: z.number().int().min(0).max(23).optional(),
    startMinute: z.number().int().min(0).max(59).optional(),
    startSecond: z.number().int().min(0).max(59).optional(),
    duration: z.number().int().min(0).max(0xffff_ffff).optional(),
    isRepeated: z.boolean().optional(),
  }),
  errors: [],
})

export const receiveOptionGet = defineMethod<ReceiveOption>()({
  name: 'receiveOption.get',
  summary: 'How messages are received in general',
  params: z.object({}),
  errors: [],
})

export const conversationGroupList = defineMethod<{ readonly groups: readonly string[] }>()({
  name: 'conversationGroup.list',
  summary: 'The names of the groups of conversations, in the order they were made',
  params: z.object({}),
  errors: [],
})

export const conversationGroupCreate = defineMethod<BatchResult>()({
  name: 'conversationGroup.create',
  summary: 'Make a group of conversations',
  params: z.object({ name: contactGroupName, conversationIds }),
  errors: [
    gatewayErrors.notInPlan,
    recentErrors.badParameter,
    recentErrors.unknownAccount,
    recentErrors.tooManyContacts,
    recentErrors.tooManyContactGroups,
    recentErrors.contactGroupNameTooLong,
  ],
})

export const conversationGroupDelete = defineMethod<Record<string, never>>()({
  name: 'conversationGroup.delete',
  summary: 'Delete a group of conversations; they stay',
  params: z.object({ name: contactGroupName }),
  errors: [gatewayErrors.notInPlan, recentErrors.noContactGroup],
})

export const conversationGroupRename = defineMethod<Record<string, never>>()({
  name: 'conversationGroup.rename',
  summary: 'Rename a group of conversations',
  params: z.object({ name: contactGroupName, newName: contactGroupName }),
  errors: [
    gatewayErrors.notInPlan,
    recentErrors.badParameter,
    recentErrors.noContactGroup,
    recentErrors.contactGroupNameTooLong,
  ],
})

export const conversationGroupChange = defineMethod<BatchResult>()({
  name: 'conversationGroup.change',
  summary: 'Add conversations to a group, or take them out',
  params: z.object({
    name: contactGroupName,
    conversationIds,
    operation: z.enum(['add', 'remove']),
  }),
  errors: [
    gatewayErrors.notInPlan,
    recentErrors.unknownAccount,
    recentErrors.tooManyContacts,
    recentErrors.noContactGroup,
  ],
})

/** What clients set on their conversations. */
export const conversationMethods = [
  conversationClear,
  conversationReadAll,
  conversationMark,
  conversationCustomData,
  conversationRemind,
  receiveOptionSet,
  receiveOptionGet,
  conversationGroupList,
  conversationGroupCreate,
  conversationGroupDelete,
  conversationGroupRename,
  conversationGroupChange,
] as const

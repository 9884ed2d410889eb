import { z } from 'zod'
import { appId, defineAction, nothing } from './action.ts'

/** What a plan gives or leaves out. Most of them also have a switch of the app. Source: 价格说明, 使用限制. */
export const planFeatures = [
  /** Several devices of one platform other than Web together. */
  'samePlatform',
  'userStatus',
  /** Pushing to all users, by tag and by attribute. */
  'massPush',
  'messageExtensions',
  'reactions',
  'readReceipts',
  'conversationGroups',
  'conversationMarks',
  /** More than 100 conversations in a list. */
  'longConversationList',
  'follow',
  /** Everything live rooms have beyond chatting: history for newcomers, online list, broadcast, bans. */
  'liveRooms',
  'community',
  'targetedMessages',
  'pinnedMessages',
  'groupCounters',
] as const
export type PlanFeature = (typeof planFeatures)[number]

/** Amounts that a plan limits; null is no limit. */
export const planQuotas = z.object({
  /** Accounts of an app. */
  accounts: z.number().nullable(),
  /** Friends of one account. */
  friends: z.number().nullable(),
  /** Groups that one account may have joined. */
  joinedGroups: z.number().nullable(),
  liveGroups: z.number().nullable(),
  groupMembers: z.number().nullable(),
  groups: z.number().nullable(),
  newGroupsPerDay: z.number().nullable(),
  /** Groups at a time in a month before they cost extra. */
  peakGroups: z.number().nullable(),
  /** Accounts that sign in on one day, and in one month. */
  dailyActive: z.number().nullable(),
  monthlyActive: z.number().nullable(),
  /** Accounts that sign in in a month before they cost extra. */
  freeMonthlyActive: z.number().nullable(),
  /** REST calls of an app in a day. */
  restPerDay: z.number().nullable(),
  /** Mass pushes of an app in a day. */
  pushesPerDay: z.number().nullable(),
})
export type PlanQuotas = z.infer<typeof planQuotas>

/** One plan as people compare it. */
export const planItem = z.object({
  Id: z.string(),
  /** Order of the plans; an app is upgraded to a higher one. */
  Level: z.number(),
  /** Whether apps of the plan are paid for. */
  Paid: z.boolean(),
  /** Whether an app may be moved to it. */
  Offered: z.boolean(),
  ValidMonths: z.number().nullable(),
  Quotas: planQuotas,
  /** Days that messages are kept where the app chose nothing; null for ever. */
  HistoryDays: z.number().nullable(),
  /** Days the app may choose from; 0 is for ever. */
  HistoryChoices: z.array(z.number()),
  Features: z.array(z.enum(planFeatures)),
  /** `bought` where calls are an item of their own, as in the groups-of-calls edition. */
  Call: z.enum(['none', 'bought', 'included']),
})
export type PlanItem = z.infer<typeof planItem>

export const describePlans = defineAction({
  service: 'im',
  name: 'DescribePlans',
  summary: 'Every plan of this platform, by rising level',
  resource: 'visibleApps',
  writes: false,
  request: z.object({}),
  response: z.object({ Plans: z.array(planItem) }),
  errors: [],
})

export const updatePostPayPackage = defineAction({
  service: 'im',
  name: 'UpdatePostPayPackage',
  summary:
    'Move an application to a higher plan, or renew a paid one; it never goes back to the developer edition',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    Plan: z.string().max(32),
    /** Whoever upgrades agrees to the billing terms. */
    AgreeToTerms: z.literal(true),
    /** Calendar months that are paid for; absent for a plan without an end. */
    Months: z.coerce.number().int().min(1).max(24).optional(),
  }),
  response: nothing,
  errors: ['InvalidParameterValue', 'MissingParameter', 'ResourceNotFound.App', 'OperationDenied'],
})

export const createDev = defineAction({
  service: 'im',
  name: 'CreateDev',
  summary: 'Extend the developer edition of an application by one month (申请延期)',
  resource: 'app',
  writes: true,
  request: z.object({ SDKAppID: appId }),
  response: nothing,
  errors: ['ResourceNotFound.App', 'OperationDenied'],
})

export const billingStates = ['current', 'arrears', 'refunded'] as const
export type BillingState = (typeof billingStates)[number]

export const setBillingState = defineAction({
  service: 'im',
  name: 'SetBillingState',
  summary:
    'Say whether a paid application is paid for: in arrears it stops after the grace of its plan, refunded at once',
  resource: 'app',
  writes: true,
  request: z.object({ SDKAppID: appId, State: z.enum(billingStates) }),
  response: nothing,
  errors: ['ResourceNotFound.App', 'OperationDenied'],
})

import { z } from 'zod'
import { textUpTo, userId } from '../fields.ts'
import { pushCondition } from '../rest/push-all.ts'
import { appId, defineAction, limit, nothing, offset, unixSeconds } from './action.ts'

const taskId = z.string().max(64)

/** `counting` comes before `sending` where a condition says whom a push is for. */
export const pushStatuses = ['counting', 'sending', 'done', 'revoked', 'failed'] as const
export type PushTaskStatus = (typeof pushStatuses)[number]

/** One push to many, and how far it has come. */
export const pushTaskItem = z.object({
  TaskId: z.string(),
  /** How it came about: `all` and `push`, `batch`, `schedule` by the REST API, `console` here. */
  Source: z.enum(['all', 'push', 'batch', 'schedule', 'console']),
  Status: z.enum(pushStatuses),
  FromAccount: z.string(),
  /** The text of the first element, or the title of a notification. */
  Text: z.string(),
  Target: z.enum(['all', 'users', 'tags', 'attrs']),
  Condition: pushCondition,
  /** False where it is in nobody's history and counts as unread nowhere. */
  Stored: z.boolean(),
  /** Until when it waits for those who are away; 0 where it does not, or no longer. */
  KeepUntil: unixSeconds,
  CreateTime: unixSeconds,
  /** 0 while it goes on. */
  EndTime: unixSeconds,
  /** Accounts that it is for; what is counted so far while it counts. */
  Targets: z.number(),
  /** Accounts that it has come to. */
  Sent: z.number(),
  /** Those of them that had a connection. */
  Reached: z.number(),
  /** Whether there is something left to stop. */
  Revocable: z.boolean(),
})
export type PushTaskItem = z.infer<typeof pushTaskItem>

export const createPushTask = defineAction({
  service: 'im',
  name: 'CreatePushTask',
  summary: 'Push a text to all accounts, or to those with tags or attributes',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    Text: z.string().min(1).pipe(textUpTo(9000)),
    /** Who says it; the built-in administrator where it is absent. */
    FromAccount: userId.optional(),
    Condition: pushCondition.optional(),
    /** Neither history nor unread: told to those who are online, and kept for the others for a time. */
    OnlineOnly: z.boolean().default(false),
    /** Seconds that an online-only push waits for those who are away. */
    KeepSeconds: z.coerce.number().int().min(0).max(604_800).default(0),
  }),
  response: z.object({ TaskId: z.string() }),
  errors: [
    'InvalidParameterValue',
    'LimitExceeded',
    'OperationDenied',
    'RequestLimitExceeded',
    'ResourceNotFound.Account',
    'ResourceNotFound.App',
  ],
})

export const describePushTask = defineAction({
  service: 'im',
  name: 'DescribePushTask',
  summary: 'List the pushes of the last 30 days, newest first, or show one',
  resource: 'app',
  writes: false,
  request: z.object({
    SDKAppID: appId,
    TaskId: taskId.optional(),
    Offset: offset,
    Limit: limit,
  }),
  response: z.object({
    /** 10000 stands for as many or more. */
    TotalCount: z.number(),
    TaskList: z.array(pushTaskItem),
    /** Names of the attributes by which accounts can be chosen. */
    AttrNames: z.array(z.string()),
  }),
  errors: ['ResourceNotFound', 'ResourceNotFound.App'],
})

export const revokePushTask = defineAction({
  service: 'im',
  name: 'RevokePushTask',
  summary: 'Stop a push: whoever was not told yet is not told any more',
  resource: 'app',
  writes: true,
  request: z.object({ SDKAppID: appId, TaskId: taskId }),
  response: nothing,
  errors: ['OperationDenied', 'ResourceNotFound', 'ResourceNotFound.App'],
})

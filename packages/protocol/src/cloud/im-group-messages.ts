import { z } from 'zod'
import { groupLimits } from '../group-limits.ts'
import { appId, defineAction, limit, unixSeconds } from './action.ts'
import { groupIds, groupResults, rowResult } from './im-group-rows.ts'

export const sendGroupMessages = defineAction({
  service: 'im',
  name: 'SendGroupMsg',
  summary: 'Send a text of at most 300 characters to up to 100 groups, as an administrator',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    GroupIds: groupIds,
    Content: z
      .string()
      .min(1)
      .refine((text) => Array.from(text).length <= 300, 'at most 300 characters'),
  }),
  response: groupResults,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

/** A message as lists show it. */
export const groupMessageItem = z.object({
  MsgSeq: z.number(),
  FromUserID: z.string(),
  MsgTime: unixSeconds,
  /** What lists show of the message. */
  Text: z.string(),
  /** `recalled` and `tip` have no elements. */
  Kind: z.enum(['message', 'tip', 'recalled']),
  /** Elements as the REST API names them, as JSON. */
  MsgBody: z.string(),
})
export type GroupMessageItem = z.infer<typeof groupMessageItem>

export const describeGroupMessages = defineAction({
  service: 'im',
  name: 'DescribeGroupMessages',
  summary: 'A page of the history of a group or a topic, newest first',
  resource: 'app',
  writes: false,
  request: z.object({
    SDKAppID: appId,
    /** GroupID or TopicID. */
    GroupId: z.string().max(140),
    /** Messages before this one; the newest without it. */
    BeforeSeq: z.coerce.number().int().min(1).optional(),
    Limit: limit,
  }),
  response: z.object({ MsgList: z.array(groupMessageItem), Complete: z.boolean() }),
  errors: ['OperationDenied', 'ResourceNotFound', 'ResourceNotFound.App'],
})

export const recallGroupMessages = defineAction({
  service: 'im',
  name: 'RecallGroupMessages',
  summary: 'Recall messages of a group or a topic',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    GroupId: z.string().max(140),
    MsgSeqs: z.array(z.coerce.number().int().min(1)).min(1).max(groupLimits.recallsPerRequest),
  }),
  response: z.object({ ResultItem: z.array(rowResult.extend({ MsgSeq: z.number() })) }),
  errors: ['OperationDenied', 'ResourceNotFound', 'ResourceNotFound.App'],
})

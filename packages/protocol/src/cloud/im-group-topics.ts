import { z } from 'zod'
import { textUpTo } from '../fields.ts'
import { groupId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { appId, defineAction, nothing, unixSeconds } from './action.ts'
import { groupIds, MOST_ROWS, rowResult } from './im-group-rows.ts'

const introduction = textUpTo(groupLimits.introductionBytes)

/** A topic as lists show it. */
export const groupTopicItem = z.object({
  /** The community that it belongs to. */
  GroupId: z.string(),
  TopicId: z.string(),
  TopicName: z.string(),
  Introduction: z.string(),
  CreateTime: unixSeconds,
  MuteAllMember: z.boolean(),
  NextMsgSeq: z.number(),
  LastMsgTime: unixSeconds,
})
export type GroupTopicItem = z.infer<typeof groupTopicItem>

export const describeGroupTopics = defineAction({
  service: 'im',
  name: 'DescribeGroupTopics',
  summary: 'The topics of up to 100 communities, newest first; groups that have none are left out',
  resource: 'app',
  writes: false,
  request: z.object({ SDKAppID: appId, GroupIds: groupIds }),
  response: z.object({ TopicList: z.array(groupTopicItem) }),
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

export const createGroupTopic = defineAction({
  service: 'im',
  name: 'CreateGroupTopic',
  summary: 'Create a topic in a community',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    GroupId: groupId,
    TopicName: textUpTo(groupLimits.topicNameBytes).min(1),
    Introduction: introduction.optional(),
  }),
  response: z.object({ TopicId: z.string() }),
  errors: [
    'InvalidParameterValue',
    'LimitExceeded',
    'OperationDenied',
    'ResourceNotFound',
    'ResourceNotFound.App',
  ],
})

export const importGroupTopics = defineAction({
  service: 'im',
  name: 'ImportGroupTopics',
  summary: 'Create up to 100 topics; a row that fails is told and hinders no other',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    TopicList: z
      .array(
        z.object({
          GroupId: z.string().max(200),
          TopicId: z.string().max(300).optional(),
          TopicName: z.string().max(600),
          Introduction: z.string().max(1000).optional(),
        }),
      )
      .min(1)
      .max(MOST_ROWS),
  }),
  response: z.object({
    SuccessCount: z.number(),
    FailTopics: z.array(z.object({ Index: z.number(), Code: z.number(), Message: z.string() })),
  }),
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

export const modifyGroupTopic = defineAction({
  service: 'im',
  name: 'ModifyGroupTopic',
  summary: 'Change a topic of a community',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    GroupId: groupId,
    TopicId: z.string().max(140),
    TopicName: textUpTo(groupLimits.topicNameBytes).min(1).optional(),
    Introduction: introduction.optional(),
    MuteAllMember: z.boolean().optional(),
  }),
  response: nothing,
  errors: ['InvalidParameterValue', 'OperationDenied', 'ResourceNotFound', 'ResourceNotFound.App'],
})

export const dismissGroupTopics = defineAction({
  service: 'im',
  name: 'DismissGroupTopics',
  summary: 'Dismiss topics of a community with their messages',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    GroupId: groupId,
    TopicIds: z.array(z.string().max(140)).min(1).max(MOST_ROWS),
  }),
  response: z.object({ ResultItem: z.array(rowResult.extend({ TopicId: z.string() })) }),
  errors: ['OperationDenied', 'ResourceNotFound', 'ResourceNotFound.App'],
})

import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { storableTextUpTo, uint32, userId } from '../fields.ts'
import { groupId, msgFlags, onOff, topicId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { topicFilter } from './group-data.ts'
import { groupStandard, groupTexts, itemResult, topicRow } from './group-row.ts'

const millionRow = { ...topicRow, service: 'million_group_open_http_svc' } as const

const topicName = storableTextUpTo(groupLimits.topicNameBytes).min(1)
const topicTexts = {
  CustomString: storableTextUpTo(groupLimits.topicCustomBytes).optional(),
  ...groupTexts,
}

/** The pages print `From_Account` as a number, its samples as text. */
const operator = userId.optional()

/** The form of each id is for the handler to judge: it has its own code in the answer. */
const topicIds = z.array(z.string()).min(1).max(groupLimits.topicsPerRequest)

const topicErrors = [
  ...groupStandard,
  errors.illegalRequest,
  errors.communityOff,
  errors.badTopicId,
] as const

const founding = {
  GroupId: groupId,
  TopicId: topicId.optional(),
  TopicName: topicName,
  From_Account: operator,
  ...topicTexts,
}

export const createTopic = defineCommand({
  ...millionRow,
  name: 'create_topic',
  summary: 'Create a topic in a community',
  request: z.object(founding),
  response: z.object({ TopicId: z.string() }),
  errors: [...topicErrors, errors.idIsOwn, errors.tooManyGroupsOfUser],
})

export const importTopic = defineCommand({
  ...topicRow,
  name: 'import_topic',
  summary: 'Import a topic with its original time; nobody is told',
  request: z.object({
    ...founding,
    Type: z.literal('Community').optional(),
    /** Unix seconds; now where absent. */
    CreateTime: uint32.optional(),
  }),
  response: z.object({ TopicId: z.string() }),
  errors: [...topicErrors, errors.idTaken, errors.tooManyGroupsOfUser],
})

export const getTopic = defineCommand({
  ...millionRow,
  name: 'get_topic',
  summary: 'Read topics of a community, and what an account has of its own in them',
  request: z.object({
    GroupId: groupId,
    From_Account: userId,
    /** All where absent. */
    TopicIdList: topicIds.optional(),
    ResponseFilter: topicFilter.optional(),
  }),
  response: z.object({
    TopicAndSelfInfo: z.array(
      z.object({
        ...itemResult,
        SelfInfo: z
          .object({
            /** Seconds that the account is muted for; older pages: `ShutUpTime`. */
            MuteTime: z.number().optional(),
            MsgSeq: z.number().optional(),
            MsgFlag: z.enum(msgFlags).optional(),
          })
          .optional(),
        TopicInfo: z
          .object({
            TopicId: z.string(),
            GroupID: z.string().optional(),
            TopicName: z.string().optional(),
            FaceUrl: z.string().optional(),
            Notification: z.string().optional(),
            Introduction: z.string().optional(),
            CustomString: z.string().optional(),
            NextMsgSeq: z.number().optional(),
            /** Unix seconds. */
            CreateTime: z.number().optional(),
            LastMsgTime: z.number().optional(),
            /** A client shows a number named `ShutUpAllFlag` instead. */
            MuteAllMember: onOff.optional(),
          })
          .optional(),
      }),
    ),
  }),
  errors: [...topicErrors, errors.noTopic],
})

export const modifyTopic = defineCommand({
  ...millionRow,
  name: 'modify_topic',
  summary: 'Change a topic',
  renamed: { ShutUpAllMember: 'MuteAllMember' },
  request: z.object({
    GroupId: groupId,
    TopicId: topicId,
    TopicName: topicName.optional(),
    From_Account: operator,
    ...topicTexts,
    MuteAllMember: onOff.optional(),
  }),
  response: z.object({}),
  errors: [...topicErrors, errors.noTopic],
})

export const destroyTopic = defineCommand({
  ...millionRow,
  name: 'destroy_topic',
  summary: 'Dismiss topics of a community; each has its own code',
  request: z.object({ GroupId: groupId, TopicIdList: topicIds }),
  response: z.object({
    DestroyResultItem: z.array(z.object({ TopicId: z.string(), ...itemResult })),
  }),
  errors: [...topicErrors, errors.noTopic],
})

/** The commands of topics. */
export const topicCommands = [
  createTopic,
  importTopic,
  getTopic,
  modifyTopic,
  destroyTopic,
] as const

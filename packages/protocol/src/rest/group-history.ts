import { z } from 'zod'
import { messageBody } from '../elements.ts'
import { groupErrors as errors } from '../errors/group.ts'
import { messageErrors } from '../errors/message.ts'
import { flag, storableTextUpTo, textUpTo, uint32, userId } from '../fields.ts'
import { groupId, topicId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { groupRow, groupStandard, msgSeq, topicRow } from './group-row.ts'

const place = { GroupId: groupId, TopicId: topicId.optional() }
const topicErrors = [errors.badTopicId, errors.noTopic]

export const groupMsgGetSimple = defineCommand({
  ...topicRow,
  name: 'group_msg_get_simple',
  summary: 'Read messages of a group or a topic, the newest first',
  request: z.object({
    ...place,
    /** Of more than 20 the answer holds the newest 20, and says that it was cut. */
    ReqMsgNumber: z.number().int().min(1).max(0xffff_ffff),
    /** The highest seq; from the newest where absent. */
    ReqMsgSeq: uint32.optional(),
    WithRecalledMsg: flag.default(0),
  }),
  response: z.object({
    GroupId: z.string(),
    /** 1 all of the range, 0 cut, 2 cut and all of it expired. */
    IsFinished: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    RspMsgList: z.array(
      z.object({
        From_Account: z.string(),
        MsgSeq: z.number(),
        MsgRandom: z.number(),
        /** Unix seconds. */
        MsgTimeStamp: z.number(),
        /** 0 a message, 1 one that expired or was deleted, 2 one that was recalled. */
        IsPlaceMsg: z.number(),
        /** 1 a tip. */
        IsSystemMsg: flag.optional(),
        /** 1 high, 2 normal, 3 low, 4 lowest. */
        MsgPriority: z.number().optional(),
        /** Empty where there is no message. */
        MsgBody: z.array(z.unknown()),
        CloudCustomData: z.string().optional(),
      }),
    ),
  }),
  errors: [...groupStandard, ...topicErrors],
})

export const groupMsgRecall = defineCommand({
  ...topicRow,
  name: 'group_msg_recall',
  summary: 'Recall messages of a group or a topic, without a time window',
  request: z.object({
    ...place,
    MsgSeqList: z
      .array(z.object({ MsgSeq: msgSeq }))
      .min(1)
      .max(groupLimits.recallsPerRequest),
    Reason: storableTextUpTo(groupLimits.recallReasonBytes).optional(),
  }),
  response: z.object({
    RecallRetList: z.array(z.object({ MsgSeq: z.number(), RetCode: z.number() })),
  }),
  errors: [
    ...groupStandard,
    errors.recallUnknown,
    errors.recallLate,
    errors.recallRefused,
    errors.recallType,
    errors.recallDisabled,
    ...topicErrors,
  ],
})

export const deleteGroupMsgBySender = defineCommand({
  ...topicRow,
  name: 'delete_group_msg_by_sender',
  summary: 'Recall what one sender wrote among the latest 1000 messages',
  request: z.object({ ...place, Sender_Account: userId }),
  response: z.object({}),
  errors: [...groupStandard, ...topicErrors],
})

export const clearGroupMsg = defineCommand({
  ...groupRow,
  name: 'clear_group_msg',
  summary: 'Hide the messages of a group from the SDK',
  request: z.object({
    GroupId: groupId,
    /** Up to this one; all where absent. */
    MsgSeq: uint32.optional(),
  }),
  response: z.object({}),
  errors: groupStandard,
})

/** Its codes are those of one-to-one messages. Source: 修改群聊历史消息. */
export const modifyGroupMsg = defineCommand({
  service: 'openim',
  name: 'modify_group_msg',
  summary: 'Modify a stored message of a group or a topic',
  ratePerSecond: 200,
  request: z.object({
    ...place,
    MsgSeq: msgSeq,
    /** This or `CloudCustomData` or both, which is for the handler to judge. */
    MsgBody: messageBody.optional(),
    CloudCustomData: textUpTo(groupLimits.messageBytes).optional(),
  }),
  response: z.object({}),
  invalid: messageErrors.badFormat,
  fieldErrors: {
    GroupId: messageErrors.badReceiver,
    TopicId: messageErrors.badReceiver,
    MsgBody: messageErrors.badBody,
  },
  arrayErrors: { MsgBody: messageErrors.bodyNotArray },
  // A missing administrator (90009), no JSON (90001) and internal faults are answered by the door.
  errors: [
    messageErrors.malformed,
    messageErrors.modifyUnknown,
    messageErrors.tooLong,
    messageErrors.badBody,
    messageErrors.badReceiver,
    messageErrors.bodyNotArray,
    messageErrors.badFormat,
  ],
})

/** The commands about stored messages of groups. */
export const groupHistoryCommands = [
  groupMsgGetSimple,
  groupMsgRecall,
  deleteGroupMsgBySender,
  clearGroupMsg,
  modifyGroupMsg,
] as const

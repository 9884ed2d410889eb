import { z } from 'zod'
import { messageBody } from '../elements.ts'
import { groupErrors as errors } from '../errors/group.ts'
import { flag, textUpTo, uint32, userId } from '../fields.ts'
import { groupId, msgPriorities, topicId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { messagePushInfo } from '../offline-push-info.ts'
import { defineCommand } from './command.ts'
import { accountsUpTo, groupRow, groupStandard, topicRow } from './group-row.ts'

/** How long all of a message may be, 80002, is for the handler to judge by the app's setting. */
const content = {
  From_Account: userId.optional(),
  /** The same one within 5 minutes is taken for the same message. */
  Random: uint32,
  MsgBody: messageBody,
  CloudCustomData: z.string().optional(),
}

/** In the order of the `@` in the text. */
const mentions = z
  .array(
    z
      .object({ GroupAtAllFlag: flag.default(0), GroupAt_Account: userId.optional() })
      .refine((at) => at.GroupAtAllFlag === 1 || at.GroupAt_Account !== undefined, {
        path: ['GroupAt_Account'],
        message: 'nobody is mentioned',
      }),
  )
  .max(groupLimits.mentions)

export const sendGroupMsg = defineCommand({
  ...topicRow,
  name: 'send_group_msg',
  summary: 'Send a message to a group or a topic',
  request: z
    .object({
      GroupId: groupId,
      TopicId: topicId.optional(),
      ...content,
      MsgPriority: z.enum(msgPriorities).default('Normal'),
      OfflinePushInfo: messagePushInfo.optional(),
      ForbidCallbackControl: z
        .array(z.enum(['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback']))
        .max(2)
        .optional(),
      /** 1: only who is online gets it, and it is not stored. */
      OnlineOnlyFlag: flag.default(0),
      SendMsgControl: z
        .array(z.enum(['NoLastMsg', 'NoUnread', 'WithMuteNotifications']))
        .max(3)
        .optional(),
      SupportMessageExtension: flag.optional(),
      /** The only ones to get it. */
      To_Account: accountsUpTo(groupLimits.targets).optional(),
      GroupAtInfo: mentions.optional(),
      NeedReadReceipt: flag.optional(),
    })
    .refine(({ OnlineOnlyFlag, SendMsgControl }) => OnlineOnlyFlag === 0 || !SendMsgControl, {
      path: ['SendMsgControl'],
      message: 'not with an OnlineOnlyFlag of 1',
    }),
  response: z.object({
    /** Unix seconds of the server. */
    MsgTime: z.number(),
    MsgSeq: z.number(),
    /** Why the flow control of the group dropped it; empty where it did not. */
    MsgDropReason: z.string().optional(),
  }),
  sizeErrors: { To_Account: errors.tooManyAccounts, GroupAtInfo: errors.tooManyMentions },
  errors: [
    ...groupStandard,
    errors.tooManyAccounts,
    // There is no 10016 and no 80001 without callbacks and the check of texts, and no rate for 10023.
    errors.muted,
    errors.tooManyMentions,
    // What the plan or the switches of the app do not have, for the fields that need them.
    errors.needsPremium,
    errors.receiptTooLarge,
    errors.receiptOnline,
    errors.messageTooLong,
    errors.badTopicId,
    errors.noTopic,
  ],
})

export const sendGroupSystemNotification = defineCommand({
  ...topicRow,
  name: 'send_group_system_notification',
  summary: 'Send a system notice to members of a group who are online',
  request: z.object({
    GroupId: groupId,
    TopicId: topicId.optional(),
    /** Everybody where it is absent or empty. No page bounds it. */
    ToMembers_Account: z.array(userId).optional(),
    Content: textUpTo(groupLimits.messageBytes),
  }),
  response: z.object({}),
  errors: [...groupStandard, errors.badTopicId, errors.noTopic],
})

export const sendBroadcastMsg = defineCommand({
  ...groupRow,
  fieldErrors: {},
  name: 'send_broadcast_msg',
  summary: 'Send a message to all live rooms of the app',
  /** How many a second go out is a setting of the app, and 10023 beyond it. */
  ratePerSecond: 200,
  request: z.object(content),
  response: z.object({ MsgSeq: z.number() }),
  errors: [errors.badParameter, errors.noPermission, errors.sendRate, errors.messageTooLong],
})

/** Imported messages are given in rising time, each after the creation of the group and before now. */
const importedMessage = z.object({
  From_Account: userId,
  /** Unix seconds. */
  SendTime: uint32,
  Random: uint32.optional(),
  MsgBody: messageBody,
})

export const importGroupMsg = defineCommand({
  ...topicRow,
  name: 'import_group_msg',
  summary: 'Import messages of a group with their original times',
  request: z.object({
    GroupId: groupId,
    TopicId: topicId.optional(),
    /** 1: the conversation comes to the top of lists. */
    RecentContactFlag: flag.default(0),
    /** Up to 20 as 使用限制 says; the page of the command says 7. */
    MsgList: z.array(importedMessage).min(1).max(groupLimits.messagesPerImport),
  }),
  response: z.object({
    ImportMsgResult: z.array(
      z.object({
        MsgSeq: z.number(),
        MsgTime: z.number(),
        /** 0, or 10004 for a wrong time, 80001 for a rejected text, 80002 for a body that is too long. */
        Result: z.number(),
      }),
    ),
  }),
  errors: [...groupStandard, errors.importTooLong, errors.badTopicId, errors.noTopic],
})

export const setUnreadMsgNum = defineCommand({
  ...groupRow,
  name: 'set_unread_msg_num',
  summary: 'Set how many messages of a group a member has not read',
  request: z.object({
    GroupId: groupId,
    Member_Account: userId,
    /** No more than there are messages. */
    UnreadMsgNum: uint32,
  }),
  response: z.object({}),
  errors: groupStandard,
})

/** The commands that bring messages into groups. */
export const groupMessageCommands = [
  sendGroupMsg,
  sendGroupSystemNotification,
  sendBroadcastMsg,
  importGroupMsg,
  setUnreadMsgNum,
] as const

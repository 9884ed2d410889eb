import { z } from 'zod'
import { messageErrors } from '../errors/message.ts'
import { messageBody } from '../elements.ts'
import { flag, uint32, userId } from '../fields.ts'
import { messagePushInfo } from '../offline-push-info.ts'
import { defineCommand } from './command.ts'

const invalid = messageErrors.badFormat
const account = z.string()
const count = z.number().int().min(0)

/** Fields both sending commands share. */
const sendFields = {
  SyncOtherMachine: z.union([z.literal(1), z.literal(2)]).optional(),
  From_Account: account.optional(),
  OnlineOnlyFlag: flag.optional(),
  MsgLifeTime: count.optional(),
  MsgSeq: uint32.optional(),
  MsgRandom: uint32,
  MsgTimeStamp: count.optional(),
  ForbidCallbackControl: z
    .array(z.enum(['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback']))
    .max(2)
    .optional(),
  SendMsgControl: z
    .array(z.enum(['NoUnread', 'NoLastMsg', 'WithMuteNotifications', 'NoMsgCheck']))
    .max(4)
    .optional(),
  MsgBody: messageBody,
  CloudCustomData: z.string().optional(),
  SupportMessageExtension: flag.optional(),
  IsNeedReadReceipt: flag.optional(),
  OfflinePushInfo: messagePushInfo.optional(),
}

const sendFieldErrors = {
  SyncOtherMachine: messageErrors.badSyncOther,
  From_Account: messageErrors.badSender,
  To_Account: messageErrors.badReceiver,
  MsgLifeTime: messageErrors.badLifeTime,
  MsgRandom: messageErrors.badRandom,
  MsgTimeStamp: messageErrors.badTimestamp,
  MsgBody: messageErrors.badBody,
  OfflinePushInfo: messageErrors.badPushInfo,
}

const arrayErrors = { MsgBody: messageErrors.bodyNotArray }

const sendErrors = [
  messageErrors.badBody,
  messageErrors.badRandom,
  messageErrors.bodyNotArray,
  messageErrors.badSender,
  messageErrors.badFormat,
  messageErrors.unknownReceiver,
  messageErrors.lifeTimeTooLong,
  messageErrors.badSyncOther,
  messageErrors.badPushInfo,
  messageErrors.badLifeTime,
  messageErrors.unknownAccount,
  messageErrors.packetTooLong,
]

export const sendMsg = defineCommand({
  service: 'openim',
  name: 'sendmsg',
  summary: 'Send a one-to-one message',
  ratePerSecond: 200,
  request: z.object({ ...sendFields, To_Account: account }),
  response: z.object({ MsgTime: z.number(), MsgKey: z.string(), MsgId: z.string() }),
  invalid,
  fieldErrors: sendFieldErrors,
  arrayErrors,
  errors: [...sendErrors, messageErrors.badReceiver, messageErrors.badTimestamp],
})

export const batchSendMsg = defineCommand({
  service: 'openim',
  name: 'batchsendmsg',
  summary: 'Send one message to up to 500 accounts',
  ratePerSecond: 200,
  // No callback is made for a batch, and it has no time of its own.
  request: z
    .object({ ...sendFields, To_Account: z.array(account) })
    .omit({ MsgTimeStamp: true, ForbidCallbackControl: true }),
  response: z.object({
    MsgKey: z.string(),
    MsgId: z.string(),
    ErrorList: z.array(z.object({ To_Account: z.string(), ErrorCode: z.number() })),
  }),
  invalid,
  fieldErrors: { ...sendFieldErrors, To_Account: messageErrors.receiversNotArray },
  arrayErrors,
  errors: [
    ...sendErrors,
    messageErrors.tooManyReceivers,
    messageErrors.receiversNotArray,
    messageErrors.noReceivers,
    messageErrors.batchRate,
  ],
})

export const importMsg = defineCommand({
  service: 'openim',
  name: 'importmsg',
  summary: 'Import a one-to-one message with its original time',
  ratePerSecond: 200,
  request: z.object({
    SyncFromOldSystem: z.union([z.literal(1), z.literal(2), z.literal(5)]),
    From_Account: userId,
    To_Account: userId,
    MsgSeq: uint32.optional(),
    MsgRandom: uint32,
    MsgTimeStamp: uint32,
    MsgBody: messageBody,
    CloudCustomData: z.string().optional(),
  }),
  response: z.object({}),
  invalid,
  fieldErrors: { ...sendFieldErrors, SyncFromOldSystem: messageErrors.badSyncFrom },
  arrayErrors,
  errors: [
    messageErrors.bodyNotArray,
    messageErrors.badBody,
    messageErrors.badReceiver,
    messageErrors.badRandom,
    messageErrors.badTimestamp,
    messageErrors.badSender,
    messageErrors.badFormat,
    messageErrors.unknownReceiver,
    messageErrors.badSyncFrom,
    messageErrors.unknownAccount,
    messageErrors.packetTooLong,
  ],
})

export const adminGetRoamMsg = defineCommand({
  service: 'openim',
  name: 'admin_getroammsg',
  summary: 'Read the one-to-one history of two accounts',
  ratePerSecond: 200,
  renamed: { From_Account: 'Operator_Account', To_Account: 'Peer_Account' },
  request: z.object({
    Operator_Account: userId,
    Peer_Account: userId,
    MaxCnt: z.number().int().min(1).max(1000),
    MinTime: uint32,
    MaxTime: uint32,
    LastMsgKey: z.string().optional(),
  }),
  response: z.object({
    Complete: flag,
    MsgCnt: z.number(),
    LastMsgTime: z.number(),
    LastMsgKey: z.string(),
    MsgList: z.array(
      z.object({
        From_Account: z.string(),
        To_Account: z.string(),
        MsgSeq: z.number(),
        MsgRandom: z.number(),
        MsgTimeStamp: z.number(),
        MsgClientTime: z.number(),
        MsgFlagBits: z.number(),
        IsPeerRead: flag,
        IsNeedReadReceipt: flag,
        SupportMessageExtension: flag,
        MsgVersion: z.number(),
        MsgKey: z.string(),
        MsgId: z.string(),
        MsgBody: z.array(z.unknown()),
        CloudCustomData: z.string(),
      }),
    ),
  }),
  invalid: messageErrors.badFormat,
  fieldErrors: {
    Operator_Account: messageErrors.badSender,
    Peer_Account: messageErrors.badReceiver,
    LastMsgKey: messageErrors.badMsgKey,
  },
  errors: [
    messageErrors.badReceiver,
    messageErrors.badSender,
    messageErrors.badFormat,
    messageErrors.badMsgKey,
  ],
})

export const adminMsgWithdraw = defineCommand({
  service: 'openim',
  name: 'admin_msgwithdraw',
  summary: 'Recall a one-to-one message, without a time window',
  ratePerSecond: 200,
  request: z.object({ From_Account: userId, To_Account: userId, MsgKey: z.string() }),
  response: z.object({}),
  invalid,
  fieldErrors: {
    From_Account: messageErrors.badSender,
    To_Account: messageErrors.badReceiver,
    MsgKey: messageErrors.badMsgKey,
  },
  errors: [
    messageErrors.recallUnknown,
    messageErrors.recalledAlready,
    messageErrors.badReceiver,
    messageErrors.badSender,
    messageErrors.badMsgKey,
  ],
})

export const adminSetMsgRead = defineCommand({
  service: 'openim',
  name: 'admin_set_msg_read',
  summary: 'Mark a one-to-one conversation as read',
  ratePerSecond: 200,
  request: z.object({
    Report_Account: userId,
    Peer_Account: userId,
    // Older pages type it as a string.
    MsgReadTime: z.union([uint32, z.string().regex(/^\d{1,10}$/)]).optional(),
  }),
  response: z.object({}),
  invalid,
  fieldErrors: { Report_Account: messageErrors.badSender, Peer_Account: messageErrors.badReceiver },
  errors: [messageErrors.badReceiver, messageErrors.badSender, messageErrors.badFormat],
})

export const getC2cUnreadMsgNum = defineCommand({
  service: 'openim',
  name: 'get_c2c_unread_msg_num',
  summary: 'Read the unread numbers of one account',
  ratePerSecond: 200,
  request: z.object({ To_Account: userId, Peer_Account: z.array(z.string()).max(10).optional() }),
  response: z.object({
    AllC2CUnreadMsgNum: z.number().optional(),
    C2CUnreadMsgNumList: z
      .array(z.object({ Peer_Account: z.string(), C2CUnreadMsgNum: z.number() }))
      .optional(),
    ErrorList: z.array(z.object({ Peer_Account: z.string(), ErrorCode: z.number() })).optional(),
  }),
  invalid,
  fieldErrors: { To_Account: messageErrors.badReceiver, Peer_Account: messageErrors.badSender },
  errors: [messageErrors.badReceiver, messageErrors.badSender],
})

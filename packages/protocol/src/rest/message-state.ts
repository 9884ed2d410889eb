import { z } from 'zod'
import { gatewayErrors } from '../errors/gateway.ts'
import { messageErrors } from '../errors/message.ts'
import { messageBody } from '../elements.ts'
import { textUpTo, userId } from '../fields.ts'
import { defineCommand } from './command.ts'

const invalid = messageErrors.badFormat
const msgKey = z.string().max(50)

export const modifyC2cMsg = defineCommand({
  service: 'openim',
  name: 'modify_c2c_msg',
  summary: 'Modify a stored one-to-one message',
  ratePerSecond: 200,
  request: z.object({
    From_Account: userId,
    To_Account: userId,
    MsgKey: msgKey,
    MsgBody: messageBody.optional(),
    CloudCustomData: textUpTo(12_288).optional(),
  }),
  response: z.object({}),
  invalid,
  fieldErrors: {
    From_Account: messageErrors.badAccount,
    To_Account: messageErrors.badReceiver,
    MsgKey: messageErrors.badMsgKey,
    MsgBody: messageErrors.badBody,
  },
  arrayErrors: { MsgBody: messageErrors.bodyNotArray },
  errors: [
    messageErrors.badAccount,
    messageErrors.modifyUnknown,
    messageErrors.badBody,
    messageErrors.badReceiver,
    messageErrors.bodyNotArray,
    messageErrors.badFormat,
    messageErrors.unknownReceiver,
    messageErrors.badMsgKey,
    messageErrors.packetTooLong,
  ],
})

export const c2cMsgReadReceipt = defineCommand({
  service: 'openim',
  name: 'c2c_msg_read_receipt',
  summary: 'Send read receipts for one-to-one messages that asked for them',
  ratePerSecond: 200,
  request: z.object({
    Operator_Account: userId,
    Peer_Account: userId,
    C2CMsgInfo: z
      .array(z.object({ From_Account: userId, To_Account: userId, MsgKey: msgKey }))
      .min(1)
      .max(30),
  }),
  response: z.object({}),
  invalid: messageErrors.malformed,
  fieldErrors: {
    Operator_Account: messageErrors.badAccount,
    Peer_Account: messageErrors.badAccount,
  },
  errors: [
    messageErrors.malformed,
    messageErrors.badAccount,
    messageErrors.badMsgKey,
    gatewayErrors.notInPlan,
  ],
})

export const deleteC2cMsgRamble = defineCommand({
  service: 'openim',
  name: 'delete_c2c_msg_ramble',
  summary: 'Delete one-to-one messages from the view of one side',
  ratePerSecond: 200,
  request: z.object({
    Operator_Account: userId,
    Peer_Account: userId,
    MsgKeyList: z.array(msgKey).min(1).max(30),
  }),
  response: z.object({}),
  invalid,
  fieldErrors: {
    Operator_Account: messageErrors.badSender,
    Peer_Account: messageErrors.badReceiver,
  },
  errors: [
    messageErrors.badReceiver,
    messageErrors.badSender,
    messageErrors.badFormat,
    messageErrors.badMsgKey,
  ],
})

/** The commands about what happens to one-to-one messages after they were sent. */
export const messageStateCommands = [modifyC2cMsg, c2cMsgReadReceipt, deleteC2cMsgRamble]

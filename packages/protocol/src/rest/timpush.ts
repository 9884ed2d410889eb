import { z } from 'zod'
import { messageErrors } from '../errors/message.ts'
import { pushErrors } from '../errors/push.ts'
import { flag, textUpTo, uint32 } from '../fields.ts'
import { defineCommand } from './command.ts'
import { conditionErrors, offlinePushInfo, pushCondition, pushFieldErrors } from './push-all.ts'
import { attrNames, defineLabelCommands, nameErrors, userAttrs } from './push-labels.ts'
import { schedCommands } from './timpush-sched.ts'

const names = { service: 'timpush', ratePerSecond: 100, invalid: messageErrors.badFormat }
/** Slot to 0 for accounts, 1 for devices without a login. */
const attrTypes = z.record(z.string(), flag)
const taskId = z.object({ TaskId: z.string() })
const errorList = z
  .array(z.object({ To_Account: z.string(), ErrorCode: z.number(), ErrorInfo: z.string() }))
  .optional()

export const timPush = defineCommand({
  ...names,
  name: 'push',
  summary: 'Push a message or a notification to all accounts, or to those with tags or attributes',
  request: z.object({
    From_Account: z.string(),
    MsgRandom: uint32,
    Condition: pushCondition.optional(),
    /** 0 stores the message, 1 tells it live alone. */
    OnlineOnlyFlag: flag.optional(),
    /** Without elements it is a notification, as `OfflinePushInfo` says. */
    MsgBody: z.array(z.unknown()).optional(),
    OfflinePushInfo: offlinePushInfo.optional(),
    DataId: textUpTo(64).optional(),
  }),
  response: taskId,
  fieldErrors: pushFieldErrors,
  errors: [
    messageErrors.badBody,
    messageErrors.badRandom,
    messageErrors.bodyNotArray,
    messageErrors.badSender,
    messageErrors.badFormat,
    messageErrors.badPushInfo,
    messageErrors.unknownAccount,
    ...conditionErrors,
    pushErrors.tooSoon,
    pushErrors.disabled,
    pushErrors.dailyQuota,
    pushErrors.bodyTooLong,
  ],
})

export const timPushBatch = defineCommand({
  ...names,
  name: 'batch',
  summary: 'Push a notification to up to 500 accounts',
  request: z.object({
    From_Account: z.string(),
    To_Account: z.array(z.string()),
    MsgRandom: uint32,
    OfflinePushInfo: offlinePushInfo,
    DataId: textUpTo(64).optional(),
  }),
  response: taskId.extend({ ErrorList: errorList }),
  fieldErrors: pushFieldErrors,
  errors: [
    messageErrors.badRandom,
    messageErrors.badSender,
    messageErrors.badFormat,
    messageErrors.tooManyReceivers,
    messageErrors.unknownReceiver,
    messageErrors.receiversNotArray,
    messageErrors.noReceivers,
    messageErrors.badPushInfo,
    messageErrors.unknownAccount,
    pushErrors.disabled,
    pushErrors.bodyTooLong,
  ],
})

export const timPushRevoke = defineCommand({
  ...names,
  name: 'revoke',
  summary: 'Stop a push; what waits for those who are away says something else, or nothing',
  request: z.object({ TaskId: z.string(), OfflinePushInfo: offlinePushInfo.optional() }),
  response: z.object({}),
  fieldErrors: pushFieldErrors,
  errors: [
    messageErrors.badPushInfo,
    pushErrors.disabled,
    pushErrors.badTaskId,
    pushErrors.revokedAlready,
    pushErrors.revokeTooSoon,
    pushErrors.revokeLate,
    pushErrors.notRevocable,
    pushErrors.bodyTooLong,
  ],
})

export const timPushSetAttrName = defineCommand({
  ...names,
  name: 'set_attr_name',
  summary: 'Name the ten attributes of the app, and say whose they are',
  request: z.object({ AttrNames: attrNames, AttrTypes: attrTypes.optional() }),
  response: z.object({}),
  errors: nameErrors,
})

export const timPushGetAttrName = defineCommand({
  ...names,
  name: 'get_attr_name',
  summary: 'Read the names of the attributes of the app, and whose they are',
  request: z.object({}),
  response: z.object({ AttrNames: attrNames, AttrTypes: z.record(z.string(), z.number()) }),
  errors: [pushErrors.disabled],
})

export const timPushSetAttr = defineCommand({
  ...names,
  name: 'set_attr',
  summary: 'Set attributes of accounts; those that cannot be set are listed',
  renamed: { Attrs: 'UserAttrs' },
  request: z.object({ UserAttrs: userAttrs }),
  response: z.object({ ErrorList: errorList }),
  errors: [
    messageErrors.badFormat,
    pushErrors.tooManyAccounts,
    pushErrors.badAttrLength,
    pushErrors.badAttr,
    pushErrors.disabled,
  ],
})

export const timPushLabels = defineLabelCommands('timpush', '')

export const timPushCommands = [
  timPush,
  timPushBatch,
  timPushRevoke,
  timPushSetAttrName,
  timPushGetAttrName,
  timPushSetAttr,
  ...Object.values(timPushLabels),
  ...schedCommands,
]

import { z } from 'zod'
import { messageErrors } from '../errors/message.ts'
import { pushErrors } from '../errors/push.ts'
import { uint32 } from '../fields.ts'
import { defineCommand } from './command.ts'
import { attrNames, defineLabelCommands, nameErrors, userAttrs } from './push-labels.ts'

const tags = z.array(z.string())
const attrs = z.record(z.string(), z.string())

/** Whom a push is for: (any of Or) and (all of And), of tags or of attributes; absent for everybody. */
export const pushCondition = z.object({
  TagsOr: tags.optional(),
  TagsAnd: tags.optional(),
  AttrsOr: attrs.optional(),
  AttrsAnd: attrs.optional(),
})
export type PushCondition = z.output<typeof pushCondition>

/** What a condition may be refused for. */
export const conditionErrors = [
  pushErrors.conditionTagTooLong,
  pushErrors.repeatedTag,
  pushErrors.badAttrLength,
  pushErrors.tooManyTags,
  pushErrors.badAttr,
  pushErrors.attrsAndTags,
  pushErrors.emptyTag,
]

export const pushFieldErrors = {
  From_Account: messageErrors.badSender,
  To_Account: messageErrors.receiversNotArray,
  MsgRandom: messageErrors.badRandom,
  MsgBody: messageErrors.bodyNotArray,
  MsgLifeTime: messageErrors.badLifeTime,
  OfflinePushInfo: messageErrors.badPushInfo,
  TaskId: pushErrors.badTaskId,
}

export const offlinePushInfo = z.record(z.string(), z.unknown())

export const imPush = defineCommand({
  service: 'all_member_push',
  name: 'im_push',
  summary: 'Push a message to all accounts, or to those with tags or attributes',
  ratePerSecond: 100,
  request: z.object({
    Condition: pushCondition.optional(),
    MsgRandom: uint32,
    /** The elements are judged by the handler: what is no array has an error of its own. */
    MsgBody: z.array(z.unknown()),
    MsgLifeTime: z.number().int().min(0).optional(),
    From_Account: z.string().optional(),
    OfflinePushInfo: offlinePushInfo.optional(),
  }),
  response: z.object({ TaskId: z.string() }),
  invalid: messageErrors.badFormat,
  fieldErrors: pushFieldErrors,
  errors: [
    messageErrors.badBody,
    messageErrors.badRandom,
    messageErrors.bodyNotArray,
    messageErrors.badSender,
    messageErrors.badFormat,
    messageErrors.lifeTimeTooLong,
    messageErrors.badPushInfo,
    messageErrors.badLifeTime,
    messageErrors.unknownAccount,
    ...conditionErrors,
    pushErrors.tooSoon,
    pushErrors.disabled,
    pushErrors.dailyQuota,
    pushErrors.bodyTooLong,
  ],
})

const names = {
  service: 'all_member_push',
  ratePerSecond: 100,
  invalid: messageErrors.badFormat,
}

export const imSetAttrName = defineCommand({
  ...names,
  name: 'im_set_attr_name',
  summary: 'Name the ten attributes of the app',
  request: z.object({ AttrNames: attrNames }),
  response: z.object({}),
  errors: nameErrors,
})

export const imGetAttrName = defineCommand({
  ...names,
  name: 'im_get_attr_name',
  summary: 'Read the names of the attributes of the app',
  request: z.object({}),
  response: z.object({ AttrNames: attrNames }),
  errors: [pushErrors.disabled],
})

export const imSetAttr = defineCommand({
  ...names,
  name: 'im_set_attr',
  summary: 'Set attributes of accounts',
  renamed: { Attrs: 'UserAttrs' },
  request: z.object({ UserAttrs: userAttrs }),
  response: z.object({}),
  errors: [
    messageErrors.badFormat,
    messageErrors.unknownAccount,
    pushErrors.tooManyAccounts,
    pushErrors.badAttrLength,
    pushErrors.badAttr,
    pushErrors.otherAccountType,
    pushErrors.disabled,
  ],
})

export const memberLabels = defineLabelCommands('all_member_push', 'im_')

export const pushAllCommands = [
  imPush,
  imSetAttrName,
  imGetAttrName,
  imSetAttr,
  ...Object.values(memberLabels),
]

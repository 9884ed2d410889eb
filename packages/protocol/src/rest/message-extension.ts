import { z } from 'zod'
import { messageExtensionErrors as errors } from '../errors/message-extension.ts'
import { flag, storableTextUpTo, uint32, userId } from '../fields.ts'
import { defineCommand } from './command.ts'

const msgKey = z.string().max(50)
const named = { From_Account: userId.optional(), To_Account: userId, MsgKey: msgKey }
const extension = z.object({ Key: z.string(), Value: z.string(), Seq: z.number() })

/** What to do with extensions of a message, whichever conversation it is in. */
export const extensionChange = {
  /** 1 sets, 2 deletes, 3 clears all. */
  OperateType: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  ExtensionList: z
    .array(
      z.object({
        Key: storableTextUpTo(100).min(1),
        Value: storableTextUpTo(1000).optional(),
        Seq: uint32.optional(),
      }),
    )
    .min(1)
    .max(20)
    .optional(),
}

/** What became of each extension, with what is stored now. */
export const extensionResults = z.object({
  ExtensionList: z.array(z.object({ ErrorCode: z.number(), Extension: extension })),
})

/** Extensions by rising `Seq`. */
export const extensionPage = z.object({
  ExtensionList: z.array(extension),
  CompleteFlag: flag,
  LatestSeq: z.number(),
  /** Clients drop what is no newer than this. */
  ClearSeq: z.number(),
})

export const setKeyValues = defineCommand({
  service: 'openim_msg_ext_http_svc',
  name: 'set_key_values',
  summary: 'Set, delete or clear the extensions of a one-to-one message',
  ratePerSecond: 200,
  request: z.object({
    ...named,
    ...extensionChange,
  }),
  response: extensionResults,
  invalid: errors.badParameter,
  errors: [
    errors.badParameter,
    errors.notInPlan,
    errors.notExtensible,
    errors.tooOften,
    errors.notFound,
  ],
})

export const getKeyValues = defineCommand({
  service: 'openim_msg_ext_http_svc',
  name: 'get_key_values',
  summary: 'Read the extensions of a one-to-one message',
  ratePerSecond: 200,
  request: z.object({ ...named, StartSeq: uint32.optional() }),
  response: extensionPage,
  invalid: errors.badParameter,
  errors: [errors.badParameter, errors.notInPlan, errors.notExtensible, errors.notFound],
})

/** The commands about keys and values on one-to-one messages. */
export const messageExtensionCommands = [setKeyValues, getKeyValues]

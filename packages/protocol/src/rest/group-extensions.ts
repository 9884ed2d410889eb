import { z } from 'zod'
import { messageExtensionErrors as errors } from '../errors/message-extension.ts'
import { uint32 } from '../fields.ts'
import { groupId } from '../group-fields.ts'
import { defineCommand } from './command.ts'
import { msgSeq } from './group-row.ts'
import { extensionChange, extensionPage, extensionResults } from './message-extension.ts'

const service = 'openim_msg_ext_http_svc'
const named = { GroupId: groupId, MsgSeq: msgSeq }

export const groupSetKeyValues = defineCommand({
  service,
  name: 'group_set_key_values',
  summary: 'Set, delete or clear the extensions of a group message',
  ratePerSecond: 200,
  request: z.object({ ...named, ...extensionChange }),
  response: extensionResults,
  invalid: errors.badParameter,
  // The page lists 23001 too, but also says that the `Seq` of administrators is not compared.
  errors: [
    errors.badParameter,
    errors.notInPlan,
    errors.notExtensible,
    errors.tooOften,
    errors.notFound,
  ],
})

export const groupGetKeyValues = defineCommand({
  service,
  name: 'group_get_key_values',
  summary: 'Read the extensions of a group message',
  ratePerSecond: 200,
  request: z.object({ ...named, StartSeq: uint32.optional() }),
  response: extensionPage,
  invalid: errors.badParameter,
  errors: [errors.badParameter, errors.notInPlan, errors.notExtensible, errors.notFound],
})

/** The commands about keys and values on group messages. */
export const groupExtensionCommands = [groupSetKeyValues, groupGetKeyValues] as const

import { z } from 'zod'
import { messageErrors } from '../errors/message.ts'
import { pushErrors } from '../errors/push.ts'
import { defineCommand } from './command.ts'

const text = z.string()
const accounts = z.array(text).min(1)
/** Slot `0` to `9` to the name of the attribute. */
export const attrNames = z.record(text, text)
const attrs = z.record(text, text)

export const userAttrs = z.array(z.object({ To_Account: text, Attrs: attrs })).min(1)
const userTags = z.array(z.object({ To_Account: text, Tags: z.array(text).min(1) })).min(1)

export const nameErrors = [
  messageErrors.badFormat,
  pushErrors.badAttrLength,
  pushErrors.badAttr,
  pushErrors.disabled,
]

/** The commands about tags and attributes, which both families of push have under names of their own. */
export function defineLabelCommands(service: string, prefix: string) {
  const row = (name: string, summary: string) => ({
    service,
    name: `${prefix}${name}`,
    summary,
    ratePerSecond: 100,
    invalid: messageErrors.badFormat,
  })
  const byAccount = {
    request: z.object({ To_Account: accounts }),
    fieldErrors: { To_Account: messageErrors.badReceiver },
    errors: [messageErrors.badReceiver, pushErrors.tooManyAccounts, pushErrors.disabled],
  }
  const tagErrors = [
    messageErrors.badFormat,
    pushErrors.tooManyAccounts,
    pushErrors.tooManyTags,
    pushErrors.tagTooLong,
    pushErrors.emptyTag,
    pushErrors.disabled,
  ]
  return {
    getAttr: defineCommand({
      ...row('get_attr', 'Read the attributes of accounts'),
      ...byAccount,
      response: z.object({ UserAttrs: z.array(z.object({ To_Account: text, Attrs: attrs })) }),
    }),
    removeAttr: defineCommand({
      ...row('remove_attr', 'Remove attributes of accounts'),
      renamed: { Attrs: 'UserAttrs' },
      request: z.object({
        UserAttrs: z.array(z.object({ To_Account: text, Attrs: z.array(text).min(1) })).min(1),
      }),
      response: z.object({}),
      errors: [
        messageErrors.badFormat,
        pushErrors.tooManyAccounts,
        pushErrors.badAttr,
        pushErrors.disabled,
      ],
    }),
    addTag: defineCommand({
      ...row('add_tag', 'Add tags to accounts'),
      renamed: { Tags: 'UserTags' },
      request: z.object({ UserTags: userTags }),
      response: z.object({}),
      errors: [...tagErrors, messageErrors.unknownAccount],
    }),
    getTag: defineCommand({
      ...row('get_tag', 'Read the tags of accounts'),
      ...byAccount,
      response: z.object({
        UserTags: z.array(z.object({ To_Account: text, Tags: z.array(text) })),
      }),
    }),
    removeTag: defineCommand({
      ...row('remove_tag', 'Remove tags of accounts'),
      renamed: { Tags: 'UserTags' },
      request: z.object({ UserTags: userTags }),
      response: z.object({}),
      errors: tagErrors,
    }),
    removeAllTags: defineCommand({
      ...row('remove_all_tags', 'Remove every tag of accounts'),
      ...byAccount,
      response: z.object({}),
    }),
  }
}

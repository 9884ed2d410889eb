import type { defineLabelCommands } from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import type { AttrsOf, TagsOf } from './labels.ts'
import { handleGated } from './gated.ts'
import type { PushService } from './service.ts'

/** What both families answer about tags and attributes. */
export function labelRest(
  push: PushService,
  rows: ReturnType<typeof defineLabelCommands>,
): readonly RestHandler[] {
  const { labels } = push
  return [
    handleGated(push, rows.getAttr, async ({ appId, body }) => {
      const found = await labels.attrs(appId, body.To_Account)
      return {
        UserAttrs: found.map(({ userId, attrs }) => ({ To_Account: userId, Attrs: { ...attrs } })),
      }
    }),
    handleGated(push, rows.removeAttr, async ({ appId, body }) => {
      const wanted = body.UserAttrs.map((one) => ({ userId: one.To_Account, names: one.Attrs }))
      await labels.removeAttrs(appId, wanted)
      return {}
    }),
    handleGated(push, rows.addTag, async ({ appId, body }) => {
      await labels.addTags(appId, toTags(body.UserTags))
      return {}
    }),
    handleGated(push, rows.getTag, async ({ appId, body }) => {
      const found = await labels.tags(appId, body.To_Account)
      return {
        UserTags: found.map(({ userId, tags }) => ({ To_Account: userId, Tags: [...tags] })),
      }
    }),
    handleGated(push, rows.removeTag, async ({ appId, body }) => {
      await labels.removeTags(appId, toTags(body.UserTags))
      return {}
    }),
    handleGated(push, rows.removeAllTags, async ({ appId, body }) => {
      await labels.removeAllTags(appId, body.To_Account)
      return {}
    }),
  ]
}

export function toAttrs(
  given: readonly {
    readonly To_Account: string
    readonly Attrs: Readonly<Record<string, string>>
  }[],
): readonly AttrsOf[] {
  return given.map(({ To_Account: userId, Attrs: attrs }) => ({ userId, attrs }))
}

function toTags(
  given: readonly { readonly To_Account: string; readonly Tags: readonly string[] }[],
): readonly TagsOf[] {
  return given.map(({ To_Account: userId, Tags: tags }) => ({ userId, tags }))
}

/** What the audit trail compares of the names of attributes. */
export function bySlot(names: Awaited<ReturnType<PushService['labels']['names']>>) {
  return Object.fromEntries(
    names.map(({ slot, name, type }) => [slot, { AttrName: name, AttrType: type }]),
  )
}

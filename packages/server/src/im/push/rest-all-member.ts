import { imGetAttrName, imPush, imSetAttr, imSetAttrName, memberLabels } from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { bodyOf, checkSender, keepOf, readTarget } from './content.ts'
import { handleGated } from './gated.ts'
import { bySlot, labelRest, toAttrs } from './rest-labels.ts'
import type { PushService } from './service.ts'

/** `all_member_push/*`. */
export function allMemberRest(push: PushService): readonly RestHandler[] {
  const { labels } = push
  return [
    handleGated(push, imPush, async ({ appId, operator, body }, app) => {
      const { Condition, MsgBody, MsgLifeTime, MsgRandom, OfflinePushInfo: info } = body
      const sender = body.From_Account ?? operator
      const content = {
        target: await readTarget(push, appId, Condition),
        body: bodyOf(MsgBody, info),
        ...(info && { offlinePush: info }),
        stored: false,
      }
      const keep = keepOf(MsgLifeTime)
      await checkSender(push.accounts, appId, sender)
      const wanted = { appId, kind: 'all' as const, random: MsgRandom, sender, keep, content }
      return { TaskId: await push.tasks.create(app, wanted) }
    }),
    handleGated(
      push,
      imSetAttrName,
      async ({ appId, body }) => {
        await labels.setNames(appId, body.AttrNames)
        return {}
      },
      { snapshot: ({ appId }) => labels.names(appId).then(bySlot) },
    ),
    handleGated(push, imGetAttrName, async ({ appId }) => {
      const names = await labels.names(appId)
      return { AttrNames: Object.fromEntries(names.map(({ slot, name }) => [slot, name])) }
    }),
    handleGated(push, imSetAttr, async ({ appId, body }) => {
      const [failure] = await labels.setAttrs(appId, toAttrs(body.UserAttrs))
      if (failure) throw failure.error
      return {}
    }),
    ...labelRest(push, memberLabels),
  ]
}

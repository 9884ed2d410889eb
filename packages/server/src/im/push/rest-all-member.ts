import type { Command } from '@yanshu/protocol'
import {
  ImError,
  imGetAttrName,
  imPush,
  imSetAttr,
  imSetAttrName,
  memberLabels,
  pushErrors,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { Envelope, RestCall, RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { App } from '../app/app.ts'
import { hasFeature } from '../app/service.ts'
import { bodyOf, checkSender, keepOf, readTarget } from './content.ts'
import { labelRest, toAttrs } from './rest-labels.ts'
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
    handleGated(push, imSetAttrName, async ({ appId, body }) => {
      await labels.setNames(appId, body.AttrNames)
      return {}
    }),
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

/** A command of an app that has mass push, on its plan and switched on. */
export function handleGated<Req extends z.ZodType, Res extends z.ZodType>(
  { apps }: Pick<PushService, 'apps'>,
  command: Command<Req, Res>,
  run: (call: RestCall<z.output<Req>>, app: App) => Promise<z.input<Res> & Envelope>,
): RestHandler {
  return handleRest(command, async (call) => {
    const app = await apps.get(call.appId)
    if (!hasFeature(app, 'massPush')) throw new ImError(pushErrors.disabled)
    return run(call, app)
  })
}

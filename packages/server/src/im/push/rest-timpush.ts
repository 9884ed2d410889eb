import {
  ImError,
  messageErrors,
  timPush,
  timPushBatch,
  timPushGetAttrName,
  timPushLabels,
  timPushRevoke,
  timPushSetAttr,
  timPushSetAttrName,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestCall, RestHandler } from '../../calls/rest-call.ts'
import type { App } from '../app/app.ts'
import {
  bodyOf,
  checkSender,
  checkSize,
  KEPT_NOTIFICATION,
  notificationOf,
  readTarget,
  sortOutReceivers,
} from './content.ts'
import type { NewPush } from './push.ts'
import { handleGated } from './gated.ts'
import { bySlot, labelRest, toAttrs } from './rest-labels.ts'
import { schedRest } from './rest-sched.ts'
import type { PushService } from './service.ts'

/** `timpush/*`. */
export function timPushRest(push: PushService): readonly RestHandler[] {
  const { labels, tasks } = push
  return [
    handleGated(push, timPush, async (call, app) => {
      const wanted = await readPush(push, call)
      return { TaskId: await tasks.create(app, wanted) }
    }),
    handleGated(push, timPushBatch, (call, app) => pushBatch(push, call, app)),
    handleGated(push, timPushRevoke, async ({ appId, body }) => {
      const { TaskId, OfflinePushInfo: info } = body
      checkSize([], info)
      await tasks.revoke(appId, TaskId, info)
      return {}
    }),
    handleGated(
      push,
      timPushSetAttrName,
      async ({ appId, body }) => {
        await labels.setNames(appId, body.AttrNames, body.AttrTypes)
        return {}
      },
      { snapshot: ({ appId }) => labels.names(appId).then(bySlot) },
    ),
    handleGated(push, timPushGetAttrName, async ({ appId }) => {
      const names = await labels.names(appId)
      return {
        AttrNames: Object.fromEntries(names.map(({ slot, name }) => [slot, name])),
        AttrTypes: Object.fromEntries(names.map(({ slot, type }) => [slot, type])),
      }
    }),
    handleGated(push, timPushSetAttr, async ({ appId, body }) => {
      const failures = await labels.setAttrs(appId, toAttrs(body.UserAttrs))
      if (failures.length === 0) return {}
      return {
        ActionStatus: 'SomeError' as const,
        ErrorList: failures.map(({ userId, error }) => toError(userId, error)),
      }
    }),
    ...labelRest(push, timPushLabels),
    ...schedRest(push),
  ]
}

/** @throws {ImError} as the row of the command lists. */
async function readPush(
  push: PushService,
  { appId, body }: RestCall<z.output<typeof timPush.request>>,
): Promise<NewPush> {
  const { From_Account: sender, MsgBody, OfflinePushInfo: info, DataId: dataId } = body
  const target = await readTarget(push, appId, body.Condition)
  if (MsgBody === undefined && info === undefined) throw new ImError(messageErrors.badPushInfo)
  const elements = MsgBody && bodyOf(MsgBody, info)
  await checkSender(push.accounts, appId, sender)
  const content = elements
    ? { body: elements, ...(info && { offlinePush: info }), stored: body.OnlineOnlyFlag !== 1 }
    : notificationOf(info ?? {})
  return {
    appId,
    kind: 'push',
    random: body.MsgRandom,
    sender,
    keep: elements ? 0 : KEPT_NOTIFICATION,
    content: { ...content, target, ...(dataId !== undefined && { dataId }) },
  }
}

async function pushBatch(
  push: PushService,
  { appId, body }: RestCall<z.output<typeof timPushBatch.request>>,
  app: App,
) {
  const { From_Account: sender, OfflinePushInfo: info, DataId: dataId } = body
  const content = notificationOf(info)
  await checkSender(push.accounts, appId, sender)
  const { known, unknown } = await sortOutReceivers(push.accounts, appId, body.To_Account)
  if (known.length === 0) throw new ImError(messageErrors.unknownReceiver)
  const taskId = await push.tasks.create(app, {
    appId,
    kind: 'batch',
    random: body.MsgRandom,
    sender,
    keep: KEPT_NOTIFICATION,
    content: {
      ...content,
      target: { to: 'users', users: known },
      ...(dataId !== undefined && { dataId }),
    },
  })
  if (unknown.length === 0) return { TaskId: taskId }
  // Devices without a login are unknown here as accounts are that were never imported.
  const error = new ImError(messageErrors.unknownReceiver)
  return {
    ActionStatus: 'SomeError' as const,
    TaskId: taskId,
    ErrorList: unknown.map((userId) => toError(userId, error)),
  }
}

function toError(To_Account: string, error: ImError) {
  return { To_Account, ErrorCode: error.row.code, ErrorInfo: error.message }
}

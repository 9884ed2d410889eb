import { randomBytes } from 'node:crypto'
import {
  CloudError,
  createPushTask,
  describePushTask,
  ImError,
  messageErrors,
  pushErrors,
  revokePushTask,
} from '@yanshu/protocol'
import type { CloudErrorCode } from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { Clock } from '../../clock.ts'
import { BUILT_IN, hasFeature } from '../app/service.ts'
import { checkSender, readTarget } from './content.ts'
import type { PushTask } from './push.ts'
import type { PushService } from './service.ts'
import { isRevocable, toTaskItem } from './task-item.ts'

/** The actions about mass push. */
export function pushActions(push: PushService, now: Clock): readonly ActionHandler[] {
  const { apps, labels, tasks } = push
  return [
    handleAction(createPushTask, async ({ body }) => {
      const app = await apps.get(body.SDKAppID)
      const { appId } = app
      if (!hasFeature(app, 'massPush')) {
        throw new CloudError('OperationDenied', 'mass push is not in the plan or not switched on')
      }
      const sender = body.FromAccount ?? BUILT_IN
      const create = async () => {
        await checkSender(push.accounts, appId, sender)
        return tasks.create(app, {
          appId,
          kind: 'console',
          random: randomBytes(4).readUInt32BE(0),
          sender,
          keep: body.OnlineOnly ? body.KeepSeconds * 1000 : 0,
          content: {
            target: await readTarget(push, appId, body.Condition),
            body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: body.Text } }],
            stored: !body.OnlineOnly,
          },
        })
      }
      return { TaskId: await create().catch(asCloudError) }
    }),
    handleAction(describePushTask, async ({ body }) => {
      const { appId } = await apps.get(body.SDKAppID)
      const names = await labels.names(appId)
      const page =
        body.TaskId === undefined
          ? await tasks.page(appId, body.Offset, body.Limit)
          : { total: 1, tasks: [await find(push, appId, body.TaskId)] }
      return {
        TotalCount: page.total,
        TaskList: page.tasks.map((task) => toTaskItem(task, names, now())),
        AttrNames: names.filter(({ type }) => type === 0).map(({ name }) => name),
      }
    }),
    handleAction(revokePushTask, async ({ body }) => {
      const { appId } = await apps.get(body.SDKAppID)
      const task = await find(push, appId, body.TaskId)
      if (!isRevocable(task, now())) {
        throw new CloudError('OperationDenied', 'nothing of this push is left to stop')
      }
      await tasks.stop(task)
      return {}
    }),
  ]
}

async function find({ tasks }: PushService, appId: number, taskId: string): Promise<PushTask> {
  const task = await tasks.find(appId, taskId)
  if (!task) throw new CloudError('ResourceNotFound', `TaskId ${taskId} is not there`)
  return task
}

const codes: ReadonlyMap<number, CloudErrorCode> = new Map([
  [messageErrors.unknownAccount.code, 'ResourceNotFound.Account'],
  [pushErrors.dailyQuota.code, 'LimitExceeded'],
  [pushErrors.tooSoon.code, 'RequestLimitExceeded'],
])

function asCloudError(error: unknown): never {
  if (!(error instanceof ImError)) throw error
  const code = codes.get(error.row.code) ?? 'InvalidParameterValue'
  throw new CloudError(code, error.message, { cause: error })
}

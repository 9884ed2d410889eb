import {
  addSchedTask,
  deleteSchedTask,
  getSchedTask,
  ImError,
  listSchedTask,
  modifySchedTask,
  pushErrors,
} from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { formatMoment } from '../../clock.ts'
import { handleGated } from './gated.ts'
import { parseMoment, toTaskInfo } from './schedule.ts'
import type { PushService } from './service.ts'

/** The planned pushes of `timpush`. */
export function schedRest(push: PushService): readonly RestHandler[] {
  const { schedules } = push
  const planned = async (appId: number, taskId: string) => {
    const { type, status, schedAt, content } = await schedules.get(appId, taskId)
    return {
      [taskId]: { Type: type, Status: status, SchedAt: formatMoment(schedAt), Content: content },
    }
  }
  return [
    handleGated(
      push,
      addSchedTask,
      async ({ appId, body }) => {
        checkApp(appId, body.Sdkappid)
        const { Type: type, Content: content } = body
        const schedAt = readMoment(body.SchedAt)
        return { TaskID: await schedules.add(appId, { type, schedAt, content }) }
      },
      { snapshot: async ({ appId }, answer) => answer && planned(appId, answer.TaskID) },
    ),
    handleGated(
      push,
      modifySchedTask,
      async ({ appId, body }) => {
        checkApp(appId, body.Sdkappid)
        const { TaskID, Type, SchedAt, Content: content } = body
        const schedAt = SchedAt === undefined ? undefined : readMoment(SchedAt)
        await schedules.modify(appId, TaskID, Type, { schedAt, content })
        return {}
      },
      { snapshot: ({ appId, body }) => planned(appId, body.TaskID) },
    ),
    handleGated(
      push,
      deleteSchedTask,
      async ({ appId, body }) => {
        checkApp(appId, body.Sdkappid)
        await schedules.remove(appId, body.TaskID, body.Type)
        return {}
      },
      { snapshot: ({ appId, body }) => planned(appId, body.TaskID) },
    ),
    handleGated(push, getSchedTask, async ({ appId, body }) => {
      checkApp(appId, body.Sdkappid)
      return { TaskInfo: toTaskInfo(await schedules.get(appId, body.TaskID)) }
    }),
    handleGated(push, listSchedTask, async ({ appId, body }) => {
      checkApp(appId, body.Sdkappid)
      const { OrderBy, Asc, BeginTime, EndTime, Keyword = '' } = body
      // PostgreSQL keeps no NUL in a text.
      if (Keyword.includes('\0')) throw new ImError(pushErrors.badSchedule, 'Keyword')
      const filter = {
        orderBy: OrderBy === 'schedAt' ? ('sched_at' as const) : ('created_at' as const),
        ascending: Asc ?? false,
        from: BeginTime === undefined ? 0 : readMoment(BeginTime),
        to: EndTime === undefined ? Number.MAX_SAFE_INTEGER : readMoment(EndTime) + 999,
        keyword: Keyword,
      }
      const page = await schedules.page(appId, filter, body.Offset, body.Want)
      return { Total: page.total, Tasks: page.schedules.map(toTaskInfo) }
    }),
  ]
}

function checkApp(appId: number, given: number): void {
  if (given !== appId) throw new ImError(pushErrors.badSchedule, 'Sdkappid differs from the URL')
}

function readMoment(text: string): number {
  const time = parseMoment(text)
  if (Number.isNaN(time)) throw new ImError(pushErrors.badSchedule, text)
  return time
}

import type { SchedContent, SchedTaskInfo } from '@yanshu/protocol'
import { formatMoment } from '../../clock.ts'
import type { PushScheduleTable } from '../../store/schema-push.ts'

/** A push that is planned. */
export interface Schedule {
  readonly appId: number
  readonly taskId: string
  readonly type: PushScheduleTable['type']
  readonly status: PushScheduleTable['status']
  readonly createdAt: number
  readonly schedAt: number
  readonly content: SchedContent
  readonly pushTask: string
  readonly error: string
}

/** `YYYY-MM-DD HH:MM:SS` of UTC as Unix milliseconds; NaN for a day that no calendar has. */
export function parseMoment(text: string): number {
  const time = Date.parse(`${text.replace(' ', 'T')}Z`)
  return Number.isNaN(time) || formatMoment(time) !== text ? Number.NaN : time
}

export function toTaskInfo(schedule: Schedule): SchedTaskInfo {
  return {
    TaskID: schedule.taskId,
    Sdkappid: schedule.appId,
    CreateAt: formatMoment(schedule.createdAt),
    Type: schedule.type,
    SchedAt: formatMoment(schedule.schedAt),
    Content: schedule.content,
    Title: textOf(schedule.content, 'Title'),
    Desc: textOf(schedule.content, 'Desc'),
    Status: schedule.status,
    DispatchSuccess: schedule.status === 'dispatched',
    DispatchErr: schedule.error,
    PushTaskID: schedule.pushTask,
  }
}

export function textOf({ OfflinePushInfo }: SchedContent, name: 'Title' | 'Desc'): string {
  const text = OfflinePushInfo[name]
  return typeof text === 'string' ? text : ''
}

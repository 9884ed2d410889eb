import { z } from 'zod'
import { pushErrors } from '../errors/push.ts'
import { sdkAppId, textUpTo } from '../fields.ts'
import { defineCommand } from './command.ts'
import { offlinePushInfo, pushCondition } from './push-all.ts'

const names = { service: 'timpush', ratePerSecond: 5, invalid: pushErrors.badSchedule }
const errors = [pushErrors.disabled, pushErrors.badSchedule]

/** `YYYY-MM-DD HH:MM:SS` of UTC. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
const type = z.enum(['All', 'Tag', 'User'])
const task = { Sdkappid: sdkAppId, TaskID: z.string().max(64) }

/** What a scheduled push says, and to whom. */
export const schedContent = z.object({
  From_Account: z.string(),
  Condition: pushCondition.optional(),
  To_Account: z.array(z.string()).min(1).max(500).optional(),
  OfflinePushInfo: offlinePushInfo,
})
export type SchedContent = z.output<typeof schedContent>

const taskInfo = z.object({
  TaskID: z.string(),
  Sdkappid: z.number(),
  CreateAt: z.string(),
  Type: type,
  SchedAt: z.string(),
  Content: z.unknown(),
  Title: z.string(),
  Desc: z.string(),
  Status: z.enum(['pending', 'dispatched', 'failed']),
  DispatchSuccess: z.boolean(),
  DispatchErr: z.string(),
  PushTaskID: z.string(),
})
export type SchedTaskInfo = z.output<typeof taskInfo>

export const addSchedTask = defineCommand({
  ...names,
  name: 'add_sched_task',
  summary: 'Plan a push for a later time',
  request: z.object({ Sdkappid: sdkAppId, Type: type, SchedAt: moment, Content: schedContent }),
  response: z.object({ TaskID: z.string() }),
  errors,
})

export const modifySchedTask = defineCommand({
  ...names,
  name: 'modify_sched_task',
  summary: 'Change a planned push that is still pending',
  request: z.object({
    ...task,
    Type: type,
    SchedAt: moment.optional(),
    Content: schedContent.optional(),
  }),
  response: z.object({}),
  errors: [...errors, pushErrors.dispatched],
})

export const deleteSchedTask = defineCommand({
  ...names,
  name: 'delete_sched_task',
  summary: 'Give up a planned push that is still pending',
  request: z.object({ ...task, Type: type }),
  response: z.object({}),
  errors: [...errors, pushErrors.dispatched],
})

export const getSchedTask = defineCommand({
  ...names,
  name: 'get_sched_task',
  summary: 'Read one planned push',
  request: z.object(task),
  response: z.object({ TaskInfo: taskInfo }),
  errors,
})

export const listSchedTask = defineCommand({
  ...names,
  name: 'list_sched_task',
  summary: 'List planned pushes of a span of time',
  request: z.object({
    Sdkappid: sdkAppId,
    Offset: z.number().int().min(0).max(1_000_000),
    Want: z.number().int().min(1).max(100),
    OrderBy: z.enum(['createAt', 'schedAt']).optional(),
    Asc: z.boolean().optional(),
    BeginTime: moment.optional(),
    EndTime: moment.optional(),
    /** Part of the title or the text. */
    Keyword: textUpTo(64).optional(),
  }),
  response: z.object({ Total: z.number(), Tasks: z.array(taskInfo) }),
  errors,
})

export const schedCommands = [
  addSchedTask,
  modifySchedTask,
  deleteSchedTask,
  getSchedTask,
  listSchedTask,
]

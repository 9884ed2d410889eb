import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { SchedContent } from '@yanshu/protocol'
import type { PushScheduleTable } from '../../store/schema-push.ts'
import { deleteSome } from '../../store/delete-some.ts'
import { likePattern } from '../../store/like-pattern.ts'
import type { Schema } from '../../store/schema.ts'
import type { Schedule } from './schedule.ts'
import { textOf } from './schedule.ts'

/** Planned pushes of a span of time. */
export interface ScheduleFilter {
  readonly orderBy: 'created_at' | 'sched_at'
  readonly ascending: boolean
  /** Of the time that is ordered by. */
  readonly from: number
  readonly to: number
  readonly keyword: string
}

export interface ScheduleStore {
  insert(schedule: Schedule): Promise<void>
  find(appId: number, taskId: string): Promise<Schedule | undefined>
  /** False where it is not pending any more. */
  change(
    appId: number,
    taskId: string,
    change: Partial<Pick<Schedule, 'schedAt' | 'content' | 'status' | 'pushTask' | 'error'>>,
  ): Promise<boolean>
  /** False where it is not pending any more. */
  remove(appId: number, taskId: string): Promise<boolean>
  page(
    appId: number,
    filter: ScheduleFilter,
    offset: number,
    limit: number,
  ): Promise<readonly Schedule[]>
  count(appId: number, filter: ScheduleFilter): Promise<number>
  due(now: number, limit: number): Promise<readonly Schedule[]>
  nextDueAt(): Promise<number | undefined>
  /** Removes old ones that are over, up to so many; answers how many. */
  removeOld(before: number, limit: number): Promise<number>
}

export function createScheduleStore(db: Kysely<Schema>): ScheduleStore {
  const matching = (appId: number, filter: ScheduleFilter) => {
    const query = db
      .selectFrom('push_schedule')
      .where('app_id', '=', appId)
      .where(filter.orderBy, '>=', filter.from)
      .where(filter.orderBy, '<=', filter.to)
    if (filter.keyword === '') return query
    const like = likePattern(filter.keyword)
    return query.where(
      sql<boolean>`(title like ${like} escape '\\' or description like ${like} escape '\\')`,
    )
  }
  return {
    async insert(schedule) {
      await db.insertInto('push_schedule').values(toRow(schedule)).execute()
    },
    async find(appId, taskId) {
      const row = await db
        .selectFrom('push_schedule')
        .selectAll()
        .where('app_id', '=', appId)
        .where('task_id', '=', taskId)
        .executeTakeFirst()
      return row && toSchedule(row)
    },
    async change(appId, taskId, { schedAt, content, status, pushTask, error }) {
      const { numUpdatedRows } = await db
        .updateTable('push_schedule')
        .set({
          status: status ?? 'pending',
          ...(schedAt !== undefined && { sched_at: schedAt }),
          ...(content && textsOf(content)),
          ...(pushTask !== undefined && { push_task: pushTask }),
          ...(error !== undefined && { error }),
        })
        .where('app_id', '=', appId)
        .where('task_id', '=', taskId)
        .where('status', '=', 'pending')
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async remove(appId, taskId) {
      const { numDeletedRows } = await db
        .deleteFrom('push_schedule')
        .where('app_id', '=', appId)
        .where('task_id', '=', taskId)
        .where('status', '=', 'pending')
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    async page(appId, filter, offset, limit) {
      const direction = filter.ascending ? 'asc' : 'desc'
      const rows = await matching(appId, filter)
        .selectAll()
        .orderBy(filter.orderBy, direction)
        .orderBy('task_id', direction)
        .offset(offset)
        .limit(limit)
        .execute()
      return rows.map(toSchedule)
    },
    async count(appId, filter) {
      const row = await matching(appId, filter)
        .select((query) => query.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return Number(row.total)
    },
    async due(now, limit) {
      const rows = await db
        .selectFrom('push_schedule')
        .selectAll()
        .where(sql<boolean>`status = 'pending'`)
        .where('sched_at', '<=', now)
        .orderBy('sched_at')
        .limit(limit)
        .execute()
      return rows.map(toSchedule)
    },
    async nextDueAt() {
      const row = await db
        .selectFrom('push_schedule')
        .select('sched_at')
        .where(sql<boolean>`status = 'pending'`)
        .orderBy('sched_at')
        .limit(1)
        .executeTakeFirst()
      return row?.sched_at
    },
    removeOld: (before, limit) =>
      deleteSome(db, {
        table: 'push_schedule',
        key: ['app_id', 'task_id'],
        which: sql`created_at < ${before} and sched_at < ${before} and status <> 'pending'
          order by created_at`,
        limit,
      }),
  }
}

function textsOf(content: SchedContent) {
  return {
    title: textOf(content, 'Title'),
    description: textOf(content, 'Desc'),
    content: JSON.stringify(content),
  }
}

function toRow(schedule: Schedule): Selectable<PushScheduleTable> {
  return {
    app_id: schedule.appId,
    task_id: schedule.taskId,
    type: schedule.type,
    status: schedule.status,
    created_at: schedule.createdAt,
    sched_at: schedule.schedAt,
    ...textsOf(schedule.content),
    push_task: schedule.pushTask,
    error: schedule.error,
  }
}

function toSchedule(row: Selectable<PushScheduleTable>): Schedule {
  return {
    appId: row.app_id,
    taskId: row.task_id,
    type: row.type,
    status: row.status,
    createdAt: row.created_at,
    schedAt: row.sched_at,
    content: JSON.parse(row.content) as SchedContent,
    pushTask: row.push_task,
    error: row.error,
  }
}

import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { deleteSome } from '../../store/delete-some.ts'
import type { Schema } from '../../store/schema.ts'
import type { PushTask } from './push.ts'
import type { Progress } from './task-store.ts'
import { moveTask, toTask } from './task-store.ts'

/** What waits for those who are away. */
export interface KeptStore {
  /** Moves a task on and keeps it for accounts, both or neither; false where the task was stopped. */
  keep(task: PushTask, users: readonly string[], to: Progress): Promise<boolean>
  /** Takes what waits for accounts: whoever gets a row is the one who tells. */
  take(
    appId: number,
    users: readonly string[],
    now: number,
  ): Promise<readonly { readonly user: string; readonly task: PushTask }[]>
  /** Until when something may wait for accounts of each app. */
  apps(now: number): Promise<readonly { readonly appId: number; readonly until: number }[]>
  /** Removes what waited too long, up to so many rows; answers how many. */
  removeLate(now: number, limit: number): Promise<number>
}

export function createKeptStore(db: Kysely<Schema>): KeptStore {
  return {
    keep: (task, users, to) => keep(db, task, users, to),
    take: (appId, users, now) => take(db, appId, users, now),
    async apps(now) {
      const rows = await db
        .selectFrom('push_task')
        .select(['app_id', (query) => query.fn.max('keep_until').as('until')])
        .where('keep_until', '>', now)
        .groupBy('app_id')
        .execute()
      return rows.map((row) => ({ appId: row.app_id, until: Number(row.until) }))
    },
    removeLate: (now, limit) => removeLate(db, now, limit),
  }
}

async function keep(
  db: Kysely<Schema>,
  task: PushTask,
  users: readonly string[],
  to: Progress,
): Promise<boolean> {
  const { appId, taskId } = task
  return db.transaction().execute(async (trx) => {
    if (!(await moveTask(trx, task, to))) return false
    if (users.length === 0) return true
    await trx
      .insertInto('push_kept')
      .values(users.map((user_id) => ({ app_id: appId, task_id: taskId, user_id })))
      .onConflict((conflict) => conflict.columns(['app_id', 'task_id', 'user_id']).doNothing())
      .execute()
    return true
  })
}

async function take(db: Kysely<Schema>, appId: number, users: readonly string[], now: number) {
  const waiting = await db
    .selectFrom('push_kept')
    .innerJoin('push_task', (join) =>
      join
        .onRef('push_task.app_id', '=', 'push_kept.app_id')
        .onRef('push_task.task_id', '=', 'push_kept.task_id'),
    )
    .selectAll('push_task')
    .where('push_kept.app_id', '=', appId)
    .where('push_kept.user_id', 'in', users)
    .where('push_task.keep_until', '>', now)
    .distinct()
    .execute()
  if (waiting.length === 0) return []
  const tasks = new Map(waiting.map((row) => [row.task_id, toTask(row)]))
  const taken = await db
    .deleteFrom('push_kept')
    .where('app_id', '=', appId)
    .where('user_id', 'in', users)
    .where('task_id', 'in', [...tasks.keys()])
    .returning(['user_id', 'task_id'])
    .execute()
  const told = taken.flatMap(({ user_id, task_id }) => {
    const task = tasks.get(task_id)
    return task ? [{ user: user_id, task }] : []
  })
  return told.toSorted((one, other) => one.task.createdAt - other.task.createdAt)
}

async function removeLate(db: Kysely<Schema>, now: number, limit: number): Promise<number> {
  const late = await db
    .selectFrom('push_task')
    .select(['app_id', 'task_id'])
    .where('keep_until', '>', 0)
    .where('keep_until', '<=', now)
    .orderBy('keep_until')
    .limit(1)
    .executeTakeFirst()
  if (!late) return 0
  const removed = await deleteSome(db, {
    table: 'push_kept',
    key: ['app_id', 'task_id', 'user_id'],
    which: sql`app_id = ${late.app_id} and task_id = ${late.task_id}`,
    limit,
  })
  if (removed > 0) return removed
  await db
    .updateTable('push_task')
    .set({ keep_until: 0 })
    .where('app_id', '=', late.app_id)
    .where('task_id', '=', late.task_id)
    .execute()
  return 1
}

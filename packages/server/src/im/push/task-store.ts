import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { PushTaskTable } from '../../store/schema-push.ts'
import { deleteSome } from '../../store/delete-some.ts'
import { lockApp } from '../../store/lock-app.ts'
import { lastLogId } from '../../store/message-log/last-log-id.ts'
import type { Schema } from '../../store/schema.ts'
import type { PushContent, PushKind, PushTask } from './push.ts'

type TaskRow = Selectable<PushTaskTable>

/** Tasks counted for a list; what lies beyond is told as so many. */
const COUNTED = 10_000

/** What a task looks like before another one is made beside it. */
export interface Before {
  /** The task that the same random made within the window. */
  readonly same: string | undefined
  /** When the newest one was made. */
  readonly newestAt: number
  /** How many were made since the day began, counted as far as `most`. */
  readonly today: number
}

export interface BeforeQuestion {
  readonly kind: PushKind
  readonly random: number
  readonly sameSince: number
  readonly dayStart: number
  /** Pushes of a day; null where nobody counts. */
  readonly most: number | null
}

/** How far a task has come. */
export type Progress = Partial<
  Pick<TaskRow, 'status' | 'cursor' | 'log_id' | 'due_at' | 'ended_at' | 'targets'>
> & { readonly sent?: number; readonly reached?: number }

export interface TaskStore {
  /** Makes a task of what `decide` answers to what is there already; one call at a time in an app. */
  insert(
    appId: number,
    question: BeforeQuestion,
    decide: (before: Before) => string | Insertable<PushTaskTable>,
  ): Promise<string>
  find(appId: number, taskId: string): Promise<PushTask | undefined>
  page(appId: number, offset: number, limit: number): Promise<readonly PushTask[]>
  count(appId: number): Promise<number>
  /** Tasks with something left to do, those that waited longest first. */
  due(now: number, limit: number): Promise<readonly PushTask[]>
  nextDueAt(): Promise<number | undefined>
  /** Moves a task on where its status is still the one given; counters grow by what is given. */
  move(task: Pick<PushTask, 'appId' | 'taskId' | 'status'>, to: Progress): Promise<boolean>
  /** Stops a task; what waits for those who are away says `content`, or is not told any more. */
  revoke(task: PushTask, now: number, content: PushContent | undefined): Promise<void>
  addReached(task: Pick<PushTask, 'appId' | 'taskId'>, reached: number): Promise<void>
  lastLogId(): Promise<number>
  /** Removes old tasks, up to so many; answers how many. */
  removeOld(before: number, limit: number): Promise<number>
}

export function createTaskStore(db: Kysely<Schema>): TaskStore {
  const of = (appId: number, taskId: string) =>
    db.updateTable('push_task').where('app_id', '=', appId).where('task_id', '=', taskId)
  return {
    insert: (appId, question, decide) => insert(db, appId, question, decide),
    async find(appId, taskId) {
      const row = await db
        .selectFrom('push_task')
        .selectAll()
        .where('app_id', '=', appId)
        .where('task_id', '=', taskId)
        .executeTakeFirst()
      return row && toTask(row)
    },
    async page(appId, offset, limit) {
      const rows = await db
        .selectFrom('push_task')
        .selectAll()
        .where('app_id', '=', appId)
        .orderBy('created_at', 'desc')
        .orderBy('task_id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute()
      return rows.map(toTask)
    },
    async count(appId) {
      const some = db
        .selectFrom('push_task')
        .select('task_id')
        .where('app_id', '=', appId)
        .limit(COUNTED)
      const row = await db
        .selectFrom(some.as('some'))
        .select((query) => query.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return Number(row.total)
    },
    async due(now, limit) {
      const rows = await db
        .selectFrom('push_task')
        .selectAll()
        .where('due_at', 'is not', null)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(limit)
        .execute()
      return rows.map(toTask)
    },
    async nextDueAt() {
      const row = await db
        .selectFrom('push_task')
        .select('due_at')
        .where('due_at', 'is not', null)
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst()
      return row?.due_at ?? undefined
    },
    move: (task, to) => moveTask(db, task, to),
    async revoke({ appId, taskId, keepUntil, status }, now, content) {
      await of(appId, taskId)
        .set({
          status: 'revoked',
          due_at: null,
          ended_at: now,
          // Time over, with rows that the cleaning finds.
          keep_until: content || keepUntil === 0 ? keepUntil : Math.min(keepUntil, now),
          ...(content && { content: JSON.stringify(content) }),
        })
        .where('status', '=', status)
        .execute()
    },
    async addReached({ appId, taskId }, reached) {
      await of(appId, taskId)
        .set((row) => ({ reached: row('reached', '+', reached) }))
        .execute()
    },
    lastLogId: () => lastLogId(db),
    removeOld: (before, limit) =>
      deleteSome(db, {
        table: 'push_task',
        key: ['app_id', 'task_id'],
        which: sql`created_at < ${before} and due_at is null and keep_until = 0
          order by created_at`,
        limit,
      }),
  }
}

/** Moves a task on where its status is still the one given, alone or in a transaction with more. */
export async function moveTask(
  db: Kysely<Schema>,
  { appId, taskId, status }: Pick<PushTask, 'appId' | 'taskId' | 'status'>,
  { sent = 0, reached = 0, ...columns }: Progress,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('push_task')
    .set((row) => ({
      ...columns,
      sent: row('sent', '+', sent),
      reached: row('reached', '+', reached),
    }))
    .where('app_id', '=', appId)
    .where('task_id', '=', taskId)
    .where('status', '=', status)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function insert(
  db: Kysely<Schema>,
  appId: number,
  question: BeforeQuestion,
  decide: (before: Before) => string | Insertable<PushTaskTable>,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    // The app's row is the lock: two pushes at once must see each other.
    await lockApp(trx, appId)
    const decided = decide(await before(trx, appId, question))
    if (typeof decided === 'string') return decided
    await trx.insertInto('push_task').values(decided).execute()
    return decided.task_id
  })
}

async function before(
  trx: Transaction<Schema>,
  appId: number,
  { kind, random, sameSince, dayStart, most }: BeforeQuestion,
): Promise<Before> {
  const same = await trx
    .selectFrom('push_task')
    .select('task_id')
    .where('app_id', '=', appId)
    .where('random', '=', random)
    .where('created_at', '>', sameSince)
    .where('kind', '=', kind)
    .limit(1)
    .executeTakeFirst()
  const [newest] = await toMany(trx, appId).select('created_at').limit(1).execute()
  const today =
    most === null
      ? []
      : await toMany(trx, appId)
          .select('task_id')
          .where('created_at', '>=', dayStart)
          .limit(most)
          .execute()
  return { same: same?.task_id, newestAt: newest?.created_at ?? 0, today: today.length }
}

/** The pushes that are counted: those to named accounts are not. */
function toMany(trx: Transaction<Schema>, appId: number) {
  return trx
    .selectFrom('push_task')
    .where('app_id', '=', appId)
    .where('kind', '!=', 'batch')
    .orderBy('created_at', 'desc')
}

export function toTask(row: TaskRow): PushTask {
  return {
    appId: row.app_id,
    taskId: row.task_id,
    kind: row.kind,
    status: row.status,
    random: row.random,
    sender: row.sender,
    createdAt: row.created_at,
    endedAt: row.ended_at ?? undefined,
    keepUntil: row.keep_until,
    cursor: row.cursor,
    logId: row.log_id,
    targets: row.targets,
    sent: row.sent,
    reached: row.reached,
    content: JSON.parse(row.content) as PushContent,
  }
}

import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ColumnKinds, Migration } from './migration.ts'

/** Mass push: tags, attributes, tasks, and what waits for those who are away. */
export const push: Migration = {
  number: 8,
  name: 'push',
  up: async (db, kind) => {
    await createLabels(db, kind)
    await createTasks(db, kind)
    await createSchedules(db, kind)
  },
}

async function createLabels(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('push_attr_name')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('slot', int, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('type', int, (column) => column.notNull())
    .addPrimaryKeyConstraint('push_attr_name_pk', ['app_id', 'slot'])
    .execute()
  await db.schema
    .createTable('push_attr')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull())
    .addColumn('slot', int, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('push_attr_pk', ['app_id', 'user_id', 'slot'])
    .execute()
  await db.schema
    .createIndex('push_attr_value')
    .on('push_attr')
    .columns(['app_id', 'slot', 'value', 'user_id'])
    .execute()
  await db.schema
    .createTable('push_tag')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull())
    .addColumn('tag', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('push_tag_pk', ['app_id', 'user_id', 'tag'])
    .execute()
  await db.schema
    .createIndex('push_tag_users')
    .on('push_tag')
    .columns(['app_id', 'tag', 'user_id'])
    .execute()
}

async function createTasks(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('push_task')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('task_id', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('random', int, (column) => column.notNull())
    .addColumn('sender', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addColumn('due_at', int)
    .addColumn('ended_at', int)
    .addColumn('keep_until', int, (column) => column.notNull())
    .addColumn('cursor', text, (column) => column.notNull())
    .addColumn('log_id', int, (column) => column.notNull())
    .addColumn('targets', int, (column) => column.notNull())
    .addColumn('sent', int, (column) => column.notNull())
    .addColumn('reached', int, (column) => column.notNull())
    .addColumn('content', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('push_task_pk', ['app_id', 'task_id'])
    .execute()
  const taskIndex = (name: string) => db.schema.createIndex(name).on('push_task')
  await taskIndex('push_task_newest').columns(['app_id', 'created_at', 'task_id']).execute()
  await taskIndex('push_task_random').columns(['app_id', 'random', 'created_at']).execute()
  await taskIndex('push_task_old').column('created_at').execute()
  await taskIndex('push_task_due')
    .column('due_at')
    .where(sql<boolean>`due_at is not null`)
    .execute()
  await taskIndex('push_task_kept')
    .column('keep_until')
    .where(sql<boolean>`keep_until > 0`)
    .execute()
  await db.schema
    .createTable('push_kept')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('task_id', text, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('push_kept_pk', ['app_id', 'task_id', 'user_id'])
    .execute()
  await db.schema
    .createIndex('push_kept_user')
    .on('push_kept')
    .columns(['app_id', 'user_id'])
    .execute()
}

async function createSchedules(db: Kysely<unknown>, { text, int }: ColumnKinds): Promise<void> {
  await db.schema
    .createTable('push_schedule')
    .addColumn('app_id', int, (column) => column.notNull())
    .addColumn('task_id', text, (column) => column.notNull())
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('created_at', int, (column) => column.notNull())
    .addColumn('sched_at', int, (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('description', text, (column) => column.notNull())
    .addColumn('content', text, (column) => column.notNull())
    .addColumn('push_task', text, (column) => column.notNull())
    .addColumn('error', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('push_schedule_pk', ['app_id', 'task_id'])
    .execute()
  const scheduleIndex = (name: string) => db.schema.createIndex(name).on('push_schedule')
  await scheduleIndex('push_schedule_created').columns(['app_id', 'created_at']).execute()
  await scheduleIndex('push_schedule_planned').columns(['app_id', 'sched_at']).execute()
  await scheduleIndex('push_schedule_old').column('created_at').execute()
  await scheduleIndex('push_schedule_due')
    .column('sched_at')
    .where(sql<boolean>`status = 'pending'`)
    .execute()
}

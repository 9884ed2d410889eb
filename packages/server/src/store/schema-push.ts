/** Mass push: whom accounts are told apart by, tasks, and what waits for those who are away. */
export interface PushTables {
  push_attr_name: PushAttrNameTable
  push_attr: PushAttrTable
  push_tag: PushTagTable
  push_task: PushTaskTable
  push_kept: PushKeptTable
  push_schedule: PushScheduleTable
}

/** One of the ten attributes of an app. */
export interface PushAttrNameTable {
  app_id: number
  slot: number
  name: string
  /** 0 for accounts, 1 for devices without a login. */
  type: number
}

export interface PushAttrTable {
  app_id: number
  user_id: string
  slot: number
  value: string
}

export interface PushTagTable {
  app_id: number
  user_id: string
  tag: string
}

export type PushStatus = 'counting' | 'sending' | 'done' | 'revoked' | 'failed'

export interface PushTaskTable {
  app_id: number
  task_id: string
  /** Which door it came through; a random is unique within it. */
  kind: 'all' | 'push' | 'batch' | 'schedule' | 'console'
  status: PushStatus
  random: number
  sender: string
  created_at: number
  /** When there is more to do; null where nothing is left. */
  due_at: number | null
  ended_at: number | null
  /** Until when it waits for those who are away; 0 where it does not, or no longer. */
  keep_until: number
  /** The last UserID that was looked at. */
  cursor: string
  /** The newest message of the log when the cursor was saved: what this task sent later comes after it. */
  log_id: number
  targets: number
  sent: number
  reached: number
  /** Body, condition and the rest, as JSON. */
  content: string
}

/** A push that waits for one account. */
export interface PushKeptTable {
  app_id: number
  task_id: string
  user_id: string
}

export interface PushScheduleTable {
  app_id: number
  task_id: string
  type: 'All' | 'Tag' | 'User'
  status: 'pending' | 'dispatched' | 'failed'
  created_at: number
  sched_at: number
  title: string
  description: string
  /** As it was given, as JSON. */
  content: string
  /** The task that it became. */
  push_task: string
  error: string
}

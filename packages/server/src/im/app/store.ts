import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { AccountTable, AppKeyTable, AppTable } from '../../store/schema-app.ts'
import { deleteSome } from '../../store/delete-some.ts'
import { likePattern } from '../../store/like-pattern.ts'
import type { Schema } from '../../store/schema.ts'

import { BUILT_IN } from './app.ts'

export type AppRow = Selectable<AppTable>
export type AppKeyRow = Selectable<AppKeyTable>

export interface AppChange {
  readonly name?: string
  readonly type?: string
  readonly introduction?: string
  readonly conf?: string
  readonly status?: AppRow['status']
  readonly plan?: string
  readonly expires_at?: number | null
  readonly billing?: AppRow['billing']
  readonly billing_since?: number
}

/** Tables whose rows go with an app, and the columns that name a row. */
export const ownedTables = {
  group_receipt: ['app_id', 'conversation', 'seq', 'account'],
  group_pin: ['app_id', 'conversation', 'seq'],
  group_attribute: ['app_id', 'group_id', 'name'],
  group_counter: ['app_id', 'group_id', 'name'],
  group_application: ['app_id', 'group_id', 'applicant', 'invitee'],
  group_application_read: ['app_id', 'account'],
  group_mute: ['app_id', 'place', 'account'],
  group_ban: ['app_id', 'group_id', 'account'],
  permission_group_topic: ['app_id', 'group_id', 'permission_group_id', 'topic_id'],
  permission_group_member: ['app_id', 'group_id', 'permission_group_id', 'account'],
  permission_group: ['app_id', 'group_id', 'permission_group_id'],
  topic_member: ['app_id', 'topic_id', 'account'],
  topic: ['app_id', 'group_id', 'topic_id'],
  group_member: ['app_id', 'group_id', 'account'],
  chat_group: ['app_id', 'group_id'],
  group_joined: ['app_id', 'account'],
  group_count: ['app_id', 'type'],
  push_kept: ['app_id', 'task_id', 'user_id'],
  push_schedule: ['app_id', 'task_id'],
  push_task: ['app_id', 'task_id'],
  push_tag: ['app_id', 'user_id', 'tag'],
  push_attr: ['app_id', 'user_id', 'slot'],
  push_attr_name: ['app_id', 'slot'],
  message_recall: ['app_id', 'conversation', 'seq'],
  message_state: ['app_id', 'conversation', 'seq'],
  message_extension: ['app_id', 'conversation', 'seq', 'name'],
  message_reaction: ['app_id', 'conversation', 'seq', 'reaction', 'account'],
  message_deleted: ['app_id', 'account', 'conversation', 'seq'],
  merged_part: ['app_id', 'key', 'part'],
  message: ['app_id', 'conversation', 'seq'],
  position: ['app_id', 'account', 'conversation'],
  conversation: ['app_id', 'kind', 'a', 'b'],
  contact: ['app_id', 'account', 'peer'],
  contact_group: ['app_id', 'account', 'group_id'],
  contact_group_member: ['app_id', 'account', 'peer', 'group_id'],
  receive_option: ['app_id', 'account'],
  away_device: ['app_id', 'account', 'instance_id'],
  friend: ['app_id', 'owner', 'friend'],
  friend_group: ['app_id', 'owner', 'name'],
  friend_application: ['app_id', 'receiver', 'sender'],
  blocked: ['app_id', 'owner', 'blocked'],
  relation_head: ['app_id', 'user_id'],
  follow: ['app_id', 'follower', 'followee'],
  follow_count: ['app_id', 'user_id'],
  account: ['app_id', 'user_id'],
  deleted_account: ['app_id', 'user_id'],
  app_key: ['app_id', 'version'],
  file: ['app_id', 'id'],
  archive_file: ['app_id', 'kind', 'hour'],
  daily_figure: ['app_id', 'period', 'field'],
  active_user: ['app_id', 'period', 'kind', 'user_id'],
  retention: ['app_id'],
} as const satisfies { readonly [Table in keyof Schema]?: readonly (keyof Schema[Table])[] }

/** Rows removed in one statement: short enough that a message waits no longer than for a commit. */
const STEP = 1000

export interface AppStore {
  /** Inserts an app with its key and its first account, unless `most` apps exist already or the id is taken; tells which. */
  insert(app: AppRow, key: AppKeyRow, most: number): Promise<'inserted' | 'full' | 'taken'>
  find(appId: number): Promise<AppRow | undefined>
  keys(appId: number): Promise<readonly AppKeyRow[]>
  /** Apps whose name or SDKAppID has the keyword in it, newest first. */
  matching(keyword: string): Promise<readonly number[]>
  /** Those of some apps that there are, newest first. */
  rows(appIds: readonly number[]): Promise<readonly AppRow[]>
  ids(): Promise<readonly number[]>
  /** False where the app is not there. */
  change(appId: number, change: AppChange, now: number): Promise<boolean>
  /** Changes an app by what it holds at that moment; undefined where it is not there. */
  changeBy(
    appId: number,
    now: number,
    decide: (row: AppRow) => AppChange,
  ): Promise<AppRow | undefined>
  deleting(): Promise<readonly number[]>
  /** Removes up to some rows of an app; true when none was left and the app itself is gone. */
  removeStep(appId: number): Promise<boolean>
}

export function createAppStore(db: Kysely<Schema>): AppStore {
  const visible = () => db.selectFrom('app').where('status', '!=', 'deleting')
  return {
    insert: (app, key, most) => insertApp(db, app, key, most),
    find: (appId) => visible().selectAll().where('app_id', '=', appId).executeTakeFirst(),
    keys: (appId) =>
      db.selectFrom('app_key').selectAll().where('app_id', '=', appId).orderBy('version').execute(),
    async matching(keyword) {
      const matching = keyword === '' ? visible() : visible().where(matches(keyword))
      const rows = await newestFirst(matching.select('app_id')).execute()
      return rows.map((row) => Number(row.app_id))
    },
    async rows(appIds) {
      if (appIds.length === 0) return []
      return newestFirst(visible().selectAll().where('app_id', 'in', appIds)).execute()
    },
    async ids() {
      const rows = await visible().select('app_id').orderBy('app_id').execute()
      return rows.map((row) => row.app_id)
    },
    async change(appId, change, now) {
      const done = await db
        .updateTable('app')
        .set({ ...change, updated_at: now })
        .where('app_id', '=', appId)
        .where('status', '!=', 'deleting')
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    },
    changeBy: (appId, now, decide) => changeBy(db, appId, now, decide),
    async deleting() {
      const rows = await db
        .selectFrom('app')
        .select('app_id')
        .where('status', '=', 'deleting')
        .execute()
      return rows.map((row) => row.app_id)
    },
    removeStep: (appId) => removeStep(db, appId),
  }
}

async function changeBy(
  db: Kysely<Schema>,
  appId: number,
  now: number,
  decide: (row: AppRow) => AppChange,
): Promise<AppRow | undefined> {
  return db.transaction().execute(async (trx) => {
    // Touched first, so that a second change waits for this one.
    const row = await trx
      .updateTable('app')
      .set({ updated_at: now })
      .where('app_id', '=', appId)
      .where('status', '!=', 'deleting')
      .returningAll()
      .executeTakeFirst()
    if (!row) return undefined
    return trx
      .updateTable('app')
      .set(decide(row))
      .where('app_id', '=', appId)
      .returningAll()
      .executeTakeFirst()
  })
}

function newestFirst<Row>(query: SelectQueryBuilder<Schema, 'app', Row>) {
  return query.orderBy('created_at', 'desc').orderBy('app_id', 'desc')
}

function matches(keyword: string) {
  const pattern = likePattern(keyword.toLowerCase())
  return sql<boolean>`(lower(name) like ${pattern} escape '\\' or cast(app_id as text) like ${pattern} escape '\\')`
}

/** The account every app is born with: in one transaction with it, or an app could be left without. */
function builtIn(app: AppRow): Selectable<AccountTable> {
  return {
    app_id: app.app_id,
    user_id: BUILT_IN,
    type: 'administrator',
    nick: '',
    face_url: '',
    profile: '{}',
    created_at: app.created_at,
    revoked_at: 0,
    muted_until: 0,
    group_muted_until: 0,
    profile_changed_at: 0,
  }
}

async function insertApp(
  db: Kysely<Schema>,
  app: AppRow,
  key: AppKeyRow,
  most: number,
): Promise<'inserted' | 'full' | 'taken'> {
  return db.transaction().execute(async (trx) => {
    const { total } = await trx
      .selectFrom('app')
      .select((query) => query.fn.countAll<number>().as('total'))
      .where('status', '!=', 'deleting')
      .executeTakeFirstOrThrow()
    if (Number(total) >= most) return 'full'
    const inserted = await trx
      .insertInto('app')
      .values(app)
      .onConflict((conflict) => conflict.column('app_id').doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 0n) return 'taken'
    await trx.insertInto('app_key').values(key).execute()
    await trx.insertInto('account').values(builtIn(app)).execute()
    return 'inserted'
  })
}

async function removeStep(db: Kysely<Schema>, appId: number): Promise<boolean> {
  // First, and with each step: they are few, and a tag that was put on in that moment goes with the next.
  await removeTags(db, appId)
  for (const [table, columns] of Object.entries(ownedTables)) {
    const rows = { table: table as keyof Schema, key: columns, which: sql`app_id = ${appId}` }
    if ((await deleteSome(db, { ...rows, limit: STEP })) > 0) return false
  }
  await db.deleteFrom('app').where('app_id', '=', appId).where('status', '=', 'deleting').execute()
  return true
}

/** Tags belong to the root account, so their rows name an app as one kind of resource of several. */
async function removeTags(db: Kysely<Schema>, appId: number): Promise<void> {
  await db
    .deleteFrom('tag_binding')
    .where('service', '=', 'im')
    .where('prefix', '=', 'sdkappid')
    .where('resource_id', '=', String(appId))
    .execute()
}

import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { AccountTable } from '../../store/schema-app.ts'
import { prepare } from '../../store/prepared.ts'
import { lockApp } from '../../store/lock-app.ts'
import type { Schema } from '../../store/schema.ts'

export type AccountRow = Selectable<AccountTable>

/** Which accounts a list shows. */
export interface AccountFilter {
  /** The beginning of the UserID. */
  readonly prefix: string
  readonly type: AccountRow['type'] | undefined
}

export type AccountChange = Partial<
  Pick<
    AccountRow,
    | 'type'
    | 'nick'
    | 'face_url'
    | 'profile'
    | 'profile_changed_at'
    | 'revoked_at'
    | 'muted_until'
    | 'group_muted_until'
  >
>

export interface AccountStore {
  find(appId: number, userId: string): Promise<AccountRow | undefined>
  findMany(appId: number, userIds: readonly string[]): Promise<readonly AccountRow[]>
  /**
   * Inserts accounts that are not there, all or none, where the app then has at most `most`;
   * answers the ids that were new, or `undefined` where they would be too many.
   */
  insertMissing(
    appId: number,
    rows: readonly AccountRow[],
    most: number | undefined,
  ): Promise<readonly string[] | undefined>
  /** Writes nick and avatar of accounts that are there. */
  setNames(appId: number, rows: readonly AccountRow[]): Promise<void>
  /** False where the account is not there. */
  change(appId: number, userId: string, change: AccountChange): Promise<boolean>
  /** Changes an account by what it holds at that moment; answers it as it is then. */
  changeBy(
    appId: number,
    userId: string,
    decide: (row: AccountRow) => AccountChange,
  ): Promise<AccountRow | undefined>
  /** Makes an account an administrator unless `most` are there; false where they are. */
  promote(appId: number, userId: string, most: number): Promise<boolean>
  /** Deletes accounts and clears what they see of conversations; answers the ids that were there. */
  delete(appId: number, userIds: readonly string[], now: number): Promise<readonly string[]>
  deletedSince(appId: number, userIds: readonly string[], since: number): Promise<readonly string[]>
  page(appId: number, filter: AccountFilter, offset: number, limit: number): Promise<AccountRow[]>
  count(appId: number, filter: AccountFilter): Promise<number>
}

export function createAccountStore(db: Kysely<Schema>): AccountStore {
  const ofApp = (appId: number) => db.selectFrom('account').where('app_id', '=', appId)
  const findOne = prepare<[appId: number, userId: string], AccountRow>(db, (db) =>
    db.selectFrom('account').selectAll().where('app_id', '=', 0).where('user_id', '=', ''),
  )
  return {
    async find(appId, userId) {
      const [row] = await findOne(appId, userId)
      return row
    },
    async findMany(appId, userIds) {
      if (userIds.length === 0) return []
      return ofApp(appId).selectAll().where('user_id', 'in', userIds).execute()
    },
    insertMissing: (appId, rows, most) => insertMissing(db, appId, rows, most),
    setNames: (appId, rows) => setNames(db, appId, rows),
    async change(appId, userId, change) {
      const done = await db
        .updateTable('account')
        .set(change)
        .where('app_id', '=', appId)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    },
    changeBy: (appId, userId, decide) => changeBy(db, appId, userId, decide),
    promote: (appId, userId, most) => promote(db, appId, userId, most),
    delete: (appId, userIds, now) => deleteAccounts(db, appId, userIds, now),
    async deletedSince(appId, userIds, since) {
      if (userIds.length === 0) return []
      const rows = await db
        .selectFrom('deleted_account')
        .select('user_id')
        .where('app_id', '=', appId)
        .where('user_id', 'in', userIds)
        .where('deleted_at', '>', since)
        .execute()
      return rows.map((row) => row.user_id)
    },
    page: (appId, filter, offset, limit) =>
      ofApp(appId)
        .selectAll()
        .where(matches(filter))
        .orderBy('created_at', 'desc')
        .orderBy('user_id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute(),
    count: (appId, filter) => count(db, appId, filter),
  }
}

async function count(db: Kysely<Schema>, appId: number, filter: AccountFilter): Promise<number> {
  if (filter.prefix === '' && filter.type === undefined) {
    const app = await db
      .selectFrom('app')
      .select('account_count')
      .where('app_id', '=', appId)
      .executeTakeFirst()
    return app?.account_count ?? 0
  }
  const row = await db
    .selectFrom('account')
    .select((query) => query.fn.countAll<number>().as('total'))
    .where('app_id', '=', appId)
    .where(matches(filter))
    .executeTakeFirstOrThrow()
  return Number(row.total)
}

function matches({ prefix, type }: AccountFilter) {
  // A range and not LIKE: it walks the primary key, and `%` and `_` are letters like others.
  const inRange =
    prefix === ''
      ? sql<boolean>`true`
      : sql<boolean>`(user_id >= ${prefix} and user_id < ${`${prefix}\u007f`})`
  // The literal lets the planner use the small index of administrators.
  if (type === 'administrator') return sql<boolean>`(${inRange} and type = 'administrator')`
  return type === undefined ? inRange : sql<boolean>`(${inRange} and type = ${type})`
}

async function insertMissing(
  db: Kysely<Schema>,
  appId: number,
  rows: readonly AccountRow[],
  most: number | undefined,
): Promise<readonly string[] | undefined> {
  try {
    return await db.transaction().execute(async (trx) => {
      const inserted = await trx
        .insertInto('account')
        .values([...rows])
        .onConflict((conflict) => conflict.columns(['app_id', 'user_id']).doNothing())
        .returning('user_id')
        .execute()
      if (inserted.length > 0) await grow(trx, appId, inserted.length, most)
      return inserted.map((row) => row.user_id)
    })
  } catch (error) {
    if (error instanceof TooMany) return undefined
    throw error
  }
}

async function setNames(
  db: Kysely<Schema>,
  appId: number,
  rows: readonly AccountRow[],
): Promise<void> {
  // An upsert of rows that are there is an update of many rows in one statement on both dialects.
  await db
    .insertInto('account')
    .values(rows.map((row) => ({ ...row, app_id: appId })))
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'user_id']).doUpdateSet((row) => ({
        nick: row.ref('excluded.nick'),
        face_url: row.ref('excluded.face_url'),
        profile_changed_at: row.ref('excluded.profile_changed_at'),
      })),
    )
    .execute()
}

class TooMany extends Error {}

async function grow(
  trx: Kysely<Schema>,
  appId: number,
  by: number,
  most: number | undefined,
): Promise<void> {
  let update = trx
    .updateTable('app')
    .set((row) => ({ account_count: row('account_count', '+', by) }))
    .where('app_id', '=', appId)
  if (most !== undefined) update = update.where('account_count', '<=', most - by)
  const { numUpdatedRows } = await update.executeTakeFirst()
  if (numUpdatedRows === 0n) throw new TooMany()
}

async function changeBy(
  db: Kysely<Schema>,
  appId: number,
  userId: string,
  decide: (row: AccountRow) => AccountChange,
): Promise<AccountRow | undefined> {
  return db.transaction().execute(async (trx) => {
    // Writing the row is the lock: a second one reads what the first one wrote.
    const row = await trx
      .updateTable('account')
      .set((row) => ({ revoked_at: row.ref('revoked_at') }))
      .where('app_id', '=', appId)
      .where('user_id', '=', userId)
      .returningAll()
      .executeTakeFirst()
    if (!row) return undefined
    const change = decide(row)
    await trx
      .updateTable('account')
      .set(change)
      .where('app_id', '=', appId)
      .where('user_id', '=', userId)
      .execute()
    return { ...row, ...change }
  })
}

async function promote(
  db: Kysely<Schema>,
  appId: number,
  userId: string,
  most: number,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    // The app's row is the lock: two promotions at once must not both see room.
    await lockApp(trx, appId)
    const others = await trx
      .selectFrom('account')
      .select('user_id')
      .where('app_id', '=', appId)
      .where(sql<boolean>`type = 'administrator'`)
      .where('user_id', '!=', userId)
      .limit(most)
      .execute()
    if (others.length >= most) return false
    await trx
      .updateTable('account')
      .set({ type: 'administrator' })
      .where('app_id', '=', appId)
      .where('user_id', '=', userId)
      .execute()
    return true
  })
}

async function deleteAccounts(
  db: Kysely<Schema>,
  appId: number,
  userIds: readonly string[],
  now: number,
): Promise<readonly string[]> {
  return db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('account')
      .where('app_id', '=', appId)
      .where('user_id', 'in', userIds)
      .returning('user_id')
      .execute()
    if (gone.length === 0) return []
    const ids = gone.map((row) => row.user_id)
    await clearPositions(trx, appId, ids)
    await trx
      .insertInto('deleted_account')
      .values(ids.map((user_id) => ({ app_id: appId, user_id, deleted_at: now })))
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'user_id']).doUpdateSet({ deleted_at: now }),
      )
      .execute()
    await trx
      .updateTable('app')
      .set((row) => ({ account_count: row('account_count', '-', ids.length) }))
      .where('app_id', '=', appId)
      .execute()
    return ids
  })
}

/** They stay, cleared: a UserID that comes back must not see what was written to the one before. */
async function clearPositions(
  trx: Kysely<Schema>,
  appId: number,
  accounts: readonly string[],
): Promise<void> {
  await trx
    .updateTable('position')
    .set({
      hidden: 1,
      unread: 0,
      pinned_at: 0,
      read_seq: sql<number>`top_seq`,
      cleared_seq: sql<number>`top_seq`,
    })
    .where('app_id', '=', appId)
    .where('account', 'in', accounts)
    .execute()
}

import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { PushAttrTable, PushTagTable } from '../../store/schema-push.ts'
import type { Schema } from '../../store/schema.ts'
import type { AttrName } from './rules.ts'

type AttrRow = Omit<Selectable<PushAttrTable>, 'app_id'>
type TagRow = Omit<Selectable<PushTagTable>, 'app_id'>

/** Tags and attributes of accounts. */
export interface LabelStore {
  names(appId: number): Promise<readonly AttrName[]>
  setNames(appId: number, names: readonly AttrName[]): Promise<void>
  attrs(appId: number, users: readonly string[]): Promise<readonly AttrRow[]>
  setAttrs(appId: number, rows: readonly AttrRow[]): Promise<void>
  removeAttrs(appId: number, rows: readonly Omit<AttrRow, 'value'>[]): Promise<void>
  tags(appId: number, users: readonly string[]): Promise<readonly TagRow[]>
  addTags(appId: number, rows: readonly TagRow[]): Promise<void>
  removeTags(appId: number, rows: readonly TagRow[]): Promise<void>
  removeAllTags(appId: number, users: readonly string[]): Promise<void>
  /** Removes whatever is known of an account. */
  forget(appId: number, user: string): Promise<void>
}

export function createLabelStore(db: Kysely<Schema>): LabelStore {
  return {
    names: (appId) =>
      db
        .selectFrom('push_attr_name')
        .select(['slot', 'name', 'type'])
        .where('app_id', '=', appId)
        .orderBy('slot')
        .execute(),
    async setNames(appId, names) {
      await db
        .insertInto('push_attr_name')
        .values(names.map((name) => ({ app_id: appId, ...name })))
        .onConflict((conflict) =>
          conflict
            .columns(['app_id', 'slot'])
            .doUpdateSet((row) => ({ name: row.ref('excluded.name') })),
        )
        .execute()
    },
    attrs: (appId, users) =>
      db
        .selectFrom('push_attr')
        .select(['user_id', 'slot', 'value'])
        .where('app_id', '=', appId)
        .where('user_id', 'in', users)
        .execute(),
    async setAttrs(appId, rows) {
      await db
        .insertInto('push_attr')
        .values(rows.map((row) => ({ app_id: appId, ...row })))
        .onConflict((conflict) =>
          conflict
            .columns(['app_id', 'user_id', 'slot'])
            .doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
        )
        .execute()
    },
    async removeAttrs(appId, rows) {
      const keys = rows.map(({ user_id, slot }) => sql`(${user_id}, cast(${slot} as integer))`)
      await db
        .deleteFrom('push_attr')
        .where('app_id', '=', appId)
        .where(sql<boolean>`(user_id, slot) in (values ${sql.join(keys)})`)
        .execute()
    },
    tags: (appId, users) =>
      db
        .selectFrom('push_tag')
        .select(['user_id', 'tag'])
        .where('app_id', '=', appId)
        .where('user_id', 'in', users)
        .orderBy('user_id')
        .orderBy('tag')
        .execute(),
    async addTags(appId, rows) {
      await db
        .insertInto('push_tag')
        .values(rows.map((row) => ({ app_id: appId, ...row })))
        .onConflict((conflict) => conflict.columns(['app_id', 'user_id', 'tag']).doNothing())
        .execute()
    },
    async removeTags(appId, rows) {
      const keys = rows.map(({ user_id, tag }) => sql`(${user_id}, ${tag})`)
      await db
        .deleteFrom('push_tag')
        .where('app_id', '=', appId)
        .where(sql<boolean>`(user_id, tag) in (values ${sql.join(keys)})`)
        .execute()
    },
    async removeAllTags(appId, users) {
      await db
        .deleteFrom('push_tag')
        .where('app_id', '=', appId)
        .where('user_id', 'in', users)
        .execute()
    },
    async forget(appId, user) {
      await db.transaction().execute(async (trx) => {
        for (const table of ['push_tag', 'push_attr', 'push_kept'] as const) {
          await trx
            .deleteFrom(table)
            .where('app_id', '=', appId)
            .where('user_id', '=', user)
            .execute()
        }
      })
    },
  }
}

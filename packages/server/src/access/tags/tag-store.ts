import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'

export interface Tag {
  readonly key: string
  readonly value: string
}

export interface TagFilter {
  readonly key?: string | undefined
  readonly value?: string | undefined
}

export interface TagPage {
  readonly offset: number
  readonly limit: number
}

export interface TagStore {
  /** Answers false where the tag is there already. */
  insert(ownerUin: string, tag: Tag, now: number): Promise<boolean>
  /** Answers false where there is no such tag. */
  delete(ownerUin: string, tag: Tag): Promise<boolean>
  /** Ordered by key and value. */
  list(ownerUin: string, filter: TagFilter, page: TagPage): Promise<Tag[]>
  count(ownerUin: string, filter: TagFilter): Promise<number>
  countKeys(ownerUin: string): Promise<number>
}

export function createTagStore(db: Kysely<Schema>): TagStore {
  const matching = (ownerUin: string, { key, value }: TagFilter) =>
    db
      .selectFrom('tag')
      .where('owner_uin', '=', ownerUin)
      .$if(key !== undefined, (query) => query.where('tag_key', '=', key ?? ''))
      .$if(value !== undefined, (query) => query.where('tag_value', '=', value ?? ''))

  return {
    async insert(ownerUin, tag, now) {
      const row = await db
        .insertInto('tag')
        .values({ owner_uin: ownerUin, tag_key: tag.key, tag_value: tag.value, created_at: now })
        .onConflict((conflict) =>
          conflict.columns(['owner_uin', 'tag_key', 'tag_value']).doNothing(),
        )
        .returning('tag_key')
        .executeTakeFirst()
      return row !== undefined
    },

    async delete(ownerUin, tag) {
      const row = await db
        .deleteFrom('tag')
        .where('owner_uin', '=', ownerUin)
        .where('tag_key', '=', tag.key)
        .where('tag_value', '=', tag.value)
        .returning('tag_key')
        .executeTakeFirst()
      return row !== undefined
    },

    async list(ownerUin, filter, { offset, limit }) {
      const rows = await matching(ownerUin, filter)
        .select(['tag_key', 'tag_value'])
        .orderBy('tag_key')
        .orderBy('tag_value')
        .limit(limit)
        .offset(offset)
        .execute()
      return rows.map((row) => ({ key: row.tag_key, value: row.tag_value }))
    },

    async count(ownerUin, filter) {
      const { count } = await matching(ownerUin, filter)
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    async countKeys(ownerUin) {
      const { count } = await matching(ownerUin, {})
        .select((select) => select.fn.count('tag_key').distinct().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },
  }
}

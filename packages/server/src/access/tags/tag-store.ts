import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { Paged, Place, Tag, TagOwner } from './tag.ts'

type Db = Kysely<Schema>

export interface TagFilter {
  readonly keys?: readonly string[] | undefined
  readonly value?: string | undefined
  readonly createdBy?: string | undefined
}

export interface ListedTag extends Tag {
  /** True where a resource carries it. */
  readonly isBound: boolean
}

/** The tags that the root accounts have made. */
export interface TagStore {
  /** Ordered by key and value. */
  page(ownerUin: string, filter: TagFilter, place: Place): Promise<Paged<ListedTag>>
  /** Keys in order. */
  keys(ownerUin: string, filter: TagFilter, place: Place): Promise<Paged<string>>
  /** Those of some tags that are there. */
  find(ownerUin: string, tags: readonly Tag[]): Promise<readonly Tag[]>
  /** The tags behind a tag, in order of key and value. */
  after(ownerUin: string, filter: TagFilter, tag: Tag, limit: number): Promise<readonly Tag[]>
  /** The keys behind a key, in order. */
  keysAfter(ownerUin: string, key: string, limit: number): Promise<readonly string[]>
}

export function createTagStore(db: Db): TagStore {
  const matching = (ownerUin: string, { keys, value, createdBy }: TagFilter) =>
    db
      .selectFrom('tag')
      .where('owner_uin', '=', ownerUin)
      .$if(keys !== undefined, (query) => query.where('tag_key', 'in', keys ?? []))
      .$if(value !== undefined, (query) => query.where('tag_value', '=', value ?? ''))
      .$if(createdBy !== undefined, (query) => query.where('created_by', '=', createdBy ?? ''))

  return {
    async page(ownerUin, filter, { offset, limit }) {
      const { total } = await matching(ownerUin, filter)
        .select((select) => select.fn.countAll().as('total'))
        .executeTakeFirstOrThrow()
      const rows = await matching(ownerUin, filter)
        .select(['tag_key', 'tag_value', isBound.as('bound')])
        .orderBy('tag_key')
        .orderBy('tag_value')
        .limit(limit)
        .offset(offset)
        .execute()
      const listed = rows.map((row) => ({ ...toTag(row), isBound: Number(row.bound) === 1 }))
      return { total: Number(total), rows: listed }
    },

    async keys(ownerUin, filter, { offset, limit }) {
      const { total } = await matching(ownerUin, filter)
        .select((select) => select.fn.count('tag_key').distinct().as('total'))
        .executeTakeFirstOrThrow()
      const rows = await matching(ownerUin, filter)
        .select('tag_key')
        .distinct()
        .orderBy('tag_key')
        .limit(limit)
        .offset(offset)
        .execute()
      return { total: Number(total), rows: rows.map((row) => row.tag_key) }
    },

    find: (ownerUin, tags) => findTags(db, ownerUin, tags),

    async after(ownerUin, filter, { key, value }, limit) {
      const rows = await matching(ownerUin, filter)
        .select(['tag_key', 'tag_value'])
        .where(sql<boolean>`(tag_key, tag_value) > (${key}, ${value})`)
        .orderBy('tag_key')
        .orderBy('tag_value')
        .limit(limit)
        .execute()
      return rows.map(toTag)
    },

    async keysAfter(ownerUin, key, limit) {
      const rows = await matching(ownerUin, {})
        .select('tag_key')
        .distinct()
        .where('tag_key', '>', key)
        .orderBy('tag_key')
        .limit(limit)
        .execute()
      return rows.map((row) => row.tag_key)
    },
  }
}

const isBound = sql<number>`case when exists (
  select 1 from tag_binding as bound
  where bound.owner_uin = tag.owner_uin
    and bound.tag_key = tag.tag_key and bound.tag_value = tag.tag_value
) then 1 else 0 end`

interface TagRow {
  readonly tag_key: string
  readonly tag_value: string
}

function toTag(row: TagRow): Tag {
  return { key: row.tag_key, value: row.tag_value }
}

/** Holds the row of a root account until the transaction ends, so that its tags change one call after the other. */
export async function lockTags(trx: Db, ownerUin: string): Promise<void> {
  await trx
    .updateTable('cam_user')
    .set((row) => ({ owner_uin: row.ref('owner_uin') }))
    .where('uin', '=', ownerUin)
    .execute()
}

/** Those of some tags that are there. */
export async function findTags(
  trx: Db,
  ownerUin: string,
  tags: readonly Tag[],
): Promise<readonly Tag[]> {
  if (tags.length === 0) return []
  const rows = await trx
    .selectFrom('tag')
    .select(['tag_key', 'tag_value'])
    .where('owner_uin', '=', ownerUin)
    .where(({ eb, or, and }) =>
      or(tags.map(({ key, value }) => and([eb('tag_key', '=', key), eb('tag_value', '=', value)]))),
    )
    .execute()
  return rows.map(toTag)
}

/** How many values each of some keys has, and how many keys there are in all. */
export async function countTags(
  trx: Db,
  ownerUin: string,
  keys: readonly string[],
): Promise<{ readonly keys: number; readonly values: ReadonlyMap<string, number> }> {
  const all = trx.selectFrom('tag').where('owner_uin', '=', ownerUin)
  const counted = await all
    .select((select) => select.fn.count('tag_key').distinct().as('keys'))
    .executeTakeFirstOrThrow()
  const rows = await all
    .select((select) => ['tag_key' as const, select.fn.countAll().as('values')])
    .where('tag_key', 'in', keys)
    .groupBy('tag_key')
    .execute()
  return {
    keys: Number(counted.keys),
    values: new Map(rows.map((row) => [row.tag_key, Number(row.values)])),
  }
}

export async function insertTags(
  trx: Db,
  { ownerUin, uin }: TagOwner,
  tags: readonly Tag[],
  now: number,
): Promise<void> {
  if (tags.length === 0) return
  const common = { owner_uin: ownerUin, created_by: uin, created_at: now }
  await trx
    .insertInto('tag')
    .values(tags.map(({ key, value }) => ({ ...common, tag_key: key, tag_value: value })))
    .execute()
}

export async function removeTags(trx: Db, ownerUin: string, tags: readonly Tag[]): Promise<void> {
  await trx
    .deleteFrom('tag')
    .where('owner_uin', '=', ownerUin)
    .where(({ eb, or, and }) =>
      or(tags.map(({ key, value }) => and([eb('tag_key', '=', key), eb('tag_value', '=', value)]))),
    )
    .execute()
}

import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { Binding, ResourceKey, Tag } from './tag.ts'

type Db = Kysely<Schema>

/** All tags of some resources, by resource and key. */
export async function bindingsOf(
  db: Db,
  ownerUin: string,
  resources: readonly ResourceKey[],
): Promise<readonly Binding[]> {
  if (resources.length === 0) return []
  const rows = await db
    .selectFrom('tag_binding')
    .select(bindingColumns)
    .where('owner_uin', '=', ownerUin)
    .where((where) => amongst(where, resources))
    .orderBy('service')
    .orderBy('prefix')
    .orderBy('resource_id')
    .orderBy('tag_key')
    .execute()
  return rows.map(toBinding)
}

export const bindingColumns = ['service', 'prefix', 'resource_id', 'tag_key', 'tag_value'] as const

type BindingRow = Pick<Schema['tag_binding'], (typeof bindingColumns)[number]>

export function toBinding(row: BindingRow): Binding {
  return {
    service: row.service,
    prefix: row.prefix,
    id: row.resource_id,
    key: row.tag_key,
    value: row.tag_value,
  }
}

/** True for the rows of some resources, at least one; those of one type share a list. */
export function amongst(
  { eb, or, and }: ExpressionBuilder<Schema, 'tag_binding'>,
  resources: readonly ResourceKey[],
) {
  const types = Map.groupBy(resources, ({ service, prefix }) => `${service} ${prefix}`)
  return or(
    [...types.values()].map((list) => {
      const [first] = list
      return and([
        eb('service', '=', first?.service ?? ''),
        eb('prefix', '=', first?.prefix ?? ''),
        eb(
          'resource_id',
          'in',
          list.map(({ id }) => id),
        ),
      ])
    }),
  )
}

/** Those of some tags that a resource carries. */
export async function boundAmong(
  trx: Db,
  ownerUin: string,
  tags: readonly Tag[],
): Promise<readonly Tag[]> {
  const rows = await trx
    .selectFrom('tag_binding')
    .select(['tag_key', 'tag_value'])
    .distinct()
    .where('owner_uin', '=', ownerUin)
    .where(({ eb, or, and }) =>
      or(tags.map(({ key, value }) => and([eb('tag_key', '=', key), eb('tag_value', '=', value)]))),
    )
    .execute()
  return rows.map((row) => ({ key: row.tag_key, value: row.tag_value }))
}

/** Puts tags on resources, over other values of the same keys. */
export async function putBindings(
  trx: Db,
  ownerUin: string,
  bindings: readonly Binding[],
  now: number,
): Promise<void> {
  if (bindings.length === 0) return
  await trx
    .insertInto('tag_binding')
    .values(
      bindings.map(({ service, prefix, id, key, value }) => ({
        owner_uin: ownerUin,
        service,
        prefix,
        resource_id: id,
        tag_key: key,
        tag_value: value,
        created_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['owner_uin', 'service', 'prefix', 'resource_id', 'tag_key'])
        .doUpdateSet((row) => ({
          tag_value: row.ref('excluded.tag_value'),
          created_at: row.ref('excluded.created_at'),
        })),
    )
    .execute()
}

/** Takes every tag off resources that are deleted. */
export async function freeTags(
  trx: Db,
  ownerUin: string,
  resources: readonly ResourceKey[],
): Promise<void> {
  if (resources.length === 0) return
  await trx
    .deleteFrom('tag_binding')
    .where('owner_uin', '=', ownerUin)
    .where((where) => amongst(where, resources))
    .execute()
}

export async function removeBindings(
  trx: Db,
  ownerUin: string,
  resources: readonly ResourceKey[],
  keys: readonly string[],
): Promise<void> {
  if (resources.length === 0 || keys.length === 0) return
  await trx
    .deleteFrom('tag_binding')
    .where('owner_uin', '=', ownerUin)
    .where((where) => amongst(where, resources))
    .where('tag_key', 'in', keys)
    .execute()
}

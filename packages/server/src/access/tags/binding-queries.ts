import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { amongst, bindingColumns, bindingsOf, toBinding } from './binding-store.ts'
import type { Binding, Paged, Place, ResourceKey, Tag } from './tag.ts'
import { appType, resourceText } from './tagged-types.ts'

type Db = Kysely<Schema>

/** Which bindings: what is undefined makes no difference. */
export interface BindingFilter {
  readonly service?: string | undefined
  readonly prefix?: string | undefined
  readonly ids?: readonly string[] | undefined
  readonly keys?: readonly string[] | undefined
  /** The uin of who made the tag. */
  readonly createdBy?: string | undefined
  /** SDKAppIDs that are left out. */
  readonly hidden?: readonly string[] | undefined
}

/** A key, and the values of it that fit; any where there are none. */
export interface KeyFilter {
  readonly key: string
  readonly values: readonly string[]
}

/** Which resources: those that fit every one of the filters, or any of them. */
export interface ResourceFilter extends BindingFilter {
  readonly filters: readonly KeyFilter[]
  readonly match: 'all' | 'any'
  readonly resources?: readonly ResourceKey[] | undefined
}

export interface TaggedResource extends ResourceKey {
  readonly tags: readonly Tag[]
}

/** Reads which resources carry which tags. */
export class BindingQueries {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  /** Ordered by resource and key. */
  async bindings(
    ownerUin: string,
    filter: BindingFilter,
    { offset, limit }: Place,
  ): Promise<Paged<Binding>> {
    const matching = this.#matching(ownerUin, filter)
    const { total } = await matching
      .select((select) => select.fn.countAll().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await matching
      .select(bindingColumns)
      .orderBy('service')
      .orderBy('prefix')
      .orderBy('resource_id')
      .orderBy('tag_key')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total: Number(total), rows: rows.map(toBinding) }
  }

  /** Resources in order, with all of their tags. */
  async resources(
    ownerUin: string,
    filter: ResourceFilter,
    { offset, limit }: Place,
  ): Promise<Paged<TaggedResource>> {
    const fitting = this.#fitting(ownerUin, filter)
    const { total } = await this.#db
      .selectFrom(fitting.as('fitting'))
      .select((select) => select.fn.countAll().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await fitting
      .orderBy('service')
      .orderBy('prefix')
      .orderBy('resource_id')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total: Number(total), rows: await this.#withTags(ownerUin, rows.map(toKey)) }
  }

  /** The resources behind one, in order, with all of their tags; from the beginning without one. */
  async resourcesAfter(
    ownerUin: string,
    filter: ResourceFilter,
    after: ResourceKey | undefined,
    limit: number,
  ): Promise<readonly TaggedResource[]> {
    const fitting = this.#fitting(ownerUin, filter)
      .orderBy('service')
      .orderBy('prefix')
      .orderBy('resource_id')
      .limit(limit)
    const rows = after
      ? await fitting
          .where(
            sql<boolean>`(service, prefix, resource_id) > (${after.service}, ${after.prefix}, ${after.id})`,
          )
          .execute()
      : await fitting.execute()
    return this.#withTags(ownerUin, rows.map(toKey))
  }

  /** Key and value of each tag on some resources, by resource: what the audit trail compares. */
  async snapshot(ownerUin: string, resources: readonly ResourceKey[]) {
    const tags = Map.groupBy(await bindingsOf(this.#db, ownerUin, resources), shortName)
    return Object.fromEntries(
      [...tags].map(([name, list]) => [
        name,
        Object.fromEntries(list.map(({ key, value }) => [key, value])),
      ]),
    )
  }

  #matching(ownerUin: string, filter: BindingFilter) {
    const { service, prefix, ids, keys, createdBy, hidden = [] } = filter
    return this.#db
      .selectFrom('tag_binding')
      .where('owner_uin', '=', ownerUin)
      .$if(service !== undefined, (query) => query.where('service', '=', service ?? ''))
      .$if(prefix !== undefined, (query) => query.where('prefix', '=', prefix ?? ''))
      .$if(ids !== undefined, (query) => query.where('resource_id', 'in', ids ?? []))
      .$if(keys !== undefined, (query) => query.where('tag_key', 'in', keys ?? []))
      .$if(createdBy !== undefined, (query) => query.where(madeBy(createdBy ?? '')))
      .$if(hidden.length > 0, (query) =>
        query.where(({ eb, not, and }) =>
          not(
            and([
              eb('service', '=', appType.service),
              eb('prefix', '=', appType.prefix),
              eb('resource_id', 'in', hidden),
            ]),
          ),
        ),
      )
  }

  /** A resource has one value of a key at most, so it fits all filters where as many rows do. */
  #fitting(ownerUin: string, { filters, match, resources, ...filter }: ResourceFilter) {
    return this.#matching(ownerUin, filter)
      .select(['service', 'prefix', 'resource_id'])
      .$if(resources !== undefined, (query) =>
        query.where((where) => amongst(where, resources ?? [])),
      )
      .$if(filters.length > 0, (query) =>
        query.where(({ eb, or, and }) =>
          or(
            filters.map(({ key, values }) =>
              and([
                eb('tag_key', '=', key),
                ...(values.length > 0 ? [eb('tag_value', 'in', values)] : []),
              ]),
            ),
          ),
        ),
      )
      .groupBy(['service', 'prefix', 'resource_id'])
      .having((having) => having.fn.countAll(), '>=', match === 'all' ? filters.length : 1)
  }

  async #withTags(
    ownerUin: string,
    keys: readonly ResourceKey[],
  ): Promise<readonly TaggedResource[]> {
    const tags = Map.groupBy(await bindingsOf(this.#db, ownerUin, keys), resourceText)
    return keys.map((resource) => ({ ...resource, tags: tags.get(resourceText(resource)) ?? [] }))
  }
}

function shortName({ prefix, id }: ResourceKey): string {
  return `${prefix}/${id}`
}

function madeBy(uin: string) {
  return sql<boolean>`exists (
    select 1 from tag where tag.owner_uin = tag_binding.owner_uin
      and tag.tag_key = tag_binding.tag_key and tag.tag_value = tag_binding.tag_value
      and tag.created_by = ${uin})`
}

function toKey(row: {
  readonly service: string
  readonly prefix: string
  readonly resource_id: string
}): ResourceKey {
  return { service: row.service, prefix: row.prefix, id: row.resource_id }
}

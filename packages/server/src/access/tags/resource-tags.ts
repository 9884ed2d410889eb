import { parseResourceName } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { ResourceKey, Tag } from './tag.ts'
import { tagText } from './tag.ts'
import { appIdOf, appType, policyType } from './tagged-types.ts'

type TagsByApp = ReadonlyMap<number, readonly string[]>

/** What policies ask about tags, each as `key&value`. */
export interface ResourceTags {
  /** The tags of one app by its six-segment name; none for anything else, policies included. */
  of(ownerUin: string, resource: string): Promise<readonly string[]>
  /** The tags of every app that has any. */
  ofApps(ownerUin: string): Promise<TagsByApp>
}

/** Root accounts whose tags are kept in memory: 50 tags of 300 apps each at the most. */
const CACHED_OWNERS = 100

/** How long tags are believed, so that those of a deleted app do not stay for ever. */
const FRESH = 60_000

const none: readonly string[] = []

/** Reads the tags of a root account's apps at once, and keeps them until one of them changes. */
export class CachedResourceTags implements ResourceTags {
  readonly #db: Kysely<Schema>
  readonly #now: Clock
  readonly #cache = new Map<string, { readonly tags: TagsByApp; readonly until: number }>()
  #changes = 0

  constructor(db: Kysely<Schema>, now: Clock) {
    this.#db = db
    this.#now = now
  }

  async of(ownerUin: string, resource: string): Promise<readonly string[]> {
    const name = parseResourceName(resource)
    const appId = name && appIdOf(name)
    if (appId === undefined) return none
    return (await this.ofApps(ownerUin)).get(appId) ?? none
  }

  async ofApps(ownerUin: string): Promise<TagsByApp> {
    const known = this.#cache.get(ownerUin)
    if (known && known.until > this.#now()) return known.tags
    const changes = this.#changes
    const byApp = await tagsOfApps(this.#db, ownerUin)
    const tags = new Map([...byApp].map(([appId, list]) => [appId, list.map(tagText)]))
    if (this.#cache.size >= CACHED_OWNERS) this.#cache.clear()
    // A change that came between may have been missed: then the next one reads again.
    if (changes === this.#changes) this.#cache.set(ownerUin, { tags, until: this.#now() + FRESH })
    return tags
  }

  /** To be called after each change of the tags on resources of a root account. */
  forget(ownerUin: string): void {
    this.#changes += 1
    this.#cache.delete(ownerUin)
  }
}

/** The tags of some apps, or of all that have any; by key. */
export function tagsOfApps(
  db: Kysely<Schema>,
  ownerUin: string,
  appIds?: readonly number[],
): Promise<ReadonlyMap<number, readonly Tag[]>> {
  return tagsOfType(db, ownerUin, appType, appIds)
}

/** The tags of some custom policies; by key. */
export function tagsOfPolicies(
  db: Kysely<Schema>,
  ownerUin: string,
  policyIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Tag[]>> {
  return tagsOfType(db, ownerUin, policyType, policyIds)
}

async function tagsOfType(
  db: Kysely<Schema>,
  ownerUin: string,
  { service, prefix }: Pick<ResourceKey, 'service' | 'prefix'>,
  ids?: readonly number[],
): Promise<ReadonlyMap<number, readonly Tag[]>> {
  if (ids?.length === 0) return new Map()
  const rows = await db
    .selectFrom('tag_binding')
    .select(['resource_id', 'tag_key', 'tag_value'])
    .where('owner_uin', '=', ownerUin)
    .where('service', '=', service)
    .where('prefix', '=', prefix)
    .$if(ids !== undefined, (query) => query.where('resource_id', 'in', (ids ?? []).map(String)))
    .orderBy('tag_key')
    .execute()
  const byId = Map.groupBy(rows, (row) => Number(row.resource_id))
  return new Map(
    [...byId].map(([id, tags]) => [
      id,
      tags.map((row) => ({ key: row.tag_key, value: row.tag_value })),
    ]),
  )
}

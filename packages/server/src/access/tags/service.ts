import type { Kysely } from 'kysely'
import type { ActionHandler } from '../../calls/action-call.ts'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import { BindingQueries } from './binding-queries.ts'
import { Bindings } from './bindings.ts'
import { bindingActions } from './cloud-bindings.ts'
import { bindingQueryActions } from './cloud-queries.ts'
import { walkActions } from './cloud-walks.ts'
import { tagActions } from './cloud.ts'
import type { ResourceTags } from './resource-tags.ts'
import { CachedResourceTags } from './resource-tags.ts'
import { createTagStore } from './tag-store.ts'
import { Tags } from './tags.ts'

export type { ResourceTags } from './resource-tags.ts'
export { tagsOfApps } from './resource-tags.ts'

/** Everything about tags, put together. */
export interface Tagging {
  readonly resourceTags: ResourceTags
  readonly actions: readonly ActionHandler[]
}

export function openTagging(db: Kysely<Schema>, now: Clock): Tagging {
  const resourceTags = new CachedResourceTags(db, now)
  const bindings = new Bindings({ db, now, changed: (ownerUin) => resourceTags.forget(ownerUin) })
  const store = createTagStore(db)
  const queries = new BindingQueries(db)
  return {
    resourceTags,
    actions: [
      ...tagActions({ tags: new Tags(db, now), store }),
      ...bindingActions(bindings, queries),
      ...bindingQueryActions(queries, resourceTags),
      ...walkActions(store, queries, resourceTags),
    ],
  }
}

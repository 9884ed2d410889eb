import { getResources, getTagKeys, getTags, getTagValues } from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { BindingQueries, TaggedResource } from './binding-queries.ts'
import { toKey } from './cloud-bindings.ts'
import { toKeyFilter } from './cloud-queries.ts'
import { toItem } from './cloud.ts'
import { hiddenFrom } from './hidden-apps.ts'
import { fromToken, toToken } from './pagination-token.ts'
import type { ResourceTags } from './resource-tags.ts'
import type { TagStore } from './tag-store.ts'
import type { Tag } from './tag.ts'
import { resourceNameOf } from './tagged-types.ts'

/** The actions that walk along tags and resources by a token. */
export function walkActions(
  store: TagStore,
  queries: BindingQueries,
  resourceTags: ResourceTags,
): readonly ActionHandler[] {
  return [...tagWalks(store), resourceWalk(queries, resourceTags)]
}

interface Walk {
  readonly PaginationToken: string
  readonly MaxResults: number
  readonly Category: string
}

function tagWalks(store: TagStore): readonly ActionHandler[] {
  const walk = async (ownerUin: string, keys: readonly string[] | undefined, body: Walk) => {
    const [key = '', value = ''] = fromToken(body.PaginationToken, 2) ?? []
    if (body.Category === 'System') return { PaginationToken: '', Tags: [] }
    const found = await store.after(ownerUin, { keys }, { key, value }, body.MaxResults + 1)
    const { rows, token } = cut(found, body.MaxResults, partsOfTag)
    return { PaginationToken: token, Tags: rows.map(toItem) }
  }
  return [
    handleAction(getTags, ({ principal, body }) => walk(principal.ownerUin, body.TagKeys, body)),
    handleAction(getTagValues, ({ principal, body }) =>
      walk(principal.ownerUin, body.TagKeys, body),
    ),
    handleAction(getTagKeys, async ({ principal, body }) => {
      const [after = ''] = fromToken(body.PaginationToken, 1) ?? []
      if (body.Category === 'System') return { PaginationToken: '', TagKeys: [] }
      const found = await store.keysAfter(principal.ownerUin, after, body.MaxResults + 1)
      const { rows, token } = cut(found, body.MaxResults, (key) => [key])
      return { PaginationToken: token, TagKeys: [...rows] }
    }),
  ]
}

function resourceWalk(queries: BindingQueries, resourceTags: ResourceTags): ActionHandler {
  return handleAction(getResources, async (call) => {
    const { body } = call
    const { ownerUin } = call.principal
    const token = fromToken(body.PaginationToken, 3)
    const filters = body.TagFilters.map(toKeyFilter)
    if (body.ResourceList !== undefined) {
      const resources = body.ResourceList.map(toKey)
      const filter = { filters, match: 'all', resources } as const
      const all = await queries.resourcesAfter(ownerUin, filter, undefined, resources.length)
      return { PaginationToken: '', ResourceTagMappingList: all.map(toMapping(ownerUin)) }
    }
    const after = token && toResource(token)
    const hidden = await hiddenFrom(call, resourceTags)
    const filter = { filters, match: 'all', hidden } as const
    const found = await queries.resourcesAfter(ownerUin, filter, after, body.MaxResults + 1)
    const { rows, token: next } = cut(found, body.MaxResults, partsOfResource)
    return { PaginationToken: next, ResourceTagMappingList: rows.map(toMapping(ownerUin)) }
  })
}

/** One row more than is told says whether the walk goes on. */
function cut<Row>(
  found: readonly Row[],
  most: number,
  partsOf: (row: Row) => readonly string[],
): { readonly rows: readonly Row[]; readonly token: string } {
  const rows = found.slice(0, most)
  const last = rows.at(-1)
  const hasMore = found.length > most && last !== undefined
  return { rows, token: hasMore ? toToken(partsOf(last)) : '' }
}

function partsOfTag({ key, value }: Tag): readonly string[] {
  return [key, value]
}

function partsOfResource({ service, prefix, id }: TaggedResource): readonly string[] {
  return [service, prefix, id]
}

function toResource([service = '', prefix = '', id = '']: readonly string[]) {
  return { service, prefix, id }
}

function toMapping(ownerUin: string) {
  return (resource: TaggedResource) => ({
    Resource: resourceNameOf(ownerUin, resource),
    Tags: resource.tags.map(toItem),
  })
}

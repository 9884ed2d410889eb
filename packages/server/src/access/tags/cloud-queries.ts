import { createHash } from 'node:crypto'
import {
  describeResourcesByTags,
  describeResourcesByTagsUnion,
  describeResourceTags,
  describeResourceTagsByResourceIds,
  describeResourceTagsByResourceIdsSeq,
  describeResourceTagsByTagKeys,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { ActionCall, ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { BindingQueries, TaggedResource } from './binding-queries.ts'
import { creatorOf, nothingFound, placeOf, toItem, toPage } from './cloud.ts'
import { hiddenFrom } from './hidden-apps.ts'
import type { ResourceTags } from './resource-tags.ts'
import type { Binding } from './tag.ts'

/** The actions that tell, page by page, which resources carry which tags. */
export function bindingQueryActions(
  queries: BindingQueries,
  resourceTags: ResourceTags,
): readonly ActionHandler[] {
  return [...tagsOfResources(queries, resourceTags), ...resourcesByTags(queries, resourceTags)]
}

type ByIdsCall = ActionCall<z.output<typeof describeResourceTagsByResourceIds.request>>

function tagsOfResources(
  queries: BindingQueries,
  resourceTags: ResourceTags,
): readonly ActionHandler[] {
  const byIds = async ({ principal, body }: ByIdsCall) => {
    if (body.Category === 'System') return { ...toPage(nothingFound, body), Tags: [] }
    const page = await queries.bindings(principal.ownerUin, ofType(body), placeOf(body))
    return { ...toPage(page, body), Tags: page.rows.map(toTagResource) }
  }
  return [
    handleAction(describeResourceTags, async (call) => {
      const { principal, body } = call
      const filter = { ...bySegments(body), hidden: await hiddenFrom(call, resourceTags) }
      const page = await queries.bindings(principal.ownerUin, filter, placeOf(body))
      return { ...toPage(page, body), Rows: page.rows.map(toTagResource) }
    }),
    handleAction(describeResourceTagsByResourceIds, byIds),
    handleAction(describeResourceTagsByResourceIdsSeq, byIds),
    handleAction(describeResourceTagsByTagKeys, async ({ principal, body }) => {
      const filters = body.TagKeys.map((key) => ({ key, values: [] }))
      const filter = { ...ofType(body), filters, match: 'any' } as const
      const page = await queries.resources(principal.ownerUin, filter, placeOf(body))
      const keys = new Set(body.TagKeys)
      const rows = page.rows.map(({ id, tags }) => ({
        ResourceId: id,
        TagKeyValues: tags.filter(({ key }) => keys.has(key)).map(toItem),
      }))
      return { ...toPage(page, body), Rows: rows }
    }),
  ]
}

type ByTagsCall = ActionCall<z.output<typeof describeResourcesByTags.request>>

function resourcesByTags(
  queries: BindingQueries,
  resourceTags: ResourceTags,
): readonly ActionHandler[] {
  const matching = (match: 'all' | 'any') => async (call: ByTagsCall) => {
    const { principal, body } = call
    const filters = body.TagFilters.map(toKeyFilter)
    const hidden = await hiddenFrom(call, resourceTags)
    const filter = { ...bySegments(body), filters, match, hidden }
    const page = await queries.resources(principal.ownerUin, filter, placeOf(body))
    return { ...toPage(page, body), Rows: page.rows.map(toResourceTag) }
  }
  return [
    handleAction(describeResourcesByTags, matching('all')),
    handleAction(describeResourcesByTagsUnion, matching('any')),
  ]
}

interface WireFilter {
  readonly TagKey: string
  readonly TagValue: readonly string[]
}

export function toKeyFilter({ TagKey: key, TagValue: values }: WireFilter) {
  return { key, values }
}

/** Texts that are empty make no difference, as the callers of the documents send them. */
function bySegments(body: {
  readonly CreateUin?: string | undefined
  readonly ServiceType?: string | undefined
  readonly ResourcePrefix?: string | undefined
  readonly ResourceId?: string | undefined
}) {
  const { ServiceType, ResourcePrefix, ResourceId } = body
  return {
    createdBy: creatorOf(body),
    service: ServiceType === '' ? undefined : ServiceType,
    prefix: ResourcePrefix === '' ? undefined : ResourcePrefix,
    ids: ResourceId === undefined || ResourceId === '' ? undefined : [ResourceId],
  }
}

function ofType(body: {
  readonly ServiceType: string
  readonly ResourcePrefix: string
  readonly ResourceIds: readonly string[]
}) {
  const { ServiceType: service, ResourcePrefix: prefix, ResourceIds: ids } = body
  return { service, prefix, ids }
}

function toTagResource(binding: Binding) {
  return {
    ...toItem(binding),
    ResourceId: binding.id,
    TagKeyMd5: md5(binding.key),
    TagValueMd5: md5(binding.value),
    ServiceType: binding.service,
  }
}

/** Part of the answer's contract; nothing is kept secret by it. */
function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

function toResourceTag({ service, prefix, id, tags }: TaggedResource) {
  return {
    ResourceRegion: '',
    ServiceType: service,
    ResourcePrefix: prefix,
    ResourceId: id,
    Tags: tags.map(toItem),
  }
}

import type { FailedResources } from '@yanshu/protocol'
import {
  addResourceTag,
  attachResourcesTag,
  deleteResourceTag,
  detachResourcesTag,
  modifyResourcesTagValue,
  modifyResourceTags,
  parseResourceName,
  tagResources,
  unTagResources,
  updateResourceTagValue,
} from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { BindingQueries } from './binding-queries.ts'
import type { BindingChange, Bindings, RefusedResource } from './bindings.ts'
import { toTag } from './cloud.ts'
import type { ResourceKey, TagOwner } from './tag.ts'
import { resourceText } from './tagged-types.ts'

/** The actions that put tags on resources and take them off. */
export function bindingActions(
  bindings: Bindings,
  queries: BindingQueries,
): readonly ActionHandler[] {
  return [...byIds(bindings, queries), ...byName(bindings, queries), ...byNames(bindings, queries)]
}

function byIds(bindings: Bindings, queries: BindingQueries): readonly ActionHandler[] {
  const options = {
    snapshot: ({ principal, body }: About<NamedIds>) =>
      queries.snapshot(principal.ownerUin, toKeys(body)),
  }
  return [
    handleAction(
      attachResourcesTag,
      async ({ principal, body }) => {
        await bindings.attach(changeOfIds(principal, body), toTag(body))
        return {}
      },
      options,
    ),
    handleAction(
      detachResourcesTag,
      async ({ principal, body }) => {
        await bindings.detach(changeOfIds(principal, body), body.TagKey)
        return {}
      },
      options,
    ),
    handleAction(
      modifyResourcesTagValue,
      async ({ principal, body }) => {
        await bindings.setValue(changeOfIds(principal, body), toTag(body), false)
        return {}
      },
      options,
    ),
  ]
}

function byName(bindings: Bindings, queries: BindingQueries): readonly ActionHandler[] {
  const options = {
    snapshot: ({ principal, body }: About<{ readonly Resource: string }>) =>
      queries.snapshot(principal.ownerUin, [toKey(body.Resource)]),
  }
  return [
    handleAction(
      modifyResourceTags,
      async ({ principal, body }) => {
        const put = (body.ReplaceTags ?? []).map(toTag)
        const keys = (body.DeleteTags ?? []).map(({ TagKey }) => TagKey)
        await bindings.replace(changeOfName(principal, body), put, keys)
        return {}
      },
      options,
    ),
    handleAction(
      addResourceTag,
      async ({ principal, body }) => {
        await bindings.add(changeOfName(principal, body), toTag(body))
        return {}
      },
      options,
    ),
    handleAction(
      updateResourceTagValue,
      async ({ principal, body }) => {
        await bindings.setValue(changeOfName(principal, body), toTag(body), true)
        return {}
      },
      options,
    ),
    handleAction(
      deleteResourceTag,
      async ({ principal, body }) => {
        await bindings.detach(changeOfName(principal, body), body.TagKey)
        return {}
      },
      options,
    ),
  ]
}

function byNames(bindings: Bindings, queries: BindingQueries): readonly ActionHandler[] {
  const options = {
    snapshot: ({ principal, body }: About<{ readonly ResourceList: readonly string[] }>) =>
      queries.snapshot(principal.ownerUin, body.ResourceList.map(toKey)),
  }
  return [
    handleAction(
      tagResources,
      async ({ principal, body }) => {
        const names = namesByResource(body.ResourceList)
        const tags = body.Tags.map(toTag)
        return failed(names, await bindings.putOnMany(principal, keysOf(names), tags))
      },
      options,
    ),
    handleAction(
      unTagResources,
      async ({ principal, body }) => {
        const names = namesByResource(body.ResourceList)
        return failed(names, await bindings.takeOffMany(principal, keysOf(names), body.TagKeys))
      },
      options,
    ),
  ]
}

/** What a snapshot looks at. */
interface About<Body> {
  readonly principal: TagOwner
  readonly body: Body
}

interface NamedIds {
  readonly ServiceType: string
  readonly ResourcePrefix: string
  readonly ResourceIds: readonly string[]
}

function changeOfIds(owner: TagOwner, body: NamedIds): BindingChange {
  return { owner, resources: toKeys(body), unknown: 'InvalidParameterValue.ResourceIdInvalid' }
}

export function toKeys({ ServiceType, ResourcePrefix, ResourceIds }: NamedIds): ResourceKey[] {
  const type = { service: ServiceType, prefix: ResourcePrefix }
  return [...new Set(ResourceIds)].map((id) => ({ ...type, id }))
}

function changeOfName(owner: TagOwner, { Resource }: { readonly Resource: string }): BindingChange {
  const unknown = 'InvalidParameterValue.ResourceDescriptionError'
  return { owner, resources: [toKey(Resource)], unknown }
}

/** The schema has let through nothing but names. */
export function toKey(name: string): ResourceKey {
  const read = parseResourceName(name)
  if (!read) throw new Error(`not a name: ${name}`)
  return { service: read.service, prefix: read.prefix, id: read.id }
}

/** Resources once each, with the name that each was called. */
type Names = ReadonlyMap<string, { readonly name: string; readonly key: ResourceKey }>

function namesByResource(list: readonly string[]): Names {
  return new Map(
    list.map((name) => {
      const key = toKey(name)
      return [resourceText(key), { name, key }]
    }),
  )
}

function keysOf(names: Names): ResourceKey[] {
  return [...names.values()].map(({ key }) => key)
}

function failed(names: Names, refused: readonly RefusedResource[]): FailedResources {
  return {
    FailedResources: refused.map(({ resource, code, message }) => ({
      Resource: names.get(resourceText(resource))?.name ?? '',
      Code: code,
      Message: message,
    })),
  }
}

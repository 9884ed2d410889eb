import { z } from 'zod'
import { defineAction, nothing } from './action.ts'
import { codedByAction } from './coded.ts'
import type { CloudErrorCode } from './errors.ts'
import {
  knownTagKey,
  knownTagValue,
  newTag,
  newTagKey,
  newTagValue,
  tagLimits,
} from './tag-fields.ts'
import { resourceList, resourcesOfType, taggedName } from './tag-resource-fields.ts'

const byIds = { kind: 'tagged', at: 'ResourceIds' } as const
const byName = { kind: 'tagged', at: 'Resource' } as const
const byNames = { kind: 'tagged', at: 'ResourceList' } as const

/** What all actions tell that name resources of one type. */
const typeErrors = [
  'AuthFailure.UnauthorizedOperation',
  'FailedOperation',
  'FailedOperation.PolicyEnforcedInvalid',
  'FailedOperation.ResourceAppIdNotSame',
  'InvalidParameter',
  'InvalidParameterValue.RegionInvalid',
  'InvalidParameterValue.ResourceDescriptionError',
  'InvalidParameterValue.ResourceIdInvalid',
  'InvalidParameterValue.ResourcePrefixInvalid',
  'InvalidParameterValue.ServiceTypeInvalid',
  'InvalidParameterValue.TagKeyCharacterIllegal',
  'InvalidParameterValue.UinInvalid',
  'LimitExceeded.ResourceNumPerRequest',
] as const satisfies readonly CloudErrorCode[]

export const attachResourcesTag = defineAction({
  service: 'tag',
  name: 'AttachResourcesTag',
  summary: 'Put a tag on resources that have none of its key, all or none',
  resource: byIds,
  writes: true,
  request: z.object({ ...resourcesOfType, TagKey: knownTagKey, TagValue: knownTagValue }),
  response: nothing,
  errors: [
    ...typeErrors,
    'InvalidParameter.ReservedTagKey',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagValueCharacterIllegal',
    'LimitExceeded.Quota',
    'LimitExceeded.ResourceAttachedTags',
    'OperationDenied',
    'ResourceInUse.TagKeyAttached',
    'ResourceNotFound.TagNonExist',
  ],
})

export const detachResourcesTag = defineAction({
  service: 'tag',
  name: 'DetachResourcesTag',
  summary: 'Take the tag of a key off resources, all or none',
  resource: byIds,
  writes: true,
  request: z.object({ ...resourcesOfType, TagKey: knownTagKey }),
  response: nothing,
  errors: [
    ...typeErrors,
    'InvalidParameter.ReservedTagKey',
    'InvalidParameterValue.TagKeyEmpty',
    'OperationDenied',
    'ResourceNotFound.AttachedTagKeyNotFound',
  ],
})

export const modifyResourcesTagValue = defineAction({
  service: 'tag',
  name: 'ModifyResourcesTagValue',
  summary: 'Change the value of a key on resources that have it, all or none',
  resource: byIds,
  writes: true,
  request: z.object({ ...resourcesOfType, TagKey: knownTagKey, TagValue: knownTagValue }),
  response: nothing,
  errors: [
    ...typeErrors,
    'InvalidParameterValue.TagValueCharacterIllegal',
    'InvalidParameterValue.TagValueLengthExceeded',
    'LimitExceeded.Quota',
    'ResourceNotFound.AttachedTagKeyNotFound',
    'ResourceNotFound.TagNonExist',
  ],
})

interface TagChanges {
  readonly ReplaceTags?: readonly { readonly TagKey: string }[] | undefined
  readonly DeleteTags?: readonly { readonly TagKey: string }[] | undefined
}

function hasEachOnce(tags: readonly { readonly TagKey: string }[]): boolean {
  return new Set(tags.map(({ TagKey }) => TagKey)).size === tags.length
}

const badReplacements = codedByAction(
  `1 to ${tagLimits.tagsOfCall} tags with different keys`,
  'InvalidParameter.Tag',
)
const badDeletions = codedByAction(
  `1 to ${tagLimits.tagsOfCall} different keys, beside or instead of \`ReplaceTags\` and none of its`,
  'InvalidParameterValue.DeleteTagsParamError',
)

/** Missing tags are made. Keys to take off that are not there make no difference. */
export const modifyResourceTags = defineAction({
  service: 'tag',
  name: 'ModifyResourceTags',
  summary: 'Put tags on a resource, change values and take tags off, all or none',
  resource: byName,
  writes: true,
  request: z
    .object({
      Resource: taggedName,
      ReplaceTags: z
        .array(newTag)
        .refine((tags) => isFew(tags) && hasEachOnce(tags), badReplacements)
        .optional(),
      DeleteTags: z
        .array(z.object({ TagKey: knownTagKey }))
        .refine((tags) => isFew(tags) && hasEachOnce(tags), badDeletions)
        .optional(),
    })
    .refine(isChange, { ...badDeletions, path: ['DeleteTags'] }),
  response: nothing,
  errors: [
    'FailedOperation',
    'FailedOperation.PolicyEnforcedInvalid',
    'InvalidParameter.ReservedTagKey',
    'InvalidParameter.Tag',
    'InvalidParameterValue.DeleteTagsParamError',
    'InvalidParameterValue.ResourceDescriptionError',
    'InvalidParameterValue.TagKeyCharacterIllegal',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagKeyLengthExceeded',
    'InvalidParameterValue.TagValueCharacterIllegal',
    'InvalidParameterValue.TagValueLengthExceeded',
    'LimitExceeded.Quota',
    'LimitExceeded.ResourceAttachedTags',
    'LimitExceeded.TagKey',
    'LimitExceeded.TagValue',
  ],
})

function isFew(list: readonly unknown[]): boolean {
  return list.length > 0 && list.length <= tagLimits.tagsOfCall
}

/** True where there is something to change and no key is to be put and taken off at once. */
function isChange({ ReplaceTags, DeleteTags }: TagChanges): boolean {
  if (ReplaceTags === undefined && DeleteTags === undefined) return false
  return hasEachOnce([...(ReplaceTags ?? []), ...(DeleteTags ?? [])])
}

/** A missing tag is made. */
export const addResourceTag = defineAction({
  service: 'tag',
  name: 'AddResourceTag',
  summary: 'Put a tag on a resource that has none of its key',
  resource: byName,
  writes: true,
  request: z.object({ Resource: taggedName, TagKey: newTagKey, TagValue: newTagValue }),
  response: nothing,
  errors: [
    'FailedOperation',
    'FailedOperation.PolicyEnforcedInvalid',
    'InvalidParameter.ReservedTagKey',
    'InvalidParameterValue.ResourceDescriptionError',
    'InvalidParameterValue.TagKeyCharacterIllegal',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagKeyLengthExceeded',
    'InvalidParameterValue.TagValueCharacterIllegal',
    'InvalidParameterValue.TagValueLengthExceeded',
    'LimitExceeded.ResourceAttachedTags',
    'LimitExceeded.TagKey',
    'LimitExceeded.TagValue',
    'ResourceInUse.TagKeyAttached',
  ],
})

/** A missing tag is made. */
export const updateResourceTagValue = defineAction({
  service: 'tag',
  name: 'UpdateResourceTagValue',
  summary: 'Change the value of a key that a resource has',
  resource: byName,
  writes: true,
  request: z.object({ Resource: taggedName, TagKey: knownTagKey, TagValue: newTagValue }),
  response: nothing,
  errors: [
    'FailedOperation',
    'FailedOperation.PolicyEnforcedInvalid',
    'InvalidParameter.ReservedTagKey',
    'InvalidParameterValue.ResourceDescriptionError',
    'InvalidParameterValue.TagKeyCharacterIllegal',
    'InvalidParameterValue.TagValueCharacterIllegal',
    'InvalidParameterValue.TagValueLengthExceeded',
    'LimitExceeded.TagValue',
    'ResourceNotFound.AttachedTagKeyNotFound',
  ],
})

export const deleteResourceTag = defineAction({
  service: 'tag',
  name: 'DeleteResourceTag',
  summary: 'Take the tag of a key off a resource',
  resource: byName,
  writes: true,
  request: z.object({ Resource: taggedName, TagKey: knownTagKey }),
  response: nothing,
  errors: [
    'FailedOperation',
    'FailedOperation.PolicyEnforcedInvalid',
    'InvalidParameter.ReservedTagKey',
    'InvalidParameterValue.ResourceDescriptionError',
    'InvalidParameterValue.TagKeyCharacterIllegal',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagKeyLengthExceeded',
    'ResourceNotFound.AttachedTagKeyNotFound',
  ],
})

/** What was not done, and why; what is not in here was done. */
const failedResources = z.object({
  FailedResources: z.array(
    z.object({ Resource: z.string(), Code: z.string(), Message: z.string() }),
  ),
})
export type FailedResources = z.infer<typeof failedResources>

const manyErrors = [
  'AuthFailure.UnauthorizedOperation',
  'FailedOperation',
  'FailedOperation.PolicyEnforcedInvalid',
  'FailedOperation.ResourceTagProcessing',
  'InvalidParameter',
  'InvalidParameter.ReservedTagKey',
  'InvalidParameter.Tag',
  'InvalidParameterValue.ResourceDescriptionError',
  'InvalidParameterValue.TagKeyCharacterIllegal',
  'InvalidParameterValue.TagKeyDuplicate',
  'InvalidParameterValue.TagKeyEmpty',
  'InvalidParameterValue.TagKeyLengthExceeded',
  'InvalidParameterValue.TagValueCharacterIllegal',
  'LimitExceeded.ResourceNumPerRequest',
  'LimitExceeded.TagNumPerRequest',
] as const satisfies readonly CloudErrorCode[]

const tooMany = codedByAction(`at most ${tagLimits.tagsOfCall}`, 'LimitExceeded.TagNumPerRequest')
const none = codedByAction('a tag is required', 'InvalidParameter.Tag')
const twice = codedByAction('a key is named twice', 'InvalidParameterValue.TagKeyDuplicate')

/** Missing tags are made, other values of the keys replaced. */
export const tagResources = defineAction({
  service: 'tag',
  name: 'TagResources',
  summary: 'Put tags on resources; tells which of them did not take them, and why',
  resource: byNames,
  writes: true,
  request: z.object({
    ResourceList: resourceList,
    Tags: z
      .array(newTag)
      .refine((tags) => tags.length > 0, none)
      .refine((tags) => tags.length <= tagLimits.tagsOfCall, tooMany)
      .refine(hasEachOnce, twice),
  }),
  response: failedResources,
  errors: [
    ...manyErrors,
    'InvalidParameter.UnsupportedService',
    'InvalidParameterValue.TagValueEmpty',
    'InvalidParameterValue.TagValueLengthExceeded',
    'LimitExceeded.TagKey',
    'LimitExceeded.TagValue',
  ],
})

/** Keys that a resource does not have make no difference. */
export const unTagResources = defineAction({
  service: 'tag',
  name: 'UnTagResources',
  summary: 'Take the tags of keys off resources; tells where that did not work, and why',
  resource: byNames,
  writes: true,
  request: z.object({
    ResourceList: resourceList,
    TagKeys: z
      .array(knownTagKey)
      .refine((keys) => keys.length > 0, none)
      .refine((keys) => keys.length <= tagLimits.tagsOfCall, tooMany)
      .refine((keys) => new Set(keys).size === keys.length, twice),
  }),
  response: failedResources,
  errors: manyErrors,
})

import { z } from 'zod'
import { defineAction } from './action.ts'
import { tagCategory, tagItem, tagKeys, tagWalk } from './tag-fields.ts'
import { tagFilters } from './tag-filters.ts'
import { resourceList } from './tag-resource-fields.ts'

/** Keys of one walk at the most. */
const MOST_KEYS = 20

export const getTags = defineAction({
  service: 'tag',
  name: 'GetTags',
  summary: 'Walk along the tags, of some keys or of all',
  resource: 'none',
  writes: false,
  request: z.object({
    TagKeys: tagKeys(MOST_KEYS).optional(),
    Category: tagCategory,
    ...tagWalk(1000),
  }),
  response: z.object({ PaginationToken: z.string(), Tags: z.array(tagItem) }),
  errors: [
    'FailedOperation',
    'InvalidParameter',
    'InvalidParameter.PaginationTokenInvalid',
    'InvalidParameter.ReservedTagKey',
    'InvalidParameterValue.TagKeyEmpty',
    'LimitExceeded',
  ],
})

export const getTagKeys = defineAction({
  service: 'tag',
  name: 'GetTagKeys',
  summary: 'Walk along the keys of tags',
  resource: 'none',
  writes: false,
  request: z.object({ Category: tagCategory, ...tagWalk(1000) }),
  response: z.object({ PaginationToken: z.string(), TagKeys: z.array(z.string()) }),
  errors: [
    'InvalidParameter',
    'InvalidParameter.PaginationTokenInvalid',
    'InvalidParameterValue.ReservedTagKey',
    'InvalidParameterValue.TagKeyLengthExceeded',
    'LimitExceeded',
  ],
})

export const getTagValues = defineAction({
  service: 'tag',
  name: 'GetTagValues',
  summary: 'Walk along the tags of some keys',
  resource: 'none',
  writes: false,
  request: z.object({
    TagKeys: tagKeys(MOST_KEYS),
    Category: tagCategory,
    ...tagWalk(1000),
  }),
  response: z.object({ PaginationToken: z.string(), Tags: z.array(tagItem) }),
  errors: [
    'FailedOperation',
    'InvalidParameter',
    'InvalidParameter.PaginationTokenInvalid',
    'InvalidParameterValue.ReservedTagKey',
    'LimitExceeded',
    'MissingParameter',
  ],
})

export const getResources = defineAction({
  service: 'tag',
  name: 'GetResources',
  summary: 'Walk along the resources that carry tags: some, those that fit all filters, or all',
  resource: { kind: 'tagged', at: 'ResourceList' },
  writes: false,
  request: z.object({
    ResourceList: resourceList.optional(),
    TagFilters: tagFilters.default([]),
    ...tagWalk(200),
  }),
  response: z.object({
    PaginationToken: z.string(),
    ResourceTagMappingList: z.array(z.object({ Resource: z.string(), Tags: z.array(tagItem) })),
  }),
  errors: [
    'AuthFailure.UnauthorizedOperation',
    'FailedOperation',
    'FailedOperation.ResourceTagProcessing',
    'InvalidParameter',
    'InvalidParameter.PaginationTokenInvalid',
    'InvalidParameter.ReservedTagKey',
    'InvalidParameter.Tag',
    'InvalidParameterValue.ResourceDescriptionError',
    'InvalidParameterValue.TagKeyDuplicate',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagKeyLengthExceeded',
    'InvalidParameterValue.TagValueCharacterIllegal',
    'InvalidParameterValue.TagValueLengthExceeded',
    'LimitExceeded.ResourceNumPerRequest',
    'LimitExceeded.TagNumPerRequest',
    'LimitExceeded.TagValue',
  ],
})

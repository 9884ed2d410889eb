import { z } from 'zod'
import { storableTextUpTo } from '../fields.ts'
import { defineAction } from './action.ts'
import { codedByAction } from './coded.ts'
import {
  createUin,
  paged,
  tagCategory,
  tagItem,
  tagKeys,
  tagPage,
  tagPaging,
} from './tag-fields.ts'
import { tagFilters } from './tag-filters.ts'
import { resourceIds, resourcePrefix, resourceRegion, serviceType } from './tag-resource-fields.ts'

/** One tag of one resource. */
const tagOfResource = tagItem.extend({
  ResourceId: z.string(),
  TagKeyMd5: z.string(),
  TagValueMd5: z.string(),
  ServiceType: z.string(),
})

/** Segments that a resource is looked for by; an unknown one finds nothing. */
const bySegments = {
  CreateUin: createUin,
  ResourceRegion: storableTextUpTo(64).optional(),
  ServiceType: storableTextUpTo(64).optional(),
  ResourcePrefix: storableTextUpTo(64).optional(),
  ResourceId: storableTextUpTo(128).optional(),
} as const

export const describeResourceTags = defineAction({
  service: 'tag',
  name: 'DescribeResourceTags',
  summary: 'List the tags on resources, ordered by resource and key',
  resource: { kind: 'tagged', at: 'ResourceId' },
  writes: false,
  request: paged({
    ...bySegments,
    CosResourceId: z.coerce.number().int().optional(),
    ...tagPaging(15),
  }),
  response: tagPage.extend({ Rows: z.array(tagOfResource) }),
  errors: ['FailedOperation'],
})

export const describeResourceTagsByResourceIds = defineAction({
  service: 'tag',
  name: 'DescribeResourceTagsByResourceIds',
  summary: 'List the tags of some resources, ordered by resource and key',
  resource: { kind: 'tagged', at: 'ResourceIds' },
  writes: false,
  request: paged({
    ServiceType: serviceType,
    ResourcePrefix: resourcePrefix,
    ResourceIds: resourceIds(),
    ResourceRegion: resourceRegion,
    Category: tagCategory,
    ...tagPaging(15),
  }),
  response: tagPage.extend({ Tags: z.array(tagOfResource) }),
  errors: [
    'FailedOperation',
    'InvalidParameterValue.RegionInvalid',
    'InvalidParameterValue.ResourceIdInvalid',
    'InvalidParameterValue.ResourcePrefixInvalid',
    'InvalidParameterValue.ServiceTypeInvalid',
    'InvalidParameterValue.UinInvalid',
  ],
})

export const describeResourceTagsByResourceIdsSeq = defineAction({
  ...describeResourceTagsByResourceIds,
  name: 'DescribeResourceTagsByResourceIdsSeq',
})

export const describeResourceTagsByTagKeys = defineAction({
  service: 'tag',
  name: 'DescribeResourceTagsByTagKeys',
  summary: 'List the tags of some keys on some resources, a row for each resource that has any',
  resource: { kind: 'tagged', at: 'ResourceIds' },
  writes: false,
  request: paged({
    ServiceType: serviceType,
    ResourcePrefix: resourcePrefix,
    ResourceRegion: resourceRegion,
    ResourceIds: resourceIds(20),
    TagKeys: tagKeys(20),
    ...tagPaging(400),
  }),
  response: tagPage.extend({
    Rows: z.array(z.object({ ResourceId: z.string(), TagKeyValues: z.array(tagItem) })),
  }),
  errors: [
    'FailedOperation',
    'InvalidParameter.Tag',
    'InvalidParameterValue.RegionInvalid',
    'InvalidParameterValue.ResourceIdInvalid',
    'InvalidParameterValue.ResourcePrefixInvalid',
    'InvalidParameterValue.TagKeyCharacterIllegal',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagKeyLengthExceeded',
  ],
})

export const describeResourcesByTags = defineAction({
  service: 'tag',
  name: 'DescribeResourcesByTags',
  summary: 'List the resources that fit all filters, with all of their tags',
  resource: { kind: 'tagged', at: 'ResourceId' },
  writes: false,
  request: paged({
    TagFilters: tagFilters.refine(
      (filters) => filters.length > 0,
      codedByAction('a filter is required', 'InvalidParameterValue.TagFilters'),
    ),
    ...bySegments,
    ...tagPaging(15, 200),
  }),
  response: tagPage.extend({
    Rows: z.array(
      z.object({
        ResourceRegion: z.string(),
        ServiceType: z.string(),
        ResourcePrefix: z.string(),
        ResourceId: z.string(),
        Tags: z.array(tagItem),
      }),
    ),
  }),
  errors: [
    'FailedOperation',
    'InvalidParameterValue.TagFilters',
    'InvalidParameterValue.TagFiltersLengthExceeded',
    'InvalidParameterValue.UinInvalid',
  ],
})

export const describeResourcesByTagsUnion = defineAction({
  ...describeResourcesByTags,
  name: 'DescribeResourcesByTagsUnion',
  summary: 'List the resources that fit one filter at least, with all of their tags',
})

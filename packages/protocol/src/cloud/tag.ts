import { z } from 'zod'
import { defineAction, nothing } from './action.ts'
import { codedByAction } from './coded.ts'
import {
  createUin,
  knownTag,
  knownTagKey,
  knownTagValue,
  newTag,
  newTagKey,
  newTagValue,
  paged,
  tagCategory,
  tagItem,
  tagKeys,
  tagLimits,
  tagPage,
  tagPaging,
} from './tag-fields.ts'

export const createTag = defineAction({
  service: 'tag',
  name: 'CreateTag',
  summary: 'Create a tag, a pair of key and value',
  resource: 'none',
  writes: true,
  request: z.object({ TagKey: newTagKey, TagValue: newTagValue }),
  response: nothing,
  errors: [
    'FailedOperation',
    'InvalidParameter.ReservedTagKey',
    'InvalidParameterValue.ReservedTagKey',
    'InvalidParameterValue.TagKeyCharacterIllegal',
    'InvalidParameterValue.TagKeyDuplicate',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagKeyLengthExceeded',
    'InvalidParameterValue.TagValueCharacterIllegal',
    'InvalidParameterValue.TagValueEmpty',
    'InvalidParameterValue.TagValueLengthExceeded',
    'LimitExceeded.TagKey',
    'LimitExceeded.TagValue',
    'ResourceInUse.TagDuplicate',
  ],
})

/** The tags of one call, each once. */
function tagList<Tag extends typeof newTag | typeof knownTag>(tag: Tag) {
  return z
    .array(tag)
    .refine((tags) => tags.length > 0, codedByAction('a tag is required', 'InvalidParameter'))
    .refine(
      (tags) => tags.length <= tagLimits.tagsOfCall,
      codedByAction(
        `at most ${tagLimits.tagsOfCall} tags`,
        'InvalidParameter.Tag',
        'InvalidParameter',
      ),
    )
    .refine(
      (tags) => new Set(tags.map(pairOf)).size === tags.length,
      codedByAction('a tag is named twice', 'InvalidParameter.Tag', 'InvalidParameter'),
    )
}

/** No key holds a NUL. */
function pairOf({ TagKey, TagValue }: { readonly TagKey: string; readonly TagValue: string }) {
  return `${TagKey}\0${TagValue}`
}

export const createTags = defineAction({
  service: 'tag',
  name: 'CreateTags',
  summary: 'Create up to ten tags, all or none',
  resource: 'none',
  writes: true,
  request: z.object({ Tags: tagList(newTag) }),
  response: nothing,
  errors: [
    'FailedOperation',
    'InvalidParameter',
    'InvalidParameter.ReservedTagKey',
    'InvalidParameter.Tag',
    'InvalidParameterValue.ReservedTagKey',
    'InvalidParameterValue.TagKeyCharacterIllegal',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagKeyLengthExceeded',
    'InvalidParameterValue.TagValueCharacterIllegal',
    'InvalidParameterValue.TagValueEmpty',
    'InvalidParameterValue.TagValueLengthExceeded',
    'LimitExceeded.TagKey',
    'LimitExceeded.TagValue',
    'ResourceInUse.TagDuplicate',
  ],
})

export const deleteTag = defineAction({
  service: 'tag',
  name: 'DeleteTag',
  summary: 'Delete a tag that no resource carries',
  resource: 'none',
  writes: true,
  request: z.object({ TagKey: knownTagKey, TagValue: knownTagValue }),
  response: nothing,
  errors: [
    'FailedOperation',
    'FailedOperation.TagAttachedQuota',
    'FailedOperation.TagAttachedResource',
    'InvalidParameterValue.TagKeyCharacterIllegal',
    'InvalidParameterValue.TagKeyDuplicate',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagValueCharacterIllegal',
    'InvalidParameterValue.TagValueEmpty',
    'InvalidParameterValue.TagValueLengthExceeded',
    'ResourceNotFound.TagNonExist',
  ],
})

export const deleteTags = defineAction({
  service: 'tag',
  name: 'DeleteTags',
  summary: 'Delete up to ten tags that no resource carries, all or none',
  resource: 'none',
  writes: true,
  request: z.object({ Tags: tagList(knownTag) }),
  response: nothing,
  errors: [
    'FailedOperation',
    'FailedOperation.TagAttachedQuota',
    'FailedOperation.TagAttachedResource',
    'InvalidParameter',
    'InvalidParameter.ReservedTagKey',
    'InvalidParameterValue.TagKeyCharacterIllegal',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.TagKeyLengthExceeded',
    'InvalidParameterValue.TagValueCharacterIllegal',
    'InvalidParameterValue.TagValueEmpty',
    'InvalidParameterValue.TagValueLengthExceeded',
    'ResourceNotFound.TagNonExist',
  ],
})

const tagListRequest = paged({
  TagKey: knownTagKey.optional(),
  TagValue: knownTagValue.optional(),
  TagKeys: z.array(knownTagKey).max(100).optional(),
  CreateUin: createUin,
  ShowProject: z.coerce.number().int().optional(),
  ...tagPaging(15),
})

const tagListResponse = tagPage.extend({
  /** `CanDelete` is 1 for tags that no resource carries. */
  Tags: z.array(tagItem.extend({ CanDelete: z.number() })),
})

/** `TagKeys` wins over `TagKey`; a key alone finds all of its tags. */
export const describeTags = defineAction({
  service: 'tag',
  name: 'DescribeTags',
  summary: 'List tags, ordered by key and value',
  resource: 'none',
  writes: false,
  request: tagListRequest,
  response: tagListResponse,
  errors: ['FailedOperation', 'InvalidParameterValue.UinInvalid'],
})

export const describeTagsSeq = defineAction({ ...describeTags, name: 'DescribeTagsSeq' })

export const describeTagKeys = defineAction({
  service: 'tag',
  name: 'DescribeTagKeys',
  summary: 'List the keys of tags, in order',
  resource: 'none',
  writes: false,
  request: paged({
    CreateUin: createUin,
    ShowProject: z.coerce.number().int().optional(),
    Category: tagCategory,
    ...tagPaging(15),
  }),
  response: tagPage.extend({ Tags: z.array(z.string()) }),
  errors: ['FailedOperation', 'InvalidParameterValue.UinInvalid'],
})

export const describeTagValues = defineAction({
  service: 'tag',
  name: 'DescribeTagValues',
  summary: 'List the tags of some keys, ordered by key and value',
  resource: 'none',
  writes: false,
  request: paged({
    TagKeys: tagKeys(100),
    CreateUin: createUin,
    Category: tagCategory,
    ...tagPaging(15),
  }),
  response: tagPage.extend({ Tags: z.array(tagItem) }),
  errors: [
    'FailedOperation',
    'InvalidParameterValue.TagKeyEmpty',
    'InvalidParameterValue.UinInvalid',
  ],
})

export const describeTagValuesSeq = defineAction({
  ...describeTagValues,
  name: 'DescribeTagValuesSeq',
})

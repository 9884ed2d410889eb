import { z } from 'zod'
import { textUpTo } from '../fields.ts'
import { defineAction, nothing } from './action.ts'

const tagKey = textUpTo(127).refine((key) => key.trim() !== '', 'a key is required')
const tagValue = textUpTo(255)

export const createTag = defineAction({
  service: 'tag',
  name: 'CreateTag',
  summary: 'Create a tag, a pair of key and value',
  resource: 'none',
  writes: true,
  request: z.object({ TagKey: tagKey, TagValue: tagValue }),
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceInUse', 'LimitExceeded'],
})

export const deleteTag = defineAction({
  service: 'tag',
  name: 'DeleteTag',
  summary: 'Delete a tag that no resource carries',
  resource: 'none',
  writes: true,
  request: z.object({ TagKey: tagKey, TagValue: tagValue }),
  response: nothing,
  errors: ['ResourceNotFound', 'ResourceInUse'],
})

export const describeTags = defineAction({
  service: 'tag',
  name: 'DescribeTags',
  summary: 'List tags, ordered by key and value',
  resource: 'none',
  writes: false,
  request: z.object({
    TagKey: tagKey.optional(),
    TagValue: tagValue.optional(),
    Offset: z.coerce.number().int().min(0).default(0),
    Limit: z.coerce.number().int().min(1).max(1000).default(15),
  }),
  response: z.object({
    TotalCount: z.number(),
    Offset: z.number(),
    Limit: z.number(),
    Tags: z.array(
      z.object({
        TagKey: z.string(),
        TagValue: z.string(),
        CanDelete: z.number(),
        Category: z.string(),
      }),
    ),
  }),
  errors: ['InvalidParameterValue'],
})

import { z } from 'zod'
import { codedByAction } from './coded.ts'
import { knownTagKey, knownTagValue } from './tag-fields.ts'

const MOST_FILTERS = 6
const MOST_VALUES = 10

/** A key, and the values that fit; any value where none is named. */
const tagFilter = z.object({
  TagKey: knownTagKey,
  TagValue: z
    .array(knownTagValue)
    .refine(
      (values) => values.length <= MOST_VALUES,
      codedByAction(
        `at most ${MOST_VALUES} values`,
        'LimitExceeded.TagValue',
        'InvalidParameterValue.TagFilters',
      ),
    )
    .default([]),
})

export const tagFilters = z
  .array(tagFilter)
  .refine(
    (filters) => filters.length <= MOST_FILTERS,
    codedByAction(
      `at most ${MOST_FILTERS} filters`,
      'InvalidParameterValue.TagFiltersLengthExceeded',
      'LimitExceeded.TagNumPerRequest',
    ),
  )
  .refine(
    (filters) => new Set(filters.map(({ TagKey }) => TagKey)).size === filters.length,
    codedByAction(
      'a key is named twice',
      'InvalidParameterValue.TagKeyDuplicate',
      'InvalidParameterValue.TagFilters',
    ),
  )

import { expect, test } from 'bun:test'
import { requestTagsOf } from './request-tags.ts'

test.each([
  [{}, undefined],
  [{ TagKey: 'team' }, undefined],
  [{ Tags: 'team' }, undefined],
  [{ TagKey: 'team', TagValue: 'red' }, ['team&red']],
  [
    {
      Tags: [
        { TagKey: 'team', TagValue: 'red' },
        { TagKey: 'env', TagValue: '' },
      ],
    },
    ['team&red', 'env&'],
  ],
  [{ Tags: [{ Key: 'team', Value: 'red' }] }, ['team&red']],
  [
    {
      ReplaceTags: [{ TagKey: 'a', TagValue: 'b' }],
      DeleteTags: [{ TagKey: 'c' }],
      TagKey: 'a',
      TagValue: 'b',
    },
    ['a&b'],
  ],
])('finds the tags that %j brings', (body, tags) => {
  expect(requestTagsOf(body)).toEqual(tags)
})

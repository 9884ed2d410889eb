import { expect, test } from 'bun:test'
import { tagListParams, toRow } from './tag-list-params.ts'

test.each([
  { keyword: '', filter: '', params: {} },
  { keyword: 'env', filter: '', params: { TagKey: 'env' } },
  { keyword: 'env', filter: 'prod', params: { TagKey: 'env', TagValue: 'prod' } },
  { keyword: '', filter: 'prod', params: {} },
])('asks for key $keyword and value $filter', ({ params, ...address }) => {
  expect(tagListParams({ ...address, page: 3, size: 20 })).toEqual({
    Offset: 40,
    Limit: 20,
    ...params,
  })
})

test('a row is named by key and value', () => {
  const tag = { TagKey: 'env', TagValue: 'prod', CanDelete: 1, Category: 'Custom' }

  expect(toRow(tag).id).toBe('env&prod')
})

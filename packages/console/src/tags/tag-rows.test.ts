import { expect, test } from 'bun:test'
import { changesOf, isComplete, toRows } from './tag-rows.ts'

const prod = { TagKey: 'env', TagValue: 'prod' }
const red = { TagKey: 'team', TagValue: 'red' }
const Resource = 'qcs::im::uin/:sdkappid/7'

test('rows that were left alone change nothing', () => {
  expect(changesOf(7, [prod, red], toRows([red, prod]))).toEqual([])
})

test('only what differs is told, in one call', () => {
  const rows = [
    { id: 0, key: 'env', value: 'test' },
    { id: 2, key: 'new', value: 'x' },
  ]

  expect(changesOf(7, [prod, red], rows)).toEqual([
    {
      Resource,
      DeleteTags: [{ TagKey: 'team' }],
      ReplaceTags: [
        { TagKey: 'env', TagValue: 'test' },
        { TagKey: 'new', TagValue: 'x' },
      ],
    },
  ])
})

test('more than a call takes goes in several', () => {
  const rows = Array.from({ length: 12 }, (_, id) => ({ id, key: `k${id}`, value: 'v' }))

  const calls = changesOf(7, [prod], rows)

  expect(
    calls.map(({ ReplaceTags, DeleteTags }) => [ReplaceTags?.length, DeleteTags?.length]),
  ).toEqual([
    [10, 1],
    [2, undefined],
  ])
})

test.each([
  { rows: [], complete: true },
  { rows: [{ id: 0, key: 'a', value: 'b' }], complete: true },
  { rows: [{ id: 0, key: 'a' }], complete: false },
  { rows: [{ id: 0 }], complete: false },
])('$rows: complete is $complete', ({ rows, complete }) => {
  expect(isComplete(rows)).toBe(complete)
})

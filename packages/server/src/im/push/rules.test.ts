import { expect, test } from 'bun:test'
import type { Condition } from './push.ts'
import { fits, mergeNames, targetOf } from './rules.ts'

const names = [
  { slot: 0, name: 'sex', type: 0 },
  { slot: 9, name: 'city', type: 0 },
]

test.each([[undefined], [{}], [{ TagsOr: [], AttrsAnd: {} }]])(
  '%j means everybody',
  (condition) => {
    expect(targetOf(condition, names)).toEqual({ to: 'all' })
  },
)

test('tags are labels themselves', () => {
  expect(targetOf({ TagsOr: ['a', 'b'], TagsAnd: ['c'] }, names)).toEqual({
    to: 'labelled',
    condition: { by: 'tags', or: ['a', 'b'], and: ['c'] },
  })
})

test('attributes are told by their slots, which keep their meaning when they get other names', () => {
  expect(targetOf({ AttrsOr: { city: 'Rome' }, AttrsAnd: { sex: 'f' } }, names)).toEqual({
    to: 'labelled',
    condition: { by: 'attrs', or: ['9Rome'], and: ['0f'] },
  })
})

test.each<[Partial<Condition>, string, boolean]>([
  [{ or: ['a', 'b'] }, 'b', true],
  [{ or: ['a', 'b'] }, 'c', false],
  [{ and: ['a', 'b'] }, 'ab', true],
  [{ and: ['a', 'b'] }, 'a', false],
  [{ or: ['a'], and: ['b'] }, 'ab', true],
  [{ or: ['a'], and: ['b'] }, 'b', false],
  [{ or: ['a'], and: ['b'] }, 'a', false],
])('%j asked of an account with %s: %p', (part, labels, expected) => {
  const condition: Condition = { by: 'tags', or: [], and: [], ...part }

  expect(fits(condition, new Set(labels))).toBe(expected)
})

test('a slot keeps the account type that it was first named with', () => {
  const named = mergeNames([], [{ slot: 1, name: 'device', type: 1 }])

  expect(mergeNames(named, [{ slot: 1, name: 'model', type: undefined }])).toEqual([
    { slot: 1, name: 'model', type: 1 },
  ])
  expect(() => mergeNames(named, [{ slot: 1, name: 'model', type: 0 }])).toThrow('fixed')
})

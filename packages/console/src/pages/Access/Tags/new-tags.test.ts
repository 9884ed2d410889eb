import { expect, test } from 'bun:test'
import { problemOfKey, problemOfValue, tidyValues } from './new-tags.ts'

test.each([
  ['环境', undefined],
  ['cost center', undefined],
  ['a&b', 'characters'],
  ['a"b', 'characters'],
  [' a', 'characters'],
  ['project-x', 'reserved'],
  ['键'.repeat(127), undefined],
  ['键'.repeat(128), 'long'],
] as const)('the key %p has the problem %p', (key, problem) => {
  expect(problemOfKey(key)).toBe(problem)
})

test.each([
  ['project-x', undefined],
  ['值'.repeat(256), 'long'],
  ['a\nb', 'characters'],
] as const)('the value %p has the problem %p', (value, problem) => {
  expect(problemOfValue(value)).toBe(problem)
})

test('values are tidied', () => {
  expect(tidyValues([' a ', 'b', 'a', ' '])).toEqual(['a', 'b'])
})

import { expect, test } from 'bun:test'
import { generatedName, isPolicyName } from './policy-name.ts'

test('a generated name says when it was made', () => {
  const name = generatedName(new Date(2026, 2, 4, 5, 6, 7))

  expect(name).toBe('policygen-20260304050607')
  expect(isPolicyName(name)).toBe(true)
})

test.each([
  ['a', true],
  ['Team_red.read-only+1=2,3@x', true],
  ['x'.repeat(128), true],
  ['', false],
  ['x'.repeat(129), false],
  ['with blank', false],
  ['名称', false],
])('%s is a name of a policy: %p', (name, isName) => {
  expect(isPolicyName(name)).toBe(isName)
})

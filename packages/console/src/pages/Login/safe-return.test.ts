import { expect, test } from 'bun:test'
import { safeReturn } from './safe-return.ts'

test.each(['/', '/apps/1400000001/accounts?q=a&page=2'])('returns to %s', (from) => {
  expect(safeReturn(from)).toBe(from)
})

test.each([
  null,
  '',
  'apps',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '/login?from=/login',
])('goes home instead of to %j', (from) => {
  expect(safeReturn(from)).toBe('/')
})

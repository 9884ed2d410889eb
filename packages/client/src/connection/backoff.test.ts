import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { backoff } from './backoff.ts'

test.each([
  { attempt: 0, least: 250, most: 500 },
  { attempt: 1, least: 500, most: 1_000 },
  { attempt: 5, least: 8_000, most: 16_000 },
  { attempt: 6, least: 15_000, most: 30_000 },
  { attempt: 5_000, least: 15_000, most: 30_000 },
])('attempt $attempt waits $least to $most ms', ({ attempt, least, most }) => {
  expect(backoff(attempt, 0)).toBe(least)
  expect(backoff(attempt, 1)).toBe(most)
})

test('the shortest wait never falls with more attempts', () => {
  fc.assert(
    fc.property(fc.nat(100), (attempt) => {
      expect(backoff(attempt + 1, 0)).toBeGreaterThanOrEqual(backoff(attempt, 0))
    }),
  )
})

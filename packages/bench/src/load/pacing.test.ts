import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { dueAt, dueBy } from './pacing.ts'

test.each([
  { elapsed: -1, due: 0 },
  { elapsed: 0, due: 1 },
  { elapsed: 9.9, due: 1 },
  { elapsed: 10, due: 2 },
  { elapsed: 1000, due: 101 },
])('$due of 100 a second are due after $elapsed ms', ({ elapsed, due }) => {
  expect(dueBy(elapsed, 100)).toBe(due)
})

test('what is due by a moment is due at or before it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(100_000), (rate, elapsed) => {
      const due = dueBy(elapsed, rate)

      expect(dueAt(due - 1, rate)).toBeLessThanOrEqual(elapsed + 1e-6)
      expect(dueAt(due, rate)).toBeGreaterThan(elapsed - 1e-6)
    }),
  )
})

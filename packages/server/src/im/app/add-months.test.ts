import { expect, test } from 'bun:test'
import { addMonths } from './add-months.ts'

test.each([
  ['2023-05-17T08:00:00Z', 1, '2023-06-17T08:00:00.000Z'],
  ['2026-01-31T23:59:59Z', 1, '2026-02-28T23:59:59.000Z'],
  ['2024-01-31T00:00:00Z', 1, '2024-02-29T00:00:00.000Z'],
  ['2026-12-05T00:00:00Z', 1, '2027-01-05T00:00:00.000Z'],
])('%s and %d month is %s', (from, months, until) => {
  expect(new Date(addMonths(Date.parse(from), months)).toISOString()).toBe(until)
})

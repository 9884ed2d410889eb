import { expect, test } from 'bun:test'
import { planPeriod } from './plan-period.ts'

const now = 1_700_000_000
const day = 86_400
const at = (ExpireTime: number | null, Status: 'enabled' | 'disabled' | 'expired' = 'enabled') =>
  planPeriod({ Status, ExpireTime }, now * 1000)

test('a plan without an end never nears it', () => {
  expect(at(null)).toEqual({ kind: 'endless' })
})

test.each([
  { left: 7 * day + 1, period: { kind: 'running' } },
  { left: 7 * day, period: { kind: 'ending', daysLeft: 7 } },
  { left: 2 * day + 1, period: { kind: 'ending', daysLeft: 3 } },
  { left: 1, period: { kind: 'ending', daysLeft: 1 } },
  { left: 0, period: { kind: 'ended' } },
  { left: -day, period: { kind: 'ended' } },
] as const)('$left seconds before its end a plan is $period.kind', ({ left, period }) => {
  expect(at(now + left)).toEqual(period)
})

test('a disabled application can be past the end of its plan too', () => {
  expect(at(now - day, 'disabled')).toEqual({ kind: 'ended' })
})

test('the server says when a plan has ended, whatever the clock here shows', () => {
  expect(at(now + day, 'expired')).toEqual({ kind: 'ended' })
})

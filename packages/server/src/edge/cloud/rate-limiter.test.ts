import { expect, test } from 'bun:test'
import { RateLimiter } from './rate-limiter.ts'

function limiterAt(clock: { now: number }) {
  return new RateLimiter({ perSecond: 2, now: () => clock.now, capacity: 2 })
}

test('lets the rate through and no more', () => {
  const clock = { now: 0 }
  const limiter = limiterAt(clock)

  expect([1, 2, 3].map(() => limiter.take('a'))).toEqual([true, true, false])
  clock.now = 500
  expect([1, 2].map(() => limiter.take('a'))).toEqual([true, false])
  clock.now = 60_000
  expect([1, 2, 3].map(() => limiter.take('a'))).toEqual([true, true, false])
})

test('counts each key by itself', () => {
  const limiter = limiterAt({ now: 0 })
  limiter.take('a')
  limiter.take('a')

  expect(limiter.take('a')).toBeFalse()
  expect(limiter.take('b')).toBeTrue()
})

test('goes on when the clock is set back', () => {
  const clock = { now: 10_000 }
  const limiter = limiterAt(clock)
  limiter.take('a')
  clock.now = 0

  expect(limiter.take('a')).toBeTrue()
})

test('remembers no more keys than it may', () => {
  const limiter = limiterAt({ now: 0 })
  for (const key of ['a', 'a', 'b', 'c']) limiter.take(key)

  expect(limiter.take('a')).toBeTrue()
})

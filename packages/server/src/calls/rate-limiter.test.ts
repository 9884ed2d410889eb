import { expect, test } from 'bun:test'
import { RateLimiter } from './rate-limiter.ts'

test('counts by name and whole second', () => {
  const clock = { now: 5000 }
  const limiter = new RateLimiter(() => clock.now)
  const take = (name: string) => limiter.take(name, 2)

  expect([take('a'), take('a'), take('a'), take('b')]).toEqual([true, true, false, true])
  clock.now = 5999
  expect(take('a')).toBe(false)
  clock.now = 6000
  expect([take('a'), take('a'), take('a')]).toEqual([true, true, false])
})

test('what has no limit is never refused', () => {
  const limiter = new RateLimiter(() => 0)

  expect(Array.from({ length: 1000 }, () => limiter.take('a', undefined))).not.toContain(false)
})

test('a flood of names is forgotten, and the limit holds for those that come after', () => {
  const limiter = new RateLimiter(() => 0)
  for (let at = 0; at < 100_000; at++) limiter.take(`made up ${at}`, 1)

  expect([limiter.take('a', 1), limiter.take('a', 1)]).toEqual([true, false])
})

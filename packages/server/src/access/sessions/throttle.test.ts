import { expect, test } from 'bun:test'
import { Throttle } from './throttle.ts'

function throttleAt(clock: { now: number }) {
  return new Throttle({
    free: 3,
    firstWait: 1000,
    longestWait: 5000,
    now: () => clock.now,
    capacity: 2,
  })
}

test('makes the waits grow up to the longest', () => {
  const clock = { now: 0 }
  const throttle = throttleAt(clock)

  const waits = Array.from({ length: 7 }, () => {
    throttle.count('a')
    const wait = throttle.wait('a')
    clock.now += wait
    return wait
  })

  expect(waits).toEqual([0, 0, 1000, 2000, 4000, 5000, 5000])
})

test('counts each key by itself', () => {
  const throttle = throttleAt({ now: 0 })
  for (let count = 0; count < 3; count++) throttle.count('a')

  expect(throttle.wait('a')).toBe(1000)
  expect(throttle.wait('b')).toBe(0)
})

test('starts again after a success', () => {
  const throttle = throttleAt({ now: 0 })
  for (let count = 0; count < 3; count++) throttle.count('a')
  throttle.clear('a')
  throttle.count('a')

  expect(throttle.wait('a')).toBe(0)
})

test('forgets failures of long ago', () => {
  const clock = { now: 0 }
  const throttle = throttleAt(clock)
  throttle.count('a')
  throttle.count('a')
  clock.now = 3_600_000
  throttle.count('a')

  expect(throttle.wait('a')).toBe(0)
})

test('remembers no more keys than it may', () => {
  const throttle = throttleAt({ now: 0 })
  for (const key of ['a', 'a', 'a', 'b', 'c']) throttle.count(key)

  expect(throttle.wait('a')).toBe(0)
})

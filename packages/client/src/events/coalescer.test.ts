import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import { Coalescer } from './coalescer.ts'

beforeEach(() => {
  jest.useFakeTimers()
})

afterEach(() => {
  jest.useRealTimers()
})

function coalescer() {
  const runs: number[] = []
  const start = performance.now()
  return { runs, task: new Coalescer(() => runs.push(performance.now() - start), 50) }
}

test('a first request runs at once, after the work that asked', () => {
  const { runs, task } = coalescer()

  task.schedule()
  task.schedule()
  expect(runs).toEqual([])
  jest.advanceTimersByTime(1)

  expect(runs).toHaveLength(1)
})

test('a stream of requests runs every 50 ms and is not put off', () => {
  const { runs, task } = coalescer()

  for (let at = 0; at < 1_000; at += 1) {
    task.schedule()
    jest.advanceTimersByTime(1)
  }

  expect(runs.length).toBeGreaterThanOrEqual(18)
  expect(runs.length).toBeLessThanOrEqual(21)
})

test('nothing runs after cancel', () => {
  const { runs, task } = coalescer()

  task.schedule()
  task.cancel()
  jest.advanceTimersByTime(1_000)

  expect(runs).toEqual([])
})

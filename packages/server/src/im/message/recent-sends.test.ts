import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { RecentSends } from './recent-sends.ts'

const WINDOW = 1000

test('says so of what was noted within the window, and forgets it later', () => {
  const sends = new RecentSends(WINDOW, 0)

  expect(sends.note(1, 2, 0)).toBe(false)
  expect(sends.note(1, 2, WINDOW)).toBe(true)
  expect(sends.note(2, 1, WINDOW)).toBe(false)
  expect(sends.note(1, 2, 10 * WINDOW)).toBe(false)
})

test('within its window it never says no for what was noted', () => {
  const steps = fc.array(
    fc.record({
      high: fc.integer({ min: 1, max: 4 }),
      low: fc.nat(4),
      pause: fc.constantFrom(0, 1, 300, 999, 1000, 1001, 5000),
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(steps, (all) => {
      const sends = new RecentSends(WINDOW, 0)
      const noted = new Map<string, number>()
      let now = 0
      for (const { high, low, pause } of all) {
        now += pause
        const last = noted.get(`${high} ${low}`)
        const answer = sends.note(high, low, now)
        if (last !== undefined && now - last < WINDOW) expect(answer).toBe(true)
        if (last === undefined) expect(answer).toBe(false)
        noted.set(`${high} ${low}`, now)
      }
    }),
  )
})

test('keeps 50,000 apart', () => {
  const sends = new RecentSends(WINDOW, 0)
  const all = Array.from({ length: 50_000 }, (_, at) => [
    (at * 2_654_435_761) % 4_294_967_296,
    at + 1,
  ])

  const first = all.filter(([high = 0, low = 0]) => sends.note(high, low, 0))
  const second = all.filter(([high = 0, low = 0]) => sends.note(high, low, 1))

  expect(first).toEqual([])
  expect(second).toHaveLength(all.length)
})

import { expect, test } from 'bun:test'
import { barsOf, boundsOfDay, MOST_BARS } from './chart-bars.ts'

const at = (time: string) => Date.parse(time) / 1000

test('draws every day of a time, those without events too', () => {
  const figures = [{ Day: '2026-03-02', Ok: 3, Denied: 1, Failed: 2 }]
  const range = {
    StartTime: at('2026-03-01T00:00:00+08:00'),
    EndTime: at('2026-03-04T00:00:00+08:00'),
  }

  expect(barsOf(figures, range)).toEqual({
    days: [
      { Day: '2026-03-01', Ok: 0, Denied: 0, Failed: 0 },
      { Day: '2026-03-02', Ok: 3, Denied: 1, Failed: 2 },
      { Day: '2026-03-03', Ok: 0, Denied: 0, Failed: 0 },
    ],
    highest: 6,
  })
})

test('draws the newest days of a long time', () => {
  const { days, highest } = barsOf([], { StartTime: 0, EndTime: at('2026-03-01T12:00:00+08:00') })

  expect(days).toHaveLength(MOST_BARS)
  expect(days.at(-1)?.Day).toBe('2026-03-01')
  expect(highest).toBe(1)
})

test('a day is one of Beijing', () => {
  expect(boundsOfDay('2026-03-01')).toEqual({
    from: at('2026-02-28T16:00:00Z'),
    to: at('2026-03-01T16:00:00Z'),
  })
})

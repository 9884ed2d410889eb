import { expect, test } from 'bun:test'
import { stretchesOf } from './rules.ts'

const log = (...rows: readonly (readonly [id: number, app: number, time: number])[]) =>
  rows.map(([id, app_id, time]) => ({ id, app_id, time }))

const wanted = { from: 10, appIds: new Set([1]), before: 100, most: 2 }

test('a look at the log is cut into steps of so many messages', () => {
  const rows = log([11, 1, 1], [12, 1, 2], [13, 1, 3])

  expect(stretchesOf(rows, wanted)).toEqual([
    { from: 10, upTo: 12, count: 2 },
    { from: 12, upTo: 13, count: 1 },
  ])
})

test('messages of others are passed over and make no step longer', () => {
  const rows = log([11, 2, 1], [12, 1, 1], [13, 2, 1], [15, 1, 1], [16, 2, 1], [17, 1, 1])

  expect(stretchesOf(rows, wanted)).toEqual([
    { from: 10, upTo: 16, count: 2 },
    { from: 16, upTo: 17, count: 1 },
  ])
})

test('nothing behind the first young message is looked at', () => {
  expect(stretchesOf(log([11, 2, 1], [12, 2, 100], [13, 1, 1]), wanted)).toEqual([
    { from: 10, upTo: 11, count: 0 },
  ])
  expect(stretchesOf(log([11, 1, 100], [12, 1, 1]), wanted)).toEqual([])
  expect(stretchesOf([], wanted)).toEqual([])
})

import { expect, test } from 'bun:test'
import { BACKFILLED } from './backfilled.ts'
import { timeOf } from './time-of.ts'

test.each([
  ['now', {}, { time: 500, flags: 1 }],
  ['the moment that a batch shares', { sentAt: 480 }, { time: 480, flags: 1 }],
  ['not before the newest, whatever the batch says', { sentAt: 300 }, { time: 400, flags: 1 }],
  ['its own time, imported in order', { time: 450 }, { time: 450, flags: 1 }],
  ['its own older time, and a mark', { time: 300 }, { time: 300, flags: 1 | BACKFILLED }],
])('an entry gets %s', (_, given, expected) => {
  expect(timeOf({ flags: 1, ...given }, 400, 500)).toEqual(expected)
})

test('a clock that is set back does not put new messages before old ones', () => {
  expect(timeOf({ flags: 0 }, 400, 100)).toEqual({ time: 400, flags: 0 })
})

import { expect, test } from 'bun:test'
import { pendingOf, untilNextEffect } from './pending.ts'

const pending = [
  { Setting: 'GroupNotices.Private.Kicked', Before: 'Off', EffectiveTime: 700 },
  { Setting: 'GroupNotices.Private.Quit', Before: 'Off', EffectiveTime: 650 },
  { Setting: 'GroupNotices.Private.Name', Before: 'Send', EffectiveTime: 700 },
  { Setting: 'HistoryBeforeJoin.Private', Before: true, EffectiveTime: 800 },
] as const

test('what is pending is told by when it takes effect', () => {
  expect(pendingOf(pending, 'GroupNotices.Private')).toEqual([
    { time: 650, items: ['Quit'] },
    { time: 700, items: ['Kicked', 'Name'] },
  ])
  expect(pendingOf(pending, 'HistoryBeforeJoin.Private')).toEqual([
    { time: 800, items: ['Private'] },
  ])
  expect(pendingOf(pending, 'HistoryBeforeJoin.Public')).toEqual([])
})

test('the page waits for what takes effect next', () => {
  expect(untilNextEffect([], 0)).toBeUndefined()
  expect(untilNextEffect(pending, 640_000)).toBe(10_000)
  expect(untilNextEffect(pending, 900_000)).toBe(0)
})

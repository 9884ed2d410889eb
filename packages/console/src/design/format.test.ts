import { describe, expect, test } from 'bun:test'
import dayjs from 'dayjs'
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatList,
  formatMoment,
  formatValidity,
  maskSecret,
} from './format.ts'

const at = dayjs('2024-03-06T09:05:07').unix()

describe('times', () => {
  test('show date and time of day to the second', () => {
    expect(formatDateTime(at)).toBe('2024-03-06 09:05:07')
  })

  test('show a date, or a dash for none', () => {
    expect(formatDate(at)).toBe('2024-03-06')
    expect(formatDate(null)).toBe('-')
  })

  test.each([
    { now: '2024-03-06T23:00:00', shown: '09:05' },
    { now: '2024-03-07T00:01:00', shown: '03-06 09:05' },
    { now: '2025-01-01T00:00:00', shown: '2024-03-06 09:05' },
  ])('of a message are as short as $now allows', ({ now, shown }) => {
    expect(formatMoment(at, dayjs(now).valueOf())).toBe(shown)
  })

  test('of a frame are exact to the millisecond', () => {
    expect(formatClock(at * 1000 + 42)).toBe('09:05:07.042')
  })
})

test.each([
  { seconds: 180 * 86_400, text: '180day 0hr 0min 0sec' },
  { seconds: 86_400 + 2 * 3600 + 3 * 60 + 4, text: '1day 2hr 3min 4sec' },
  { seconds: 59, text: '0day 0hr 0min 59sec' },
  { seconds: 0, text: '0day 0hr 0min 0sec' },
])('$seconds seconds are valid for $text', ({ seconds, text }) => {
  expect(formatValidity(seconds)).toBe(text)
})

describe('a masked key', () => {
  test('shows its first and last 16 characters', () => {
    const key = `${'a'.repeat(16)}${'x'.repeat(32)}${'b'.repeat(16)}`

    expect(maskSecret(key)).toBe(`${'a'.repeat(16)}${'*'.repeat(8)}${'b'.repeat(16)}`)
  })

  test('shows nothing where that would be all of it', () => {
    expect(maskSecret('0123456789'.repeat(3))).not.toMatch(/\d/)
  })
})

test.each([
  { words: ['a'], english: 'a', chinese: 'a' },
  { words: ['a', 'b', 'c'], english: 'a, b, and c', chinese: 'a、b和c' },
])('$words are listed as the language does it', ({ words, english, chinese }) => {
  expect(formatList(words, 'en-US')).toBe(english)
  expect(formatList(words, 'zh-CN')).toBe(chinese)
})

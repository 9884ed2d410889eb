import { expect, test } from 'bun:test'
import {
  archivePath,
  formatHour,
  formatTime,
  hourOf,
  parseArchivePath,
  parseHour,
} from './rules.ts'

const time = Date.parse('2026-03-01T20:30:05Z')

test('an hour is named by Beijing time', () => {
  expect(formatHour(hourOf(time))).toBe('2026030204')
  expect(formatTime(time)).toBe('2026-03-02 04:30:05')
  expect(parseHour('2026030204')).toBe(hourOf(time))
})

test.each(['2026023009', '2026030224', '2026130204', '202603020', '20260302044', 'yyyymmddHH', ''])(
  '%p is no hour',
  (text) => {
    expect(parseHour(text)).toBeUndefined()
  },
)

test.each(['C2C', 'Group'] as const)('a path names app, chats and hour: %s', (kind) => {
  const id = { appId: 7, kind, hour: hourOf(time) }
  expect(parseArchivePath(archivePath(id))).toEqual(id)
  expect(parseArchivePath('/files/7/archive/c2c-2026023009.gz')).toBeUndefined()
  expect(parseArchivePath('/files/7/archive/live-2026030204.gz')).toBeUndefined()
})

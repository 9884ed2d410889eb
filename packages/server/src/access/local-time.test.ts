import { expect, test } from 'bun:test'
import { localTime } from './local-time.ts'

test('prints the time of the server', () => {
  const time = new Date(2024, 0, 2, 3, 4, 5).getTime()

  expect(localTime(time)).toBe('2024-01-02 03:04:05')
})

import { expect, test } from 'bun:test'
import { readUserIds } from './user-id-list.ts'

test.each([
  ['', []],
  ['ann', ['ann']],
  [' ann\nbob , carl，dora\n\n', ['ann', 'bob', 'carl', 'dora']],
  ['ann\nann', ['ann']],
])('%j names %j', (text, userIds) => {
  expect(readUserIds(text)).toEqual({ userIds, invalid: [] })
})

test('what is no UserID is told apart', () => {
  expect(readUserIds(`ann\n用户\n${'a'.repeat(33)}`)).toEqual({
    userIds: ['ann'],
    invalid: ['用户', 'a'.repeat(33)],
  })
})

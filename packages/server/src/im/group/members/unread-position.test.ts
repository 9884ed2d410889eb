import { expect, test } from 'bun:test'
import { readSeqFor } from './unread-position.ts'

test.each([
  ['nothing unread', 10, [], 0, 10],
  ['the last three', 10, [], 3, 7],
  ['messages that do not count lie between', 10, [9, 8, 2], 2, 6],
  ['the one at the position counts as read', 10, [8, 7], 2, 8],
  ['more than there are', 3, [1], 10, 0],
  ['an empty group', 0, [], 5, 0],
] as const)('%s', (_, end, uncounted, unread, position) => {
  expect(readSeqFor(end, uncounted, unread)).toBe(position)
})

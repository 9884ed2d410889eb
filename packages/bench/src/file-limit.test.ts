import { expect, test } from 'bun:test'
import { softLimit } from './file-limit.ts'

test.each([
  {
    text: 'Max open files            1024                 524288               files',
    limit: 1024,
  },
  {
    text: 'Max open files            unlimited            unlimited            files',
    limit: Infinity,
  },
  { text: '', limit: undefined },
])('reads the limit $limit', ({ text, limit }) => {
  expect(softLimit(`Limit  Soft Limit  Hard Limit  Units\n${text}\n`)).toBe(limit)
})

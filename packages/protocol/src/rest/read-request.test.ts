import { expect, test } from 'bun:test'
import { z } from 'zod'
import { defineCommand } from './command.ts'
import { readRequest } from './read-request.ts'
import { refusalOf } from '../testing/refusal.ts'

const row = (code: number) => ({ code, info: 'refused' })
const command = defineCommand({
  service: 'a',
  name: 'b',
  summary: '',
  ratePerSecond: 1,
  renamed: { Old: 'Word' },
  request: z.object({
    Word: z.string().max(5),
    List: z.array(z.string()).max(2),
    Count: z.number(),
  }),
  response: z.object({}),
  invalid: row(1),
  fieldErrors: { Word: row(2), List: row(3) },
  arrayErrors: { List: row(4) },
  sizeErrors: { Word: row(6), List: row(5) },
  errors: [],
})
const good = { Word: 'word', List: ['a'], Count: 1 }

test('reads a body, and an older spelling where the newer one is absent', () => {
  expect(readRequest(command, good)).toEqual(good)
  expect(readRequest(command, { Old: 'old', List: [], Count: 1 }).Word).toBe('old')
  expect(readRequest(command, { ...good, Old: 'old' }).Word).toBe('word')
})

test.each([
  ['a field without a row of its own', { Count: '1' }, 1, 'Count'],
  ['a field with one', { Word: 1 }, 2, 'Word'],
  ['a text that is too long, which is no matter of entries', { Word: 'longer' }, 2, 'Word'],
  ['an entry of a list', { List: [1] }, 3, 'List.0'],
  ['what is no list', { List: 'a' }, 4, 'List'],
  ['a list with too many entries', { List: ['a', 'b', 'c'] }, 5, 'List'],
])('%s', (_title, change, code, field) => {
  expect(refusalOf(command, { ...good, ...change })).toEqual({ code, field })
})

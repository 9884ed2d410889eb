import { expect, test } from 'bun:test'
import { z } from 'zod'
import { defineCommand } from '../../packages/protocol/src/index.ts'
import { findGaps, statusOf } from './prove.ts'

const refused = { code: 7, info: 'refused' }
const command = defineCommand({
  service: 'service',
  name: 'name',
  summary: 'for this test',
  ratePerSecond: 1,
  request: z.object({ A: z.string(), B: z.string().optional() }).refine(() => true),
  response: z.object({ C: z.number() }),
  invalid: refused,
  errors: [refused],
})
const worked = {
  path: 'service/name',
  codes: [0],
  request: ['A', 'B'],
  response: ['C', 'ErrorCode'],
}
const failed = { path: 'service/name', codes: [7], request: [], response: [] }

test('a command without a row is absent', () => {
  expect(statusOf(undefined, undefined)).toBe('absent')
})

test('a command that worked and failed as its row says is proven', () => {
  expect(statusOf(command, findGaps(command, [worked, failed]))).toBe('proven')
})

test.each([
  ['a success', [failed], { success: false, request: ['A', 'B'], response: ['C'], errors: [] }],
  ['an error', [worked], { success: true, request: [], response: [], errors: [7] }],
  [
    'a field of the request',
    [{ ...worked, request: ['A'] }, failed],
    { success: true, request: ['B'], response: [], errors: [] },
  ],
  [
    'a field of the answer',
    [{ ...worked, response: [] }, failed],
    { success: true, request: [], response: ['C'], errors: [] },
  ],
])('a command of which no test shows %s is only present', (_, records, gaps) => {
  expect(findGaps(command, records)).toEqual(gaps)
  expect(statusOf(command, findGaps(command, records))).toBe('present')
})

import { expect, test } from 'bun:test'
import { freshTimestamp } from './signature-time.ts'

const NOW = 1_700_000_000_999

test.each([1_699_999_700, 1_700_000_000, 1_700_000_300])('takes %d', (timestamp) => {
  expect(freshTimestamp('Timestamp', String(timestamp), NOW)).toBe(timestamp)
})

test.each([
  ['1699999699', 'AuthFailure.SignatureExpire'],
  ['1700000301', 'AuthFailure.SignatureExpire'],
  ['1700000000000', 'InvalidParameterValue'],
  ['soon', 'InvalidParameterValue'],
  ['-1', 'InvalidParameterValue'],
  ['', 'MissingParameter'],
  [undefined, 'MissingParameter'],
])('answers %p with %s', (text, code) => {
  expect(() => freshTimestamp('Timestamp', text, NOW)).toThrow(expect.objectContaining({ code }))
})

import { expect, test } from 'bun:test'
import { rangeOf } from './range.ts'

test.each([
  [null, undefined],
  ['bytes=0-3', { start: 0, end: 4 }],
  ['bytes=4-', { start: 4, end: 10 }],
  ['bytes=4-400', { start: 4, end: 10 }],
  ['bytes=-3', { start: 7, end: 10 }],
  ['bytes=-300', { start: 0, end: 10 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-4', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,3-4', undefined],
  ['lines=0-1', undefined],
] as const)('%p of ten bytes is %p', (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range)
})

import { expect, test } from 'bun:test'
import { readBinary, readBoolean, readNumber, readSecond } from './condition-values.ts'

const day = Date.UTC(2022, 4, 31) / 1000

test.each([
  ['2022-05-31', day],
  ['2022-05-31 00:00:00', day],
  ['2022-05-31T00:00Z', day],
  ['2022-05-31T00:00:00Z', day],
  ['2022-05-31T00:00:00.999Z', day],
  ['2022-05-31T08:00:00+08:00', day],
  ['2022-05-30T20:00:00-04:00', day],
])('%s is a time', (text, second) => {
  expect(readSecond(text)).toBe(second)
})

test.each([
  '',
  '2022',
  '2022-13-01',
  '2022-02-30',
  '31.05.2022',
  '2022-05-31T25:00:00Z',
  'now',
  '1653955200',
])('%p is no time', (text) => {
  expect(readSecond(text)).toBeUndefined()
})

test.each([
  ['12', 12],
  ['-1.5', -1.5],
  ['1e3', 1000],
  ['', undefined],
  ['0x10', undefined],
  ['1 ', undefined],
])('the number of %p is %p', (text, number) => {
  expect(readNumber(text)).toBe(number)
})

test.each([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
  ['True', undefined],
])('%p is %p', (text, value) => {
  expect(readBoolean(text)).toBe(value)
})

test.each([
  ['MTAw', '100'],
  ['5Lit', '中'],
  ['MTA', undefined],
  ['MT*w', undefined],
  ['/w==', undefined],
])('base64 %p holds %p', (text, value) => {
  expect(readBinary(text)).toBe(value)
})

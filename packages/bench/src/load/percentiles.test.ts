import { expect, test } from 'bun:test'
import { median, percentile } from './percentiles.ts'

const hundred = Array.from({ length: 100 }, (_, index) => index + 1)

test.each([
  { share: 0, value: 1 },
  { share: 0.5, value: 50 },
  { share: 0.99, value: 99 },
  { share: 0.991, value: 100 },
  { share: 1, value: 100 },
])('the percentile of $share is the nearest rank', ({ share, value }) => {
  expect(percentile(hundred, share)).toBe(value)
})

test('there is no percentile and no median of nothing', () => {
  expect(percentile([], 0.5)).toBeNaN()
  expect(median([])).toBeNaN()
})

test.each([
  { values: [3, 1, 2], middle: 2 },
  { values: [4, 1, 3, 2], middle: 2.5 },
  { values: [10, 9], middle: 9.5 },
])('the median of $values is $middle', ({ values, middle }) => {
  expect(median(values)).toBe(middle)
})

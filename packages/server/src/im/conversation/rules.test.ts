import { expect, test } from 'bun:test'
import { bitOf, bitsOf, changeMarks, markText, markValues } from './rules.ts'

const none = { low: 0, high: 0 }
const all = Array.from({ length: 64 }, (_, at) => at + 1)

test('every one of the 64 bits is kept', () => {
  const marks = changeMarks(none, all)

  expect(marks).toEqual({ low: 2 ** 32 - 1, high: 2 ** 32 - 1 })
  expect(bitsOf(marks)).toEqual(all)
  expect(markText(marks)).toBe('1'.repeat(64))
})

test('each bit is set and cleared without the others', () => {
  for (const bit of all) {
    const marks = changeMarks(none, [bit])
    expect(bitsOf(marks)).toEqual([bit])
    expect(markValues(marks).map(bitOf)).toEqual([bit])
    expect(changeMarks(marks, [], [bit])).toEqual(none)
    expect(bitsOf(changeMarks(changeMarks(none, all), [], [bit]))).toHaveLength(63)
  }
})

test('the text begins with the star and ends with the last bit that is set', () => {
  expect(markText(none)).toBe('')
  expect(markText(changeMarks(none, [1]))).toBe('1')
  expect(markText(changeMarks(none, [1, 2, 3, 6]))).toBe('111001')
})

test('a bit that is set and cleared at once is set', () => {
  expect(bitsOf(changeMarks(none, [4], [4]))).toEqual([4])
})

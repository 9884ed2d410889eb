import { expect, test } from 'bun:test'
import { lineDiff } from './line-diff.ts'

const marks = { same: ' ', added: '+', removed: '-' } as const

function diff(before: string, after: string): string {
  return lineDiff([...before], [...after])
    .map(({ kind, text }) => marks[kind] + text)
    .join('')
}

test.each([
  ['abc', 'abc', ' a b c'],
  ['abc', 'axc', ' a-b+x c'],
  ['', 'ab', '+a+b'],
  ['ab', '', '-a-b'],
  ['abc', 'abxc', ' a b+x c'],
  ['aa', 'a', ' a-a'],
  ['abcd', 'bcda', '-a b c d+a'],
])('%s to %s', (before, after, expected) => {
  expect(diff(before, after)).toBe(expected)
})

test('both texts can be read from it', () => {
  const before = [...'the quick brown fox jumps over the lazy dog']
  const after = [...'the slow brown cat jumps under the lazy frog']

  const lines = lineDiff(before, after)

  expect(lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text)).toEqual(before)
  expect(lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text)).toEqual(after)
})

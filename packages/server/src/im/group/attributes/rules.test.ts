import { expect, test } from 'bun:test'
import { applyChange, differenceOf } from './rules.ts'

const current = new Map([
  ['a', '1'],
  ['b', '2'],
])

test('changes replace, add to, delete and clear attributes', () => {
  const attributes = new Map([['b', '3']])
  const after = (...change: Parameters<typeof applyChange>[1][]) =>
    change.map((one) => Object.fromEntries(applyChange(current, one)))

  expect(
    after(
      { kind: 'replace', attributes },
      { kind: 'set', attributes },
      { kind: 'delete', keys: ['a'] },
      { kind: 'clear' },
    ),
  ).toEqual([{ b: '3' }, { a: '1', b: '3' }, { b: '2' }, {}])
})

test('only what differs is written', () => {
  const next = new Map([
    ['b', '2'],
    ['c', '3'],
  ])

  expect(differenceOf(current, next)).toEqual({ set: new Map([['c', '3']]), deleted: ['a'] })
  expect(differenceOf(current, new Map(current))).toBeUndefined()
})

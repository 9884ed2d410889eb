import { expect, test } from 'bun:test'
import { countersAfter } from './rules.ts'

test('steps of one key add up, and the last value set holds', () => {
  const current = new Map([['a', 10]])
  const after = (mode: 'Set' | 'Increase' | 'Decrease') =>
    Object.fromEntries(
      countersAfter(current, mode, [
        ['a', 1],
        ['b', 2],
        ['a', 3],
      ]),
    )

  expect([after('Set'), after('Increase'), after('Decrease')]).toEqual([
    { a: 3, b: 2 },
    { a: 14, b: 2 },
    { a: 6, b: -2 },
  ])
})

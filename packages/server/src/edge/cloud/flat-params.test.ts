import { expect, test } from 'bun:test'
import { parseFlat, unflatten } from './flat-params.ts'

test.each([
  ['A=1&B=', { A: '1', B: '' }],
  ['A.0=x&A.1=y', { A: ['x', 'y'] }],
  ['A.1=y&A.0=x&A.10=z', { A: ['x', 'y', 'z'] }],
  [
    'L.0.UserID=a&L.0.Nick=b%20c&L.1.UserID=d',
    { L: [{ UserID: 'a', Nick: 'b c' }, { UserID: 'd' }] },
  ],
  ['LoginInstances.Web=3', { LoginInstances: { Web: '3' } }],
  ['A=1&A=2', { A: '2' }],
  ['', {}],
])('reads %s', (text, values) => {
  expect(unflatten(parseFlat(text))).toEqual(values)
})

test.each(['A=1&A.0=2', 'A.0=2&A=1', 'A.B.C.D.E.F.G.H.I=1', `${'A.'.repeat(100_000)}A=1`])(
  'refuses names that do not fit (%#)',
  (text) => {
    expect(() => unflatten(parseFlat(text))).toThrow(
      expect.objectContaining({ code: 'InvalidParameter' }),
    )
  },
)

test('takes names of the prototype for names', () => {
  const values = unflatten(parseFlat('__proto__.polluted=1&constructor.prototype.polluted=1'))

  expect(Object.hasOwn(values, '__proto__')).toBeTrue()
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

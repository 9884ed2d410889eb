import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { compileGlob, isLike } from './glob.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n'), maxLength: 8 })
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '*'), maxLength: 8 })
const patternWithOne = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })

function expression(glob: string): RegExp {
  const source = glob.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's')
}

test('a star stands for any text', () => {
  fc.assert(
    fc.property(pattern, text, (glob, asked) => {
      expect(compileGlob(glob).matches(asked)).toBe(expression(glob).test(asked))
    }),
    { numRuns: 3000 },
  )
})

test('a question mark stands for one character', () => {
  fc.assert(
    fc.property(patternWithOne, text, (like, asked) => {
      expect(isLike(asked, like)).toBe(expression(like).test(asked))
    }),
    { numRuns: 3000 },
  )
})

test.each([
  ['abc', 'abc'],
  ['a*c', undefined],
  ['*', undefined],
])('the exact text of %s is %p', (glob, exact) => {
  expect(compileGlob(glob).exact).toBe(exact)
})

test('what is filled in holds no wildcard', () => {
  const glob = compileGlob('uin/${uin}/*', (piece) => piece.replace('${uin}', '*'))

  expect(glob.matches('uin/*/a')).toBe(true)
  expect(glob.matches('uin/2/a')).toBe(false)
})

test('patterns that would take others for ever are done in no time', () => {
  const asked = 'a'.repeat(512)

  expect(isLike(asked, `${'*a'.repeat(250)}b`)).toBe(false)
  expect(compileGlob(`${'*a'.repeat(250)}*b`).matches(asked)).toBe(false)
})

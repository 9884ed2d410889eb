import { expect, test } from 'bun:test'
import { fromToken, toToken } from './pagination-token.ts'

test('a token tells what it was made of', () => {
  expect(fromToken(toToken(['环境', 'a&b']), 2)).toEqual(['环境', 'a&b'])
  expect(fromToken('', 2)).toBeUndefined()
})

test.each(['x', toToken(['one']), toToken(['a\0', 'b']), toToken(['a', 'b', 'c']), '%%%'])(
  'the token %p is refused',
  (token) => {
    expect(() => fromToken(token, 2)).toThrow(
      expect.objectContaining({ code: 'InvalidParameter.PaginationTokenInvalid' }),
    )
  },
)

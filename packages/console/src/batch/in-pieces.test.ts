import { expect, test } from 'bun:test'
import { inPieces } from './in-pieces.ts'

test.each<{ count: number; sizes: number[] }>([
  { count: 0, sizes: [] },
  { count: 1, sizes: [1] },
  { count: 100, sizes: [100] },
  { count: 101, sizes: [100, 1] },
  { count: 250, sizes: [100, 100, 50] },
])('$count rows make pieces of $sizes', ({ count, sizes }) => {
  const rows = Array.from({ length: count }, (_, index) => index)

  const pieces = inPieces(rows)

  expect(pieces.map((piece) => piece.length)).toEqual(sizes)
  expect(pieces.flat()).toEqual(rows)
})

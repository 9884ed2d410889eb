import type { ByteRange } from '../../blobs/blob-store.ts'

/**
 * The one range that a request asks for: undefined for the whole, `unsatisfiable` beyond the end.
 * Several ranges, and what is no range, are answered with the whole, as HTTP allows.
 */
export function rangeOf(
  header: string | null,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  if (from === '') return lastBytes(Number(to), size)
  const start = Number(from)
  const end = to === '' ? size : Math.min(size, Number(to) + 1)
  if (start >= size) return 'unsatisfiable'
  return end <= start ? undefined : { start, end }
}

function lastBytes(count: number, size: number): ByteRange | 'unsatisfiable' {
  return count === 0 ? 'unsatisfiable' : { start: Math.max(0, size - count), end: size }
}

/** A line of two texts side by side: in both, or in one only. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** What has to be removed from and added to a text to make another: the fewest lines. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const start = sharedStart(before, after)
  const end = sharedEnd(before.slice(start), after.slice(start))
  const same = (texts: readonly string[]): readonly DiffLine[] =>
    texts.map((text) => ({ kind: 'same', text }))
  return [
    ...same(before.slice(0, start)),
    ...middleDiff(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(end === 0 ? [] : before.slice(-end)),
  ]
}

/** By the longest common subsequence, whose table is as large as both texts multiplied. */
function middleDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const width = after.length + 1
  const longest = new Uint32Array((before.length + 1) * width)
  const at = (row: number, column: number) => longest[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const lines: DiffLine[] = []
  let row = 0
  let column = 0
  while (row < before.length || column < after.length) {
    const old = before[row]
    const fresh = after[column]
    if (old !== undefined && old === fresh) {
      lines.push({ kind: 'same', text: old })
      row += 1
      column += 1
    } else if (
      old !== undefined &&
      (fresh === undefined || at(row + 1, column) >= at(row, column + 1))
    ) {
      lines.push({ kind: 'removed', text: old })
      row += 1
    } else {
      lines.push({ kind: 'added', text: fresh ?? '' })
      column += 1
    }
  }
  return lines
}

function sharedStart(before: readonly string[], after: readonly string[]): number {
  const first = before.findIndex((line, index) => line !== after[index])
  return first === -1 ? Math.min(before.length, after.length) : first
}

function sharedEnd(before: readonly string[], after: readonly string[]): number {
  return sharedStart(before.toReversed(), after.toReversed())
}

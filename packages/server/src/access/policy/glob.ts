/** A text in which `*` stands for any text; `exact` where there is none in it. */
export interface Glob {
  readonly exact: string | undefined
  matches(text: string): boolean
}

/** What every text matches. */
export const anything: Glob = { exact: undefined, matches: () => true }

/** `fill` makes the text between the stars final; what it brings is never a star. */
export function compileGlob(pattern: string, fill: (text: string) => string = keep): Glob {
  const pieces = pattern.split('*').map(fill)
  const [first = '', ...rest] = pieces
  const last = rest.pop()
  if (last === undefined) return { exact: first, matches: (text) => text === first }
  if (pieces.every((piece) => piece === '')) return anything
  const middle = rest.filter((piece) => piece !== '')
  if (middle.length > 0) return inOrder(first, middle, last)
  if (last === '') return { exact: undefined, matches: (text) => text.startsWith(first) }
  const least = first.length + last.length
  return {
    exact: undefined,
    matches: (text) => text.length >= least && text.startsWith(first) && text.endsWith(last),
  }
}

function keep(text: string): string {
  return text
}

/** Taking the first place for each piece never spoils the ones after it. */
function inOrder(first: string, middle: readonly string[], last: string): Glob {
  return {
    exact: undefined,
    matches(text) {
      if (!text.startsWith(first)) return false
      let at = first.length
      for (const piece of middle) {
        const found = text.indexOf(piece, at)
        if (found === -1) return false
        at = found + piece.length
      }
      return text.length - at >= last.length && text.endsWith(last)
    },
  }
}

/**
 * True where a text has the form of a pattern with `*` for any text and `?` for one character. The
 * time grows with the product of both lengths, whatever they are.
 */
export function isLike(text: string, pattern: string): boolean {
  let at = 0
  let next = 0
  let star = -1
  let resume = 0
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next++
      resume = at
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      at++
      next++
    } else if (star === -1) {
      return false
    } else {
      next = star + 1
      at = ++resume
    }
  }
  while (pattern[next] === '*') next++
  return next === pattern.length
}

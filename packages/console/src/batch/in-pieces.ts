/** The most rows one call takes. */
export const PIECE = 100

/** Cuts a list into consecutive pieces of at most `size`. */
export function inPieces<Item>(items: readonly Item[], size: number = PIECE): Item[][] {
  const pieces: Item[][] = []
  for (let at = 0; at < items.length; at += size) pieces.push(items.slice(at, at + size))
  return pieces
}

/** Milliseconds of the first wait, doubled with every failed attempt. */
const FIRST = 500
/** Milliseconds no wait exceeds. */
const LONGEST = 30_000

/**
 * Milliseconds to wait before an attempt to reconnect, the first one being 0.
 *
 * Half of the wait is fixed, half is chance: a server that comes back is not met by all its
 * clients in the same moment.
 *
 * @param random - from 0 up to 1.
 */
export function backoff(attempt: number, random: number): number {
  const whole = Math.min(FIRST * 2 ** attempt, LONGEST)
  return whole / 2 + (whole / 2) * random
}

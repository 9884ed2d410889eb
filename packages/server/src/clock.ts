/** Now, in Unix milliseconds. Passed in everywhere, so that tests can move it. */
export type Clock = () => number

export const systemClock: Clock = Date.now

/** Whole Unix seconds, as the wire wants them. */
export function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

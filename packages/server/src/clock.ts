/** Now, in Unix milliseconds. Passed in everywhere, so that tests can move it. */
export type Clock = () => number

export const systemClock: Clock = Date.now

/** Whole Unix seconds, as the wire wants them. */
export function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

/** What Beijing is ahead of UTC, in milliseconds: days and hours of the contracts are its; it has no summer time. */
export const BEIJING = 8 * 3_600_000

/** `YYYY-MM-DD HH:MM:SS` of UTC. */
export function formatMoment(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ')
}

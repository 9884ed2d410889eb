import { PERMANENT_MUTE } from '@yanshu/protocol'

/** The end of a mute that has none. */
export const NEVER = Number.MAX_SAFE_INTEGER

/** When a mute of so many seconds ends; 0 where it is lifted. */
export function endOf(seconds: number, now: number): number {
  if (seconds === PERMANENT_MUTE) return NEVER
  return seconds === 0 ? 0 : now + seconds * 1000
}

/** Seconds that are left of a mute, a begun one counted whole. */
export function secondsLeft(until: number, now: number): number {
  if (until === NEVER) return PERMANENT_MUTE
  return Math.max(0, Math.ceil((until - now) / 1000))
}

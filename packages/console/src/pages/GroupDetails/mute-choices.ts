/** Stands for "for ever" in seconds to be muted, and in the time until when (群禁言). */
export const FOR_EVER = 0xffff_ffff

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long a member may be muted, by the name of the choice. */
export const muteChoices = [
  ['mute10m', 10 * MINUTE],
  ['mute1h', HOUR],
  ['mute1d', DAY],
  ['mute7d', 7 * DAY],
  ['mute30d', 30 * DAY],
  ['muteForever', FOR_EVER],
] as const

/** @param until - Unix seconds; whoever is muted for longer than anybody lives is so for ever. */
export function isMutedForEver(until: number): boolean {
  return until >= FOR_EVER
}

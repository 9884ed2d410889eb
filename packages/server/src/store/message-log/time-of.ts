import { BACKFILLED } from './backfilled.ts'
import type { NewEntry } from './message-log.ts'

/**
 * The time of an entry in a conversation whose newest message is of `newest`: never before it, unless
 * the entry was imported with an older time and is marked so.
 */
export function timeOf(
  { time, flags, sentAt }: Pick<NewEntry, 'time' | 'flags' | 'sentAt'>,
  newest: number,
  now: number,
): { readonly time: number; readonly flags: number } {
  // A clock that is set back must not put new messages before old ones.
  if (time === undefined) return { time: Math.max(sentAt ?? now, newest), flags }
  return { time, flags: time < newest ? flags | BACKFILLED : flags }
}

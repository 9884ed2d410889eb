/**
 * The read position behind which so many messages count; 0 where there are not so many.
 *
 * @param end - seq of the newest message.
 * @param uncounted - seqs of messages that do not count, newest first.
 */
export function readSeqFor(end: number, uncounted: readonly number[], unread: number): number {
  let position = end - unread
  for (const seq of uncounted) {
    if (seq <= position) break
    position -= 1
  }
  return Math.max(0, position)
}

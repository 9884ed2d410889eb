/** How many events of an even rate are due `elapsed` milliseconds after the start, the one at 0 included. */
export function dueBy(elapsed: number, perSecond: number): number {
  return elapsed < 0 ? 0 : Math.floor((elapsed * perSecond) / 1000) + 1
}

/** When the n-th event (from 0) of an even rate is due, in milliseconds after the start. */
export function dueAt(index: number, perSecond: number): number {
  return (index * 1000) / perSecond
}

import type { Clock } from '../clock.ts'

const SECOND = 1000
/** Counters kept; a flood of made-up apps must not fill the memory. */
const MOST_COUNTERS = 100_000

/** Counts calls in whole seconds by name. */
export class RateLimiter {
  readonly #now: Clock
  #second = 0
  #counts = new Map<string, number>()

  constructor(now: Clock) {
    this.#now = now
  }

  /** Counts a call; false where there were `most` in this second already; null is no limit. */
  take(name: string, most: number | null | undefined): boolean {
    if (most === undefined || most === null) return true
    const second = Math.floor(this.#now() / SECOND)
    if (second !== this.#second || this.#counts.size >= MOST_COUNTERS) {
      this.#second = second
      this.#counts = new Map()
    }
    const count = this.#counts.get(name) ?? 0
    if (count >= most) return false
    this.#counts.set(name, count + 1)
    return true
  }
}

const SECOND = 1000
/** Counters kept; a flood of made-up names must not fill the memory. */
const MOST_COUNTERS = 100_000

export interface RateOptions {
  /** Milliseconds that are counted together; a second unless said otherwise. */
  readonly window?: number
  /** Names counted at once; all begin anew where there are more. */
  readonly counted?: number
}

/** Counts calls by name in whole windows of time. */
export class RateLimiter {
  readonly #now: () => number
  readonly #window: number
  readonly #counted: number
  #current = 0
  #counts = new Map<string, number>()

  /** @param now - Unix milliseconds. */
  constructor(now: () => number, { window = SECOND, counted = MOST_COUNTERS }: RateOptions = {}) {
    this.#now = now
    this.#window = window
    this.#counted = counted
  }

  /** Counts a call; false where there were `most` in this window already; null is no limit. */
  take(name: string, most: number | null | undefined): boolean {
    if (most === undefined || most === null) return true
    const current = Math.floor(this.#now() / this.#window)
    if (current !== this.#current || this.#counts.size >= this.#counted) {
      this.#current = current
      this.#counts = new Map()
    }
    const count = this.#counts.get(name) ?? 0
    if (count >= most) return false
    this.#counts.set(name, count + 1)
    return true
  }
}

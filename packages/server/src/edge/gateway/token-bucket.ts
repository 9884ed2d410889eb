/** Lets so many through a second, and twice as many in a burst. */
export class TokenBucket {
  readonly #perSecond: number
  #tokens: number
  #filledAt: number

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond
    this.#tokens = perSecond * 2
    this.#filledAt = now
  }

  /** Takes one; false where there is none. */
  take(now: number): boolean {
    const grown = this.#tokens + ((now - this.#filledAt) * this.#perSecond) / 1000
    this.#tokens = Math.min(grown, this.#perSecond * 2)
    this.#filledAt = now
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}

/**
 * Remembers, for a time, what was sent, so that a repeated send is noticed without asking the log.
 * It may say "maybe" for what was never sent (the log then knows); within its time it never says "no"
 * for what was. Two halves take turns, so that forgetting costs nothing.
 *
 * A set of numbers in typed arrays: tens of bytes less per message than a Map, and nothing for the
 * garbage collector to walk.
 */
export class RecentSends {
  readonly #window: number
  #young = new NumberSet()
  #old = new NumberSet()
  #turnedAt: number

  /** @param window - milliseconds that a send is remembered at least. */
  constructor(window: number, now: number) {
    this.#window = window
    this.#turnedAt = now
  }

  /** Notes a send; true where it may have been noted before. */
  note(high: number, low: number, now: number): boolean {
    this.#turn(now)
    const inOld = this.#old.has(high, low)
    return this.#young.add(high, low) || inOld
  }

  #turn(now: number): void {
    const age = now - this.#turnedAt
    if (age < this.#window) return
    this.#old = age < 2 * this.#window ? this.#young : new NumberSet()
    this.#young = new NumberSet()
    this.#turnedAt = now
  }
}

const FIRST_SIZE = 1024

/** Open addressing over pairs of 32-bit numbers; the pair (0, 0) stands for a free place. */
class NumberSet {
  #places = new Uint32Array(FIRST_SIZE * 2)
  #count = 0

  has(high: number, low: number): boolean {
    return this.#find(this.#places, high, low) < 0
  }

  /** Adds a pair; true where it was there. */
  add(high: number, low: number): boolean {
    if (this.#count * 4 > this.#places.length) this.#grow()
    const at = this.#find(this.#places, high, low)
    if (at < 0) return true
    this.#places[at] = high
    this.#places[at + 1] = low
    this.#count += 1
    return false
  }

  /** Where a pair would go, or -1 where it is. */
  #find(places: Uint32Array, high: number, low: number): number {
    const mask = places.length - 1
    let at = (low * 2) & mask
    for (;;) {
      const first = places[at]
      const second = places[at + 1]
      if (first === 0 && second === 0) return at
      if (first === high && second === low) return -1
      at = (at + 2) & mask
    }
  }

  #grow(): void {
    const grown = new Uint32Array(this.#places.length * 2)
    for (let at = 0; at < this.#places.length; at += 2) {
      const high = this.#places[at] ?? 0
      const low = this.#places[at + 1] ?? 0
      if (high === 0 && low === 0) continue
      const place = this.#find(grown, high, low)
      grown[place] = high
      grown[place + 1] = low
    }
    this.#places = grown
  }
}

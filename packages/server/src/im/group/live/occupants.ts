import type { Standing } from '../member-store.ts'

/** Somebody in a live room. */
export interface Occupant {
  readonly account: string
  /** Unix milliseconds. */
  readonly joinedAt: number
  /** Microseconds, but each one's own: pages of the list continue after it. */
  readonly stamp: number
  standing: Standing
  /** The connections that are in the room; none for a robot, and while a lost one may come back. */
  connections: readonly string[]
  isGone: boolean
}

/** Gaps in the order of joining that are put up with, beside as many as there are occupants. */
const GAPS = 64

/** Who is in one live room, in the order of joining. */
export class Occupants {
  readonly #byAccount = new Map<string, Occupant>()
  /** Holds who left, too, until it is mostly them. */
  #order: Occupant[] = []
  #lastStamp = 0

  get size(): number {
    return this.#byAccount.size
  }

  of(account: string): Occupant | undefined {
    return this.#byAccount.get(account)
  }

  accounts(): Iterable<string> {
    return this.#byAccount.keys()
  }

  /** Somebody who was not there comes in. @param now - Unix milliseconds. */
  add(account: string, standing: Standing, now: number): Occupant {
    const stamp = Math.max(this.#lastStamp + 1, now * 1000)
    this.#lastStamp = stamp
    const occupant = { account, joinedAt: now, stamp, standing, connections: [], isGone: false }
    this.#byAccount.set(account, occupant)
    this.#order.push(occupant)
    return occupant
  }

  remove(account: string): void {
    const occupant = this.#byAccount.get(account)
    if (!occupant) return
    occupant.isGone = true
    this.#byAccount.delete(account)
    if (this.#order.length > 2 * this.size + GAPS) {
      this.#order = this.#order.filter(({ isGone }) => !isGone)
    }
  }

  /** From the newest on. */
  *newest(): Iterable<Occupant> {
    for (let at = this.#order.length - 1; at >= 0; at--) {
      const occupant = this.#order[at]
      if (occupant && !occupant.isGone) yield occupant
    }
  }
}

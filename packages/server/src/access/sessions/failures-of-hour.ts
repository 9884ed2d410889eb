import type { Clock } from '../../clock.ts'

const HOUR = 3_600_000
/** Names remembered; the oldest is forgotten first. */
const CAPACITY = 10_000

interface Failures {
  readonly since: number
  readonly count: number
}

/** Counts failures by name in the hour that begins with the first one. In memory. */
export class FailuresOfHour {
  readonly #now: Clock
  readonly #failures = new Map<string, Failures>()

  constructor(now: Clock) {
    this.#now = now
  }

  /**
   * Counts a try as failed, before its outcome is known; `clear` takes it back. Answers the milliseconds
   * to wait where there were `most` already, and counts nothing then; 0 for `most` is no limit.
   */
  take(name: string, most: number): number {
    if (most === 0) return 0
    const now = this.#now()
    const known = this.#failures.get(name)
    const current = known && now - known.since < HOUR ? known : { since: now, count: 0 }
    if (current.count >= most) return current.since + HOUR - now
    this.#failures.delete(name)
    this.#makeRoom()
    this.#failures.set(name, { since: current.since, count: current.count + 1 })
    return 0
  }

  clear(name: string): void {
    this.#failures.delete(name)
  }

  #makeRoom(): void {
    if (this.#failures.size < CAPACITY) return
    const oldest = this.#failures.keys().next()
    if (oldest.done !== true) this.#failures.delete(oldest.value)
  }
}

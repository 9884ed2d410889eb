import type { Clock } from '../../clock.ts'

export interface ThrottleOptions {
  /** Failures in a row before the first wait. */
  readonly free: number
  /** The first wait in milliseconds; each further failure doubles it. */
  readonly firstWait: number
  readonly longestWait: number
  readonly now: Clock
  /** Keys remembered; the oldest is forgotten first. */
  readonly capacity?: number
}

const CAPACITY = 10_000
/** Failures this far apart are not in a row. */
const FORGET_AFTER = 3_600_000

interface Failures {
  readonly count: number
  readonly last: number
  readonly blockedUntil: number
}

/** Makes who fails again and again wait longer and longer. In memory: each node counts its own. */
export class Throttle {
  readonly #options: ThrottleOptions
  readonly #failures = new Map<string, Failures>()

  constructor(options: ThrottleOptions) {
    this.#options = options
  }

  /** Milliseconds until a try is allowed; 0 where it is. */
  wait(key: string): number {
    const failures = this.#failures.get(key)
    return failures ? Math.max(0, failures.blockedUntil - this.#options.now()) : 0
  }

  /**
   * Counts a try as failed. Called before its outcome is known, so that tries at once cannot pass
   * together; `clear` takes it back.
   */
  count(key: string): void {
    const now = this.#options.now()
    const before = this.#failures.get(key)
    const count = before !== undefined && now - before.last < FORGET_AFTER ? before.count + 1 : 1
    this.#failures.delete(key)
    this.#makeRoom()
    this.#failures.set(key, { count, last: now, blockedUntil: now + this.#waitAfter(count) })
  }

  clear(key: string): void {
    this.#failures.delete(key)
  }

  #waitAfter(count: number): number {
    const { free, firstWait, longestWait } = this.#options
    if (count < free) return 0
    return Math.min(firstWait * 2 ** (count - free), longestWait)
  }

  #makeRoom(): void {
    if (this.#failures.size < (this.#options.capacity ?? CAPACITY)) return
    const oldest = this.#failures.keys().next()
    if (oldest.done !== true) this.#failures.delete(oldest.value)
  }
}

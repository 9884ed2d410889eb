import type { Clock } from '../../../clock.ts'

/** Changes of the extensions of one message in a minute (使用限制). */
const MOST = 200
const MINUTE = 60_000
/** Messages whose changes are counted at once; all start anew where there are more. */
const COUNTED = 10_000

/** Counts how often each message is changed. */
export class OperationQuota {
  readonly #now: Clock
  #minute = 0
  readonly #counts = new Map<string, number>()

  constructor(now: Clock) {
    this.#now = now
  }

  /** False where a message was changed too often in this minute. */
  take(message: string): boolean {
    const minute = Math.floor(this.#now() / MINUTE)
    if (minute !== this.#minute || this.#counts.size >= COUNTED) this.#counts.clear()
    this.#minute = minute
    const count = this.#counts.get(message) ?? 0
    if (count >= MOST) return false
    this.#counts.set(message, count + 1)
    return true
  }
}

import type { Clock } from '../../clock.ts'

export interface RateLimiterOptions {
  readonly perSecond: number
  readonly now: Clock
  /** Keys remembered; the oldest is forgotten first. */
  readonly capacity?: number
}

const CAPACITY = 10_000

interface Bucket {
  tokens: number
  filledAt: number
}

/** Lets each key through `perSecond` times a second, all at once or spread. */
export class RateLimiter {
  readonly #options: RateLimiterOptions
  readonly #buckets = new Map<string, Bucket>()

  constructor(options: RateLimiterOptions) {
    this.#options = options
  }

  /** Answers false where the key is over its rate. */
  take(key: string): boolean {
    const bucket = this.#filled(key)
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }

  #filled(key: string): Bucket {
    const { perSecond, now: clock } = this.#options
    const now = clock()
    const bucket = this.#buckets.get(key)
    if (bucket === undefined) return this.#add(key, { tokens: perSecond, filledAt: now })
    // A clock set back must not empty the bucket.
    const seconds = Math.max(0, now - bucket.filledAt) / 1000
    bucket.tokens = Math.min(perSecond, bucket.tokens + seconds * perSecond)
    bucket.filledAt = now
    return bucket
  }

  #add(key: string, bucket: Bucket): Bucket {
    if (this.#buckets.size >= (this.#options.capacity ?? CAPACITY)) {
      const oldest = this.#buckets.keys().next()
      if (oldest.done !== true) this.#buckets.delete(oldest.value)
    }
    this.#buckets.set(key, bucket)
    return bucket
  }
}

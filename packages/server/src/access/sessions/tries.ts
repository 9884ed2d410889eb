import type { Clock } from '../../clock.ts'
import { Gate } from './gate.ts'
import { sourceOf } from './source.ts'
import { Throttle } from './throttle.ts'

/** A hashing takes about 0.1 s of a core and 64 MiB. */
const HASHINGS = { running: 2, waiting: 16 }

const FREE_FAILURES = 5
const FIRST_WAIT = 5000
/** Short for a user: anyone can fail in somebody else's name, and must not lock them out for long. */
const LONGEST_WAIT_OF_USER = 60_000
const LONGEST_WAIT_OF_SOURCE = 900_000

/** Who tries a password: the name it is for, and the address it comes from. */
export interface Trier {
  readonly user: string
  readonly sourceIp: string
}

export interface TooManyFailures {
  readonly fault: 'tooManyFailures'
  /** Seconds. */
  readonly retryAfter: number
}

/** Bounds how often passwords are tried and how many are hashed at once, wherever they are asked for. */
export class Tries {
  readonly #gate = new Gate(HASHINGS)
  readonly #users: Throttle
  readonly #sources: Throttle

  constructor(now: Clock) {
    const shared = { free: FREE_FAILURES, firstWait: FIRST_WAIT, now }
    this.#users = new Throttle({ ...shared, longestWait: LONGEST_WAIT_OF_USER })
    this.#sources = new Throttle({ ...shared, longestWait: LONGEST_WAIT_OF_SOURCE })
  }

  /** Checks a password where it may be tried now; it counts as wrong until `succeeded` is told. */
  async run<Result>(trier: Trier, check: () => Promise<Result>): Promise<Result | TooManyFailures> {
    const source = sourceOf(trier.sourceIp)
    const wait = Math.max(this.#users.wait(trier.user), this.#sources.wait(source))
    if (wait > 0) return { fault: 'tooManyFailures', retryAfter: Math.ceil(wait / 1000) }
    if (this.#gate.full) return { fault: 'tooManyFailures', retryAfter: 1 }
    this.#users.count(trier.user)
    this.#sources.count(source)
    return this.#gate.run(check)
  }

  /** Lets a user try again at once. */
  forgive(user: string): void {
    this.#users.clear(user)
  }

  succeeded({ user, sourceIp }: Trier): void {
    this.#users.clear(user)
    this.#sources.clear(sourceOf(sourceIp))
  }
}

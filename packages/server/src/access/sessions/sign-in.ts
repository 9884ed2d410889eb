import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import { hashPassword, verifyPassword } from '../password.ts'
import { generatePassword } from '../password-rules.ts'
import type { UserStore } from '../users/user-store.ts'
import { Gate } from './gate.ts'
import type { NewSession, Sessions } from './sessions.ts'
import { sourceOf } from './source.ts'
import { Throttle } from './throttle.ts'

export interface SignInDeps {
  readonly users: Pick<UserStore, 'findByName'>
  readonly sessions: Pick<Sessions, 'open'>
  readonly now: Clock
  readonly log: Logger
}

export interface Credentials {
  readonly user: string
  readonly password: string
  readonly sourceIp: string
}

/** A session, or why there is none; `retryAfter` in seconds. */
export type SignInOutcome =
  | { readonly session: NewSession }
  | { readonly fault: 'badCredentials' }
  | { readonly fault: 'tooManyFailures'; readonly retryAfter: number }

/** A hashing takes about 0.1 s of a core and 64 MiB. */
const HASHINGS = { running: 2, waiting: 16 }

const FREE_FAILURES = 5
const FIRST_WAIT = 5000
/** Short for a user: anyone can fail in somebody else's name, and must not lock them out for long. */
const LONGEST_WAIT_OF_USER = 60_000
const LONGEST_WAIT_OF_SOURCE = 900_000

/** Signs people in to the console. */
export class SignIn {
  readonly #deps: SignInDeps
  readonly #gate = new Gate(HASHINGS)
  readonly #users: Throttle
  readonly #sources: Throttle
  #dummyHash: Promise<string> | undefined

  constructor(deps: SignInDeps) {
    this.#deps = deps
    const shared = { free: FREE_FAILURES, firstWait: FIRST_WAIT, now: deps.now }
    this.#users = new Throttle({ ...shared, longestWait: LONGEST_WAIT_OF_USER })
    this.#sources = new Throttle({ ...shared, longestWait: LONGEST_WAIT_OF_SOURCE })
  }

  async signIn({ user, password, sourceIp }: Credentials): Promise<SignInOutcome> {
    const source = sourceOf(sourceIp)
    const wait = Math.max(this.#users.wait(user), this.#sources.wait(source))
    if (wait > 0) return { fault: 'tooManyFailures', retryAfter: Math.ceil(wait / 1000) }
    if (this.#gate.full) return { fault: 'tooManyFailures', retryAfter: 1 }
    this.#users.count(user)
    this.#sources.count(source)

    const session = await this.#gate.run(() => this.#check(user, password))
    if (session === undefined) {
      this.#deps.log.warn('access.signInFailed', { user, sourceIp })
      return { fault: 'badCredentials' }
    }
    this.#users.clear(user)
    this.#sources.clear(source)
    this.#deps.log.info('access.signedIn', { user, sourceIp })
    return { session }
  }

  async #check(user: string, password: string): Promise<NewSession | undefined> {
    const found = await this.#deps.users.findByName(user)
    // An unknown user costs a hashing as well, so that the time does not tell who exists.
    const hash = found?.passwordHash ?? (await this.#dummy())
    const right = await verifyPassword(password, hash)
    return found !== undefined && right ? this.#deps.sessions.open(found.principal) : undefined
  }

  #dummy(): Promise<string> {
    this.#dummyHash ??= hashPassword(generatePassword())
    return this.#dummyHash
  }
}

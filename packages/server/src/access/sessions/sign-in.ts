import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import { hashPassword, verifyPassword } from '../password.ts'
import { generatePassword } from '../password-rules.ts'
import type { PasswordRules } from '../password-rules.ts'
import { ROOT_UIN } from '../root-account.ts'
import type { LoginAddresses } from '../security/login-addresses.ts'
import type { PasswordPolicy } from '../security/password-policy.ts'
import type { CamUser, UserStore } from '../users/user-store.ts'
import { FailuresOfHour } from './failures-of-hour.ts'
import type { NewSession, Sessions } from './sessions.ts'
import type { SignInEvent } from './sign-in-event.ts'
import type { TooManyFailures, Tries } from './tries.ts'

export interface SignInDeps {
  readonly users: Pick<UserStore, 'findByName' | 'noteSignIn'>
  readonly sessions: Pick<Sessions, 'open' | 'close'>
  readonly policy: Pick<PasswordPolicy, 'of' | 'isExpired'>
  readonly addresses: Pick<LoginAddresses, 'allows'>
  readonly tries: Tries
  readonly now: Clock
  readonly log: Logger
  readonly record?: ((event: SignInEvent) => void) | undefined
}

export interface Credentials {
  readonly user: string
  readonly password: string
  readonly sourceIp: string
  /** The root account that a login link names. */
  readonly root?: string | undefined
}

/** A session, or why there is none. */
export type SignInOutcome =
  | { readonly session: NewSession }
  | { readonly fault: 'badCredentials' | 'noConsoleLogin' | 'addressRefused' | 'passwordExpired' }
  | TooManyFailures

/** Signs people in to the console. */
export class SignIn {
  readonly #deps: SignInDeps
  readonly #failures: FailuresOfHour
  #dummyHash: Promise<string> | undefined

  constructor(deps: SignInDeps) {
    this.#deps = deps
    this.#failures = new FailuresOfHour(deps.now)
  }

  signIn(credentials: Credentials): Promise<SignInOutcome> {
    return this.#deps.tries.run(credentials, async () => {
      const found = await this.#find(credentials)
      const outcome = await this.#check(credentials, found)
      this.#tell(credentials, found, outcome)
      return outcome
    })
  }

  /** Lets a user in again who had failed too often: somebody set a new password. */
  forgive(user: string): void {
    this.#failures.clear(user)
    this.#deps.tries.forgive(user)
  }

  async #find({ user, root }: Credentials): Promise<CamUser | undefined> {
    const found = await this.#deps.users.findByName(user)
    return root === undefined || found?.principal.ownerUin === root ? found : undefined
  }

  /** What a stranger is told depends on nothing but the address and the limits, whether the name exists or not. */
  async #check(credentials: Credentials, found: CamUser | undefined): Promise<SignInOutcome> {
    const { user, password, sourceIp } = credentials
    const owner = found?.principal.ownerUin ?? ROOT_UIN
    const rules = (await this.#deps.policy.of(owner)).value
    const isRoot = found?.principal.isRoot ?? false
    if (!isRoot && !(await this.#deps.addresses.allows(owner, sourceIp))) {
      return { fault: 'addressRefused' }
    }
    const wait = isRoot ? 0 : this.#failures.take(user, rules.retryLimit)
    if (wait > 0) return { fault: 'tooManyFailures', retryAfter: Math.ceil(wait / 1000) }
    const right = await this.#isRight(found?.passwordHash ?? '', password)
    if (found === undefined || !right) return { fault: 'badCredentials' }
    this.#failures.clear(user)
    this.#deps.tries.succeeded(credentials)
    return this.#open(found, rules, sourceIp)
  }

  /** Who does not exist or has no password costs a hashing as well, so that the time does not tell. */
  async #isRight(hash: string, password: string): Promise<boolean> {
    const right = await verifyPassword(password, hash === '' ? await this.#dummy() : hash)
    return right && hash !== ''
  }

  async #open(found: CamUser, rules: PasswordRules, sourceIp: string): Promise<SignInOutcome> {
    const { principal, consoleLogin, needReset, passwordAt } = found
    if (!consoleLogin) return { fault: 'noConsoleLogin' }
    const expired = !principal.isRoot && this.#deps.policy.isExpired(rules, passwordAt)
    if (expired && rules.expiredIsInvalid) return { fault: 'passwordExpired' }
    const session = await this.#deps.sessions.open(principal, needReset || expired)
    if (await this.#isStillRight(found, sourceIp)) return { session }
    await this.#deps.sessions.close(session.token)
    return { fault: 'badCredentials' }
  }

  /**
   * Asked after the session is there: who changes a password ends the sessions there are, and would miss
   * one that begins a moment later.
   */
  #isStillRight({ principal, passwordHash }: CamUser, ip: string): Promise<boolean> {
    const { users, now } = this.#deps
    return users.noteSignIn(principal.uin, { passwordHash, ip, at: now() })
  }

  #tell({ user, sourceIp }: Credentials, found: CamUser | undefined, outcome: SignInOutcome): void {
    const { log, record } = this.#deps
    const fault = 'fault' in outcome ? outcome.fault : undefined
    if (fault === undefined) log.info('access.signedIn', { user, sourceIp })
    else log.warn('access.signInFailed', { user, sourceIp, fault })
    if (fault === 'tooManyFailures') return
    const principal = found?.principal
    record?.({ kind: 'signIn', user, principal, sourceIp, outcome: fault ?? 'success' })
  }

  #dummy(): Promise<string> {
    this.#dummyHash ??= hashPassword(generatePassword())
    return this.#dummyHash
  }
}

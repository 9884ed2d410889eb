import type { ErrorRow } from '@yanshu/protocol'
import { accountErrors, ImError, isUserId } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { App } from '../app/app.ts'
import type { UserSigService } from '../usersig/service.ts'
import type { Account } from './account.ts'
import type { AccountService } from './service.ts'

/** Failed checks of one account from one address before both rest for a minute (70050). */
const FAILURES = 20
const REST = 60_000
const TRACKED = 10_000

/** Who a valid UserSig belongs to. */
export interface SignedIn {
  /** Absent where the account was never imported. */
  readonly account: Account | undefined
  /** Unix seconds at which the UserSig runs out. */
  readonly expiresAt: number
}

export interface Claim {
  readonly app: App
  readonly userId: string
  readonly userSig: string
  readonly sourceIp: string
  /** The same UserSig is likely to come again soon. */
  readonly comesAgain: boolean
}

/** Checks UserSigs at the doors, and slows down those who guess. */
export class Authenticator {
  readonly #accounts: AccountService
  readonly #userSigs: UserSigService
  readonly #now: Clock
  readonly #failures = new Map<string, { count: number; until: number }>()

  constructor(accounts: AccountService, userSigs: UserSigService, now: Clock) {
    this.#accounts = accounts
    this.#userSigs = userSigs
    this.#now = now
  }

  /** @throws {ImError} the code of whatever is wrong with the UserSig, 70001 to 70052. */
  async check(claim: Claim): Promise<SignedIn> {
    const { app, userId, userSig } = claim
    if (!isUserId(userId)) throw new ImError(accountErrors.sigOtherUser)
    const who = `${app.appId}/${userId}/${claim.sourceIp}`
    this.#refuseGuesser(who)
    const account = await this.#accounts.find(app.appId, userId)
    const checked = this.#userSigs.check(
      app,
      userId,
      userSig,
      account?.revokedAt ?? 0,
      claim.comesAgain,
    )
    if (checked.ok) {
      this.#failures.delete(who)
      return { account, expiresAt: checked.expiresAt }
    }
    this.#count(who, checked.row)
    throw new ImError(checked.row)
  }

  #refuseGuesser(who: string): void {
    const seen = this.#failures.get(who)
    if (!seen || seen.until <= this.#now()) return
    if (seen.count >= FAILURES) throw new ImError(accountErrors.tooManyFailures)
  }

  #count(who: string, row: ErrorRow): void {
    // Only what could be a guess counts: an expired UserSig is a client that must renew.
    if (row.code === accountErrors.sigExpired.code || row.code === accountErrors.sigRevoked.code)
      return
    const now = this.#now()
    const seen = this.#failures.get(who)
    const count = seen && seen.until > now ? seen.count + 1 : 1
    if (this.#failures.size >= TRACKED) this.#failures.clear()
    this.#failures.set(who, { count, until: now + REST })
  }
}

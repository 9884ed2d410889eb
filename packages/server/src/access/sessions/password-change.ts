import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'
import { verifyPassword } from '../password.ts'
import type { NewPasswords } from '../users/new-password.ts'
import { createPasswordStore } from '../users/password-store.ts'
import type { CamUser, UserStore } from '../users/user-store.ts'
import { createSessionStore } from './session-store.ts'
import type { Session } from './sessions.ts'
import type { SignInEvent } from './sign-in-event.ts'
import { hashToken } from './token.ts'
import type { TooManyFailures, Tries } from './tries.ts'

export interface PasswordChangeDeps {
  readonly db: Kysely<Schema>
  readonly users: Pick<UserStore, 'findByUin'>
  readonly passwords: NewPasswords
  readonly tries: Tries
  readonly now: Clock
  readonly log: Logger
  readonly record?: ((event: SignInEvent) => void) | undefined
}

export interface WantedPasswordChange {
  readonly session: Session
  /** Of the session's cookie. */
  readonly token: string
  readonly oldPassword: string
  readonly newPassword: string
  readonly sourceIp: string
}

export type PasswordChangeOutcome =
  | { readonly session: Session }
  | { readonly fault: 'badCredentials' | 'weakPassword' | 'reusedPassword' }
  | TooManyFailures

/** People change their own passwords. Afterwards all of their other sessions are over. */
export class PasswordChange {
  readonly #deps: PasswordChangeDeps

  constructor(deps: PasswordChangeDeps) {
    this.#deps = deps
  }

  change(wanted: WantedPasswordChange): Promise<PasswordChangeOutcome> {
    const { session, sourceIp } = wanted
    const { principal } = session
    const { user } = principal
    return this.#deps.tries.run({ user, sourceIp }, async () => {
      const fault = await this.#tryToChange(wanted)
      this.#deps.log.info('access.passwordChange', { user, sourceIp, ...(fault && { fault }) })
      const outcome = fault ?? 'success'
      this.#deps.record?.({ kind: 'passwordChange', user, principal, sourceIp, outcome })
      return fault === undefined
        ? { session: { ...session, mustChangePassword: false } }
        : { fault }
    })
  }

  async #tryToChange(wanted: WantedPasswordChange) {
    const { session, oldPassword, newPassword, sourceIp } = wanted
    const { users, passwords, tries } = this.#deps
    const found = await users.findByUin(session.principal.uin)
    if (found === undefined || found.passwordHash === '') return 'badCredentials'
    if (!(await verifyPassword(oldPassword, found.passwordHash))) return 'badCredentials'
    tries.succeeded({ user: session.principal.user, sourceIp })
    if (newPassword === oldPassword) return 'reusedPassword'
    const made = await passwords.prepare(found.principal, newPassword, found.passwordHash)
    if ('fault' in made) return made.fault
    return this.#store(wanted, found, made)
  }

  /** Answers a fault where the password was changed by somebody else meanwhile. */
  #store(
    { token }: WantedPasswordChange,
    { principal: { uin }, passwordHash: before }: CamUser,
    made: { readonly hash: string; readonly remembered: number },
  ): Promise<'badCredentials' | undefined> {
    const now = this.#deps.now()
    return this.#deps.db.transaction().execute(async (trx) => {
      const replacement = { ...made, uin, before, now, needReset: false }
      if (!(await createPasswordStore(trx).replace(replacement))) return 'badCredentials'
      await createSessionStore(trx).deleteOf(uin, hashToken(token))
      return undefined
    })
  }
}

import type { Principal } from '../../calls/principal.ts'
import { hashPassword, verifyPassword } from '../password.ts'
import { passwordFault } from '../password-rules.ts'
import type { PasswordPolicy } from '../security/password-policy.ts'
import type { PasswordReplacement, PasswordStore } from './password-store.ts'

export interface NewPasswordsDeps {
  readonly policy: Pick<PasswordPolicy, 'rulesFor'>
  readonly store: Pick<PasswordStore, 'replaced'>
}

/** Whose password it will be. */
export type PasswordOwner = Pick<Principal, 'uin' | 'ownerUin' | 'isRoot' | 'appId' | 'user'>

/** What is stored of a password that will do, or why it will not. */
export type NewPassword =
  | Pick<PasswordReplacement, 'hash' | 'remembered'>
  | { readonly fault: 'weakPassword' | 'reusedPassword'; readonly message: string }

/** Checks passwords against the rules of their root account before they are stored. */
export class NewPasswords {
  readonly #deps: NewPasswordsDeps

  constructor(deps: NewPasswordsDeps) {
    this.#deps = deps
  }

  /** @param before - the hash of the present password, empty where there is none. */
  async prepare(owner: PasswordOwner, password: string, before: string): Promise<NewPassword> {
    const rules = await this.#deps.policy.rulesFor(owner)
    const lack = passwordFault(password, rules)
    if (lack !== undefined) return { fault: 'weakPassword', message: lack }
    const remembered = Math.max(0, rules.reuseLimit - 1)
    if (rules.reuseLimit > 0 && before !== '') {
      const older = await this.#deps.store.replaced(owner.uin, remembered)
      if (await isOneOf(password, [before, ...older])) {
        const message = `must not be one of the last ${rules.reuseLimit} passwords`
        return { fault: 'reusedPassword', message }
      }
    }
    return { hash: await hashPassword(password), remembered }
  }
}

/** One after the other: a hashing takes 64 MiB. */
async function isOneOf(password: string, hashes: readonly string[]): Promise<boolean> {
  for (const hash of hashes) if (await verifyPassword(password, hash)) return true
  return false
}

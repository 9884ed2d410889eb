import { randomInt } from 'node:crypto'
import type { CharacterKind } from '@yanshu/protocol'
import { characterKinds, passwordRuleLimits } from '@yanshu/protocol'

/** What the passwords of a root account's users must be like, and how long they last. */
export interface PasswordRules {
  readonly minimumLength: number
  readonly mustContain: readonly CharacterKind[]
  /** Days until a password must be changed; 0 for never. */
  readonly lastsDays: number
  /** So many last passwords may not be used again, the present one included; 0 for no limit. */
  readonly reuseLimit: number
  /** Failed sign-ins within an hour that stop a user; 0 for no limit. */
  readonly retryLimit: number
  /** Whether an expired password is worth nothing; else it signs in, to be changed. */
  readonly expiredIsInvalid: boolean
}

/** Where nobody set others (AddUser). */
export const firstPasswordRules: PasswordRules = {
  minimumLength: passwordRuleLimits.shortest,
  mustContain: characterKinds,
  lastsDays: 0,
  reuseLimit: 0,
  retryLimit: 0,
  expiredIsInvalid: false,
}

/** What the sign-in form takes. */
const MAX_LENGTH = 256
const GENERATED_LENGTH = 32

const KINDS: Readonly<Record<CharacterKind, { readonly form: RegExp; readonly name: string }>> = {
  A: { form: /[A-Z]/, name: 'an upper case letter' },
  a: { form: /[a-z]/, name: 'a lower case letter' },
  '1': { form: /[0-9]/, name: 'a digit' },
  '!': { form: /[^A-Za-z0-9\s]/, name: 'a special character' },
}

/** No quotes, backslash, `$` or look-alikes: it is printed once and copied by hand or by shell. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz'
const ALPHABET = `${LETTERS}23456789!@#%^*()-_+=`

/** Says what a password lacks, or nothing where it will do. */
export function passwordFault(
  password: string,
  { minimumLength, mustContain }: PasswordRules = firstPasswordRules,
): string | undefined {
  if (password.length < minimumLength || password.length > MAX_LENGTH) {
    return `must have ${minimumLength} to ${MAX_LENGTH} characters`
  }
  if (mustContain.every((kind) => KINDS[kind].form.test(password))) return undefined
  return `must have ${listed(mustContain.map((kind) => KINDS[kind].name))}`
}

function listed(names: readonly string[]): string {
  const [last = '', ...before] = [...names].reverse()
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`
}

/**
 * Passes any rules: it has all kinds of characters, and the longest length that may be asked for. A letter
 * comes first, for a spreadsheet takes what begins with `=`, `+`, `-` or `@` for a formula.
 */
export function generatePassword(): string {
  const password = randomText(LETTERS, 1) + randomText(ALPHABET, GENERATED_LENGTH - 1)
  return passwordFault(password) === undefined ? password : generatePassword()
}

/** Text of independent random characters. */
export function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}

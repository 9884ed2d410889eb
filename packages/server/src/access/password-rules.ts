import { randomInt } from 'node:crypto'

const MIN_LENGTH = 8
/** What the sign-in form takes. */
const MAX_LENGTH = 256
const GENERATED_LENGTH = 32

const CLASSES = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9\s]/]

/** No quotes, backslash, `$` or look-alikes: it is printed once and copied by hand or by shell. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789!@#%^*()-_+='

/** Says what a password lacks, or nothing where it will do. */
export function passwordFault(password: string): string | undefined {
  if (password.length < MIN_LENGTH || password.length > MAX_LENGTH) {
    return `must have ${MIN_LENGTH} to ${MAX_LENGTH} characters`
  }
  if (CLASSES.every((kind) => kind.test(password))) return undefined
  return 'must have an upper case letter, a lower case letter, a digit and a special character'
}

export function generatePassword(): string {
  const password = randomText(ALPHABET, GENERATED_LENGTH)
  return passwordFault(password) === undefined ? password : generatePassword()
}

/** Text of independent random characters. */
export function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}

import { randomText } from '../password-rules.ts'

/** What a client signs with. */
export interface KeyPair {
  readonly secretId: string
  readonly secretKey: string
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 32

const SECRET_ID = /^[A-Za-z0-9_-]{8,64}$/
const SECRET_KEY = /^[\x21-\x7e]{16,128}$/

export function generateKeyPair(): KeyPair {
  return {
    secretId: `AKID${randomText(ALPHABET, LENGTH)}`,
    secretKey: randomText(ALPHABET, LENGTH),
  }
}

/** True for text that can be a SecretId at all; anything else need not be looked up. */
export function isSecretId(text: string): boolean {
  return SECRET_ID.test(text)
}

export function isSecretKey(text: string): boolean {
  return SECRET_KEY.test(text)
}

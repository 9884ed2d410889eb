import { createHash, createHmac, randomBytes } from 'node:crypto'

/** 256 random bits for the cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}

/** What the database keeps: of no use to whoever reads it there. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The token the page sends along; made from the cookie's, so that it is stored nowhere. */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url')
}

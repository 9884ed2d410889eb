import { AUDIT_CUT, AUDIT_MASK } from '@yanshu/protocol'

const MAX_LENGTH = 8192
const MAX_DEPTH = 8

const SECRET = /secret|password|passwd|token|usersig|signature|credential|privatekey|certificate/i

/** Names that look secret and are none: they tell which key, or what a user says of itself. */
const HARMLESS = /^(?:secretid(?:list)?|selfsignature|paginationtoken)$/i

/** True for the name of a member whose value must not be kept. */
export function isSecret(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name)
}

/** Numbers and switches are rules about secrets, such as how often a password must change. */
export function isHidden(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

/** A request as JSON of bounded length, members with secret-looking names masked. */
export function auditBody(body: unknown): string {
  return cutText(JSON.stringify(masked(body)) ?? '', MAX_LENGTH)
}

/** A value with everything masked in it that is secret: a reader sees that it was there. */
export function masked(value: unknown, depth = MAX_DEPTH): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return AUDIT_CUT
  if (Array.isArray(value)) return value.map((item) => masked(item, depth - 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isSecret(name) && isHidden(item) ? AUDIT_MASK : masked(item, depth - 1),
    ]),
  )
}

export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}${AUDIT_CUT}`
}

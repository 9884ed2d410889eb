import type { SessionFault } from '@yanshu/protocol'
import { securityHeaders } from './security-headers.ts'

const STATUS = {
  badRequest: 400,
  badCredentials: 401,
  signedOut: 401,
  badCsrfToken: 403,
  tooManyFailures: 429,
  noConsoleLogin: 403,
  addressRefused: 403,
  passwordExpired: 403,
  mustChangePassword: 403,
  weakPassword: 400,
  reusedPassword: 400,
} as const satisfies Record<SessionFault['error'], number>

/** An answer of the console's own endpoints. */
export function answer(body: object, init: ResponseInit = {}): Response {
  return Response.json(body, { ...init, headers: { ...ownHeaders(), ...init.headers } })
}

export function ownHeaders(): Record<string, string> {
  return { ...securityHeaders(), 'cache-control': 'no-store' }
}

export function refuse(error: SessionFault['error'], retryAfter?: number): Response {
  const fault: SessionFault = { error, ...(retryAfter !== undefined && { retryAfter }) }
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return answer(fault, { status: STATUS[error], headers })
}

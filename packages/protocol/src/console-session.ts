import { z } from 'zod'

/**
 * The console's sign-in. `POST /session` with `loginRequest` answers `SessionInfo` and sets the cookie;
 * `GET /session` answers `SessionInfo`, or 401; `DELETE /session` signs out. Failures answer
 * `SessionFault` with 400, 401, 403 or 429. Every call that changes something, `/api` included,
 * carries the token in the header `X-CSRF-Token`.
 */
export const loginRequest = z.object({
  user: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
})

export interface SessionInfo {
  readonly user: string
  readonly uin: string
  readonly isRoot: boolean
  readonly csrfToken: string
}

export interface SessionFault {
  readonly error: 'badRequest' | 'badCredentials' | 'signedOut' | 'badCsrfToken' | 'tooManyFailures'
  /** Seconds until another try is worth it, with `tooManyFailures`. */
  readonly retryAfter?: number
}

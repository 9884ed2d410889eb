import { z } from 'zod'
import { sdkAppId } from './fields.ts'

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

/** Questions that one `POST /session/may` asks at most. */
export const MOST_CHECKS = 200

/**
 * May the person who is signed in do this? `Action` is `im:SetConfInfo`. Without `SDKAppID` and
 * `Resource` the question is about the action's own resource, and for actions about one app, user,
 * group, policy or tagged resource whether there is any that it is granted on.
 */
export const permissionCheck = z.object({
  Action: z.string().min(1).max(128),
  SDKAppID: sdkAppId.optional(),
  Resource: z.string().min(1).max(512).optional(),
})
export type PermissionCheck = z.infer<typeof permissionCheck>

/**
 * `POST /session/may` answers `MayAnswer`, so that the console hides what will be refused. It carries
 * the token in `X-CSRF-Token` as all other calls do.
 */
export const mayRequest = z.object({ checks: z.array(permissionCheck).max(MOST_CHECKS) })

export interface MayAnswer {
  /** One for each check, in their order. */
  readonly allowed: readonly boolean[]
}

import { z } from 'zod'
import { sdkAppId } from './fields.ts'

/**
 * The console's sign-in. `POST /session` with `loginRequest` answers `SessionInfo` and sets the cookie;
 * `GET /session` answers `SessionInfo`, or 401; `DELETE /session` signs out; `PUT /session/password` with
 * `passwordChange` changes the password of who is signed in, ends its other sessions and answers
 * `SessionInfo`. Failures answer `SessionFault` with 400, 401, 403 or 429. Every call that changes
 * something, `/api` included, carries the token in the header `X-CSRF-Token`.
 */
export const loginRequest = z.object({
  /** The root account the user belongs to, as a login link names it; the only one where it is left out. */
  root: z.string().max(20).optional(),
  user: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
})

export const passwordChange = z.object({
  oldPassword: z.string().min(1).max(256),
  newPassword: z.string().min(1).max(256),
})

/** Kinds of characters of a password: upper case, lower case, digits, special ones. Source: PassWordRule. */
export const characterKinds = ['A', 'a', '1', '!'] as const

export type CharacterKind = (typeof characterKinds)[number]

/** What a new password of the signed-in user must be like. */
export interface PasswordForm {
  readonly minimumLength: number
  readonly mustContain: readonly CharacterKind[]
}

export interface SessionInfo {
  readonly user: string
  readonly uin: string
  /** The root account the user belongs to; its own number for the root. */
  readonly ownerUin: string
  readonly isRoot: boolean
  readonly csrfToken: string
  /** True where the session may do nothing but change the password; `/api` answers 403 until then. */
  readonly mustChangePassword: boolean
  readonly passwordForm: PasswordForm
}

/**
 * - `noConsoleLogin`, `passwordExpired`: told only to who knows the password.
 * - `addressRefused`: sub-users may not sign in from this address; told whoever tries.
 * - `weakPassword`, `reusedPassword`: a new password will not do.
 */
export const sessionFaults = [
  'badRequest',
  'badCredentials',
  'signedOut',
  'badCsrfToken',
  'tooManyFailures',
  'noConsoleLogin',
  'addressRefused',
  'passwordExpired',
  'mustChangePassword',
  'weakPassword',
  'reusedPassword',
] as const

export interface SessionFault {
  readonly error: (typeof sessionFaults)[number]
  /** Seconds until another try is worth it, with `tooManyFailures`. */
  readonly retryAfter?: number
}

/** The page that signs a sub-user in without asking for its root account. */
export function loginLink(origin: string, ownerUin: string, user?: string): string {
  const query = new URLSearchParams({ root: ownerUin, ...(user !== undefined && { user }) })
  return `${origin}/login?${query}`
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

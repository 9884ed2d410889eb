/** A call that did not succeed: what a cloud action answered, or `NetworkFailure` where nothing did. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly code: string
  readonly requestId: string | undefined

  constructor(code: string, message: string, requestId?: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.requestId = requestId
  }
}

/** Codes of our own, beside those of the cloud actions. */
export const NETWORK_FAILURE = 'NetworkFailure'
export const SIGNED_OUT = 'SignedOut'
/** Somebody else has signed in in this browser; nothing was done in that name. */
export const SESSION_CHANGED = 'SessionChanged'
/** The page that changes the password stands before all others until it is changed. */
export const MUST_CHANGE_PASSWORD = 'MustChangePassword'
/** The server does not believe that the call comes from its own pages. */
export const PAGE_REFUSED = 'PageRefused'

const DENIED: ReadonlySet<string> = new Set([
  'UnauthorizedOperation',
  'AuthFailure.UnauthorizedOperation',
])

/** True where the caller lacks a permission, which the permission box explains. */
export function isDenied(error: unknown): error is ApiFailure {
  return error instanceof ApiFailure && DENIED.has(error.code)
}

/** Turns whatever was thrown into an `ApiFailure`. */
export function toApiFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error
  const message = error instanceof Error ? error.message : String(error)
  return new ApiFailure(NETWORK_FAILURE, message, undefined, { cause: error })
}

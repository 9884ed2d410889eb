import type { SessionInfo } from '@yanshu/protocol'
import {
  ApiFailure,
  MUST_CHANGE_PASSWORD,
  SESSION_CHANGED,
  SIGNED_OUT,
  toApiFailure,
} from './api-failure.ts'

export type CallerSession = Pick<SessionInfo, 'uin' | 'csrfToken' | 'mustChangePassword'>

/** What a call needs from the signed-in page. */
export interface SessionContext {
  /** Who is signed in, as far as the page knows. */
  readonly session: () => CallerSession | null | undefined
  /** Asks the server who is signed in, and lets the page know. */
  readonly renewSession: () => Promise<CallerSession | null>
  /** Called when the server no longer knows the session. */
  readonly onSignedOut: () => void
}

/**
 * Posts JSON in the name of the session. Another tab may have signed in anew, which makes the token that
 * this page holds worthless: then it is read again, and the call made once more. Not so where somebody
 * else has signed in: what one user asked for is never done in the name of another.
 */
export async function postInSession(
  address: string,
  init: RequestInit,
  context: SessionContext,
): Promise<Response> {
  const session = context.session()
  const response = await post(address, init, session)
  if (response.status !== 403) return checked(response, context)
  const renewed = await context.renewSession()
  if (renewed === null) throw new ApiFailure(SIGNED_OUT, 'signed out')
  if (renewed.uin !== session?.uin) {
    throw new ApiFailure(SESSION_CHANGED, 'somebody else has signed in')
  }
  if (renewed.mustChangePassword) {
    throw new ApiFailure(MUST_CHANGE_PASSWORD, 'the password must be changed first')
  }
  return checked(await post(address, init, renewed), context)
}

function checked(response: Response, { onSignedOut }: SessionContext): Response {
  if (response.status !== 401) return response
  onSignedOut()
  throw new ApiFailure(SIGNED_OUT, 'signed out')
}

async function post(
  address: string,
  init: RequestInit,
  session: CallerSession | null | undefined,
): Promise<Response> {
  const headers = {
    'Content-Type': 'application/json',
    ...init.headers,
    'X-CSRF-Token': session?.csrfToken ?? '',
  }
  try {
    return await fetch(address, { ...init, method: 'POST', headers })
  } catch (error) {
    // An aborted query must reach the query library as it is, or it would count as a failure.
    if (init.signal?.aborted) throw error
    throw toApiFailure(error)
  }
}

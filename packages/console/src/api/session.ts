import type { SessionFault, SessionInfo } from '@yanshu/protocol'
import { ApiFailure, NETWORK_FAILURE, toApiFailure } from './api-failure.ts'

/** A refused sign-in; the login page explains it. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  readonly fault: SessionFault

  constructor(fault: SessionFault) {
    super(fault.error)
    this.fault = fault
  }
}

/** Who is signed in in this browser; `null` where nobody is. */
export async function fetchSession(signal?: AbortSignal): Promise<SessionInfo | null> {
  const response = await request('GET', { signal: signal ?? null })
  if (response.status === 401) return null
  if (!response.ok) throw new ApiFailure(NETWORK_FAILURE, `HTTP ${response.status}`)
  return (await response.json()) as SessionInfo
}

/** @throws {SignInRefused} where the name or the password is wrong, or too many tries were. */
export async function signIn(user: string, password: string): Promise<SessionInfo> {
  const response = await request('POST', {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user, password }),
  })
  if (response.ok) return (await response.json()) as SessionInfo
  throw new SignInRefused(await readFault(response))
}

export async function signOut(csrfToken: string): Promise<void> {
  await request('DELETE', { headers: { 'X-CSRF-Token': csrfToken } })
}

async function request(method: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch('/session', { ...init, method })
  } catch (error) {
    throw toApiFailure(error)
  }
}

async function readFault(response: Response): Promise<SessionFault> {
  try {
    return (await response.json()) as SessionFault
  } catch (error) {
    throw new ApiFailure(NETWORK_FAILURE, `HTTP ${response.status}`, undefined, { cause: error })
  }
}

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

/** What a visitor signs in with. */
export interface SignInWords {
  /** The root account that a login link names. */
  readonly root?: string | undefined
  readonly user: string
  readonly password: string
}

/** @throws {SignInRefused} where the name or the password is wrong, or too many tries were. */
export async function signIn(words: SignInWords): Promise<SessionInfo> {
  const response = await request('POST', {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(words),
  })
  return readSession(response)
}

/** What somebody changes its own password with. */
export interface PasswordWords {
  readonly oldPassword: string
  readonly newPassword: string
}

/** @throws {SignInRefused} where the old password is wrong, or the new one will not do. */
export async function changePassword(
  csrfToken: string,
  words: PasswordWords,
): Promise<SessionInfo> {
  const response = await request(
    'PUT',
    {
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
      body: JSON.stringify(words),
    },
    '/session/password',
  )
  return readSession(response)
}

/** Ends whatever session this browser has, also where another tab has signed in anew. */
export async function signOut(csrfToken: string): Promise<void> {
  const response = await request('DELETE', { headers: { 'X-CSRF-Token': csrfToken } })
  if (response.status !== 403) return
  const session = await fetchSession()
  if (session === null) return
  await request('DELETE', { headers: { 'X-CSRF-Token': session.csrfToken } })
}

async function readSession(response: Response): Promise<SessionInfo> {
  if (response.ok) return (await response.json()) as SessionInfo
  throw new SignInRefused(await readFault(response))
}

async function request(method: string, init: RequestInit, address = '/session'): Promise<Response> {
  try {
    return await fetch(address, { ...init, method })
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

import type { Principal } from '../../calls/principal.ts'
import type { Clock } from '../../clock.ts'
import { equalInConstantTime } from '../constant-time.ts'
import type { SessionEnd, SessionStore } from './session-store.ts'
import { csrfTokenOf, hashToken, isToken, newToken } from './token.ts'

/** A session that nobody uses ends after this long, in milliseconds. */
export const IDLE_LIFETIME = 2 * 3_600_000
/** No session lives longer. */
export const ABSOLUTE_LIFETIME = 24 * 3_600_000
/** Sessions of one user: the oldest ends where another begins. */
export const MOST_SESSIONS = 50
/** Use is noted at most this often, so that reading pages does not write. */
const TOUCH_INTERVAL = 60_000

export interface Session {
  readonly principal: Principal
  readonly csrfToken: string
  /** Good for nothing but changing the password. */
  readonly mustChangePassword: boolean
}

export interface NewSession extends Session {
  /** For the cookie; known to nobody else. */
  readonly token: string
}

/** The console's sessions. */
export class Sessions {
  readonly #store: SessionStore
  readonly #now: Clock

  constructor(store: SessionStore, now: Clock) {
    this.#store = store
    this.#now = now
  }

  /** Begins a session, and clears away those that are over. */
  async open(principal: Principal, mustChangePassword = false): Promise<NewSession> {
    const token = newToken()
    const [tokenHash, now] = [hashToken(token), this.#now()]
    await this.#store.deleteOver(this.#end())
    await this.#store.insert({ tokenHash, uin: principal.uin, now, mustChangePassword })
    await this.#store.keepNewest(principal.uin, MOST_SESSIONS)
    return { token, principal, csrfToken: csrfTokenOf(token), mustChangePassword }
  }

  /** The session of a cookie; using it keeps it alive. */
  async find(token: string): Promise<Session | undefined> {
    if (!isToken(token)) return undefined
    const tokenHash = hashToken(token)
    const stored = await this.#store.find(tokenHash)
    if (stored === undefined) return undefined
    const { createdBefore, seenBefore } = this.#end()
    if (stored.createdAt < createdBefore || stored.seenAt < seenBefore) return undefined
    const now = this.#now()
    if (now - stored.seenAt >= TOUCH_INTERVAL) await this.#store.touch(tokenHash, now)
    const { principal, mustChangePassword } = stored
    return { principal, csrfToken: csrfTokenOf(token), mustChangePassword }
  }

  async close(token: string): Promise<void> {
    if (isToken(token)) await this.#store.delete(hashToken(token))
  }

  #end(): SessionEnd {
    const now = this.#now()
    return { createdBefore: now - ABSOLUTE_LIFETIME, seenBefore: now - IDLE_LIFETIME }
  }
}

/** True where the page sent the token of its own session. */
export function isCsrfTokenOf(session: Session, given: string | null): boolean {
  return given !== null && equalInConstantTime(session.csrfToken, given)
}

import type { Principal } from '../../calls/principal.ts'
import { RateLimiter } from '../../calls/rate-limiter.ts'
import type { Clock } from '../../clock.ts'
import { ROOT_UIN } from '../root-account.ts'
import type { SignInEvent } from '../sessions/sign-in-event.ts'
import { sourceOf } from '../sessions/source.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { AuditTrail } from './audit-trail.ts'

/** Failed tries of one source that are written down in a minute. */
export const FAILURES_PER_MINUTE = 10
/** Those of all sources together: one network of IPv6 has as many as it likes. */
export const ALL_FAILURES_PER_MINUTE = 600
const EVERYBODY = ''
const MINUTE = 60_000

const actions = {
  signIn: 'session:SignIn',
  passwordChange: 'session:ChangePassword',
} as const satisfies Record<SignInEvent['kind'], string>

/** Writes down who signs in to the console and out of it, and who tries to. */
export class SessionRecorder {
  readonly #trail: AuditTrail
  readonly #failures: RateLimiter

  constructor(trail: AuditTrail, now: Clock) {
    this.#trail = trail
    this.#failures = new RateLimiter(now, { window: MINUTE })
  }

  tried({ kind, user, principal, sourceIp, outcome }: SignInEvent): void {
    const isDone = outcome === 'success'
    if (!isDone && !this.#takeFailure(sourceIp)) return
    const who = principal ? callerOf(principal) : stranger(user)
    this.#trail.note({
      ...who,
      door: 'session',
      action: actions[kind],
      sourceIp,
      code: isDone ? 'OK' : outcome,
    })
  }

  #takeFailure(sourceIp: string): boolean {
    if (!this.#failures.take(sourceOf(sourceIp), FAILURES_PER_MINUTE)) return false
    return this.#failures.take(EVERYBODY, ALL_FAILURES_PER_MINUTE)
  }

  signedOut(principal: Principal, sourceIp: string): void {
    const who = callerOf(principal)
    this.#trail.note({ ...who, door: 'session', action: 'session:SignOut', sourceIp, code: 'OK' })
  }
}

type Caller = Pick<AuditEntry, 'ownerUin' | 'uin' | 'user' | 'resource'>

function callerOf({ ownerUin, uin, user }: Principal): Caller {
  return { ownerUin, uin, user, resource: `qcs::cam::uin/${ownerUin}:uin/${uin}` }
}

/** Somebody who does not exist is for the root account to see. */
function stranger(user: string): Caller {
  return { ownerUin: ROOT_UIN, uin: '', user, resource: '*' }
}

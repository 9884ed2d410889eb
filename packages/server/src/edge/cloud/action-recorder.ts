import { CloudError } from '@yanshu/protocol'
import type { AuditTrail } from '../../access/audit/audit-trail.ts'
import { permissionOf } from '../../access/policy/resources-of.ts'
import type { ActionHandler } from '../../calls/action-call.ts'
import { RateLimiter } from '../../calls/rate-limiter.ts'
import type { Clock } from '../../clock.ts'
import type { IdentifiedCall } from './action-runner.ts'

/** Denied calls of one user and action that are written down in a minute. */
export const DENIALS_PER_MINUTE = 10
const MINUTE = 60_000

/** A call that is found and valid. */
export interface Asked {
  readonly handler: ActionHandler
  readonly call: IdentifiedCall
  readonly body: unknown
  readonly resources: readonly string[]
}

/** What a call changed, as its snapshots tell it. */
export interface Change {
  readonly before: unknown
  readonly after: unknown
}

/** Writes calls of actions down: those that change something or reveal a secret, and what was denied. */
export class ActionRecorder {
  readonly #trail: AuditTrail
  readonly #denials: RateLimiter

  constructor(trail: AuditTrail, now: Clock) {
    this.#trail = trail
    this.#denials = new RateLimiter(now, { window: MINUTE })
  }

  async done(asked: Asked, change: Change): Promise<void> {
    if (isTold(asked)) await this.#record(asked, { code: 'OK', ...change })
  }

  async failed(asked: Asked, error: unknown): Promise<void> {
    const code = error instanceof CloudError ? error.code : 'InternalError'
    const message = error instanceof CloudError ? error.message : ''
    if (await this.#isKept(asked, code)) await this.#record(asked, { code, message })
  }

  async #isKept(asked: Asked, code: string): Promise<boolean> {
    const { handler, call } = asked
    const { uin, ownerUin } = call.principal
    // Calls over the limit did nothing, and there may be very many of them.
    if (code === 'RequestLimitExceeded') return false
    if (code !== 'UnauthorizedOperation') return isTold(asked)
    if (!isTold(asked) && !(await this.#trail.settings.of(ownerUin)).DeniedReads) return false
    return this.#denials.take(`${uin} ${permissionOf(handler.action)}`, DENIALS_PER_MINUTE)
  }

  #record({ handler, call, body, resources }: Asked, outcome: Outcome): Promise<void> {
    const { principal, door, secretId, requestId, sourceIp } = call
    return this.#trail.record({
      ownerUin: principal.ownerUin,
      uin: principal.uin,
      user: principal.user,
      door,
      secretId,
      action: permissionOf(handler.action),
      resource: resources.join(','),
      sourceIp,
      requestId,
      body,
      ...outcome,
    })
  }
}

function isTold({ handler: { action } }: Asked): boolean {
  return action.writes || action.reveals === true
}

interface Outcome extends Partial<Change> {
  readonly code: string
  readonly message?: string
}

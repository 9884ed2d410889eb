import { CloudError } from '@yanshu/protocol'
import type { AuditTrail } from '../../access/audit/audit-trail.ts'
import { authorize, permissionOf, resourceOf } from '../../access/policy.ts'
import type { ActionHandler } from '../../calls/action-call.ts'
import type { Principal } from '../../calls/principal.ts'
import { RateLimiter } from '../../calls/rate-limiter.ts'
import type { Clock } from '../../clock.ts'
import type { Route } from './action-routes.ts'
import { ActionRoutes } from './action-routes.ts'
import type { Params } from './validate.ts'
import { validate } from './validate.ts'

/** How often one account may call one action. */
const CALLS_PER_SECOND = 20

export interface ActionRunnerDeps {
  readonly handlers: readonly ActionHandler[]
  readonly audit: AuditTrail
  readonly now: Clock
}

/** A call whose caller is known. */
export interface IdentifiedCall {
  readonly principal: Principal
  readonly route: Route
  readonly params: Params
  readonly requestId: string
  readonly sourceIp: string
}

/** What both doors do once they know who calls: find, validate, authorize, limit, run, audit. */
export class ActionRunner {
  readonly #routes: ActionRoutes
  readonly #audit: AuditTrail
  readonly #limiter: RateLimiter

  /** @throws where a cloud action has no handler; the message names it. */
  constructor({ handlers, audit, now }: ActionRunnerDeps) {
    this.#routes = new ActionRoutes(handlers)
    this.#audit = audit
    this.#limiter = new RateLimiter(now)
  }

  async run(call: IdentifiedCall): Promise<object> {
    const handler = this.#routes.find(call.route)
    const body = validate(handler.action, call.params)
    if (!handler.action.writes) return this.#perform(handler, call, body)
    try {
      const result = await this.#perform(handler, call, body)
      await this.#record(handler, call, body, 'OK')
      return result
    } catch (error) {
      const code = error instanceof CloudError ? error.code : 'InternalError'
      // Calls over the limit did nothing, and there may be very many of them.
      if (code !== 'RequestLimitExceeded') await this.#record(handler, call, body, code)
      throw error
    }
  }

  async #perform(handler: ActionHandler, call: IdentifiedCall, body: unknown): Promise<object> {
    const { principal, requestId, sourceIp } = call
    const permission = permissionOf(handler.action)
    const resource = resourceOf(handler.action, body, principal.ownerUin)
    await authorize({ principal, permission, resource, requestId })
    if (!this.#limiter.take(`${principal.uin} ${permission}`, CALLS_PER_SECOND)) {
      throw new CloudError(
        'RequestLimitExceeded',
        `More than ${CALLS_PER_SECOND} calls of this action in a second.`,
      )
    }
    return (await handler.run({ principal, body, requestId, sourceIp })) as object
  }

  #record(handler: ActionHandler, call: IdentifiedCall, body: unknown, code: string) {
    const { principal, requestId, sourceIp } = call
    return this.#audit.record({
      principal,
      permission: permissionOf(handler.action),
      resource: resourceOf(handler.action, body, principal.ownerUin),
      sourceIp,
      requestId,
      code,
      body,
    })
  }
}

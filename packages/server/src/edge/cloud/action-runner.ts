import { CloudError } from '@yanshu/protocol'
import type { Access } from '../../access/access.ts'
import { permissionOf, resourcesOf } from '../../access/policy/resources-of.ts'
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
  readonly access: Pick<Access, 'audit' | 'authorizer' | 'users'>
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
  readonly #access: ActionRunnerDeps['access']
  readonly #limiter: RateLimiter

  /** @throws where a cloud action has no handler; the message names it. */
  constructor({ handlers, access, now }: ActionRunnerDeps) {
    this.#routes = new ActionRoutes(handlers)
    this.#access = access
    this.#limiter = new RateLimiter(now)
  }

  async run(call: IdentifiedCall): Promise<object> {
    const handler = this.#routes.find(call.route)
    const body = validate(handler.action, call.params)
    const asked = { handler, call, body, resources: await this.#resourcesOf(handler, call, body) }
    if (!handler.action.writes) return this.#perform(asked)
    try {
      const result = await this.#perform(asked)
      await this.#record(asked, 'OK')
      return result
    } catch (error) {
      const code = error instanceof CloudError ? error.code : 'InternalError'
      // Calls over the limit did nothing, and there may be very many of them.
      if (code !== 'RequestLimitExceeded') await this.#record(asked, code)
      throw error
    }
  }

  #resourcesOf({ action }: ActionHandler, { principal }: IdentifiedCall, body: unknown) {
    const { users } = this.#access
    return resourcesOf(action, body, principal, (owner, name) => users.uinOfName(owner, name))
  }

  async #perform({ handler, call, body, resources }: Asked): Promise<object> {
    const { principal, requestId, sourceIp } = call
    const { authorizer } = this.#access
    const permission = permissionOf(handler.action)
    const asker = { principal, sourceIp }
    const anywhere = handler.action.resource === 'visibleApps'
    await authorizer.authorize({ ...asker, permission, resources, requestId, anywhere })
    if (!this.#limiter.take(`${principal.uin} ${permission}`, CALLS_PER_SECOND)) {
      throw new CloudError(
        'RequestLimitExceeded',
        `More than ${CALLS_PER_SECOND} calls of this action in a second.`,
      )
    }
    const visible = (appIds: readonly number[]) => authorizer.visible(asker, permission, appIds)
    return (await handler.run({ principal, body, requestId, sourceIp, visible })) as object
  }

  #record({ handler, call, body, resources }: Asked, code: string) {
    const { principal, requestId, sourceIp } = call
    return this.#access.audit.record({
      principal,
      permission: permissionOf(handler.action),
      resource: resources.join(','),
      sourceIp,
      requestId,
      code,
      body,
    })
  }
}

/** A call that is found and valid. */
interface Asked {
  readonly handler: ActionHandler
  readonly call: IdentifiedCall
  readonly body: unknown
  readonly resources: readonly string[]
}

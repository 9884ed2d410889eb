import { CloudError } from '@yanshu/protocol'
import type { Access } from '../../access/access.ts'
import { snapshotOf } from '../../access/audit/snapshot-of.ts'
import { requestTagsOf } from '../../access/policy/request-tags.ts'
import { permissionOf, resourcesOf, toldResource } from '../../access/policy/resources-of.ts'
import type { ActionHandler } from '../../calls/action-call.ts'
import type { Principal } from '../../calls/principal.ts'
import { RateLimiter } from '../../calls/rate-limiter.ts'
import type { Clock } from '../../clock.ts'
import type { Asked } from './action-recorder.ts'
import { ActionRecorder } from './action-recorder.ts'
import type { Route } from './action-routes.ts'
import { ActionRoutes } from './action-routes.ts'
import type { Params } from './validate.ts'
import { validate } from './validate.ts'

/** How often one account may call one action. */
const CALLS_PER_SECOND = 20

export interface ActionRunnerDeps {
  readonly handlers: readonly ActionHandler[]
  readonly access: Pick<Access, 'audit' | 'authorizer' | 'users' | 'policies'>
  readonly now: Clock
}

/** A call whose caller is known. */
export interface IdentifiedCall {
  readonly principal: Principal
  readonly route: Route
  readonly params: Params
  readonly requestId: string
  readonly sourceIp: string
  readonly door: 'cloud' | 'console'
  /** The access key that signed the call, where one did. */
  readonly secretId?: string
}

/** What both doors do once they know who calls: find, validate, authorize, limit, run, audit. */
export class ActionRunner {
  readonly #routes: ActionRoutes
  readonly #access: ActionRunnerDeps['access']
  readonly #limiter: RateLimiter
  readonly #recorder: ActionRecorder

  /** @throws where a cloud action has no handler; the message names it. */
  constructor({ handlers, access, now }: ActionRunnerDeps) {
    this.#routes = new ActionRoutes(handlers)
    this.#access = access
    this.#limiter = new RateLimiter(now)
    this.#recorder = new ActionRecorder(access.audit, now)
  }

  async run(call: IdentifiedCall): Promise<object> {
    const handler = this.#routes.find(call.route)
    const body = validate(handler.action, call.params)
    const resources = await this.#resourcesOf(handler, call, body)
    const asked = { handler, call, body, resources }
    try {
      await this.#admit(asked)
      const { result, change } = await this.#perform(asked)
      await this.#recorder.done(asked, change)
      return result
    } catch (error) {
      await this.#recorder.failed(asked, error)
      throw error
    }
  }

  #resourcesOf({ action }: ActionHandler, { principal }: IdentifiedCall, body: unknown) {
    const { users, policies } = this.#access
    return resourcesOf(action, body, principal, {
      uinOfName: (owner, name) => users.uinOfName(owner, name),
      policyOfName: (owner, name) => policies.idOfName(owner, name),
    })
  }

  async #admit({ handler, call, body, resources }: Asked): Promise<void> {
    const { principal, requestId, sourceIp } = call
    const permission = permissionOf(handler.action)
    const anywhere = handler.action.resource === 'visibleApps'
    const requestTags = requestTagsOf(body)
    await this.#access.authorizer.authorize({
      principal,
      sourceIp,
      permission,
      resources,
      requestId,
      requestTags,
      anywhere,
      told: toldResource(handler.action, body, principal),
    })
    if (this.#limiter.take(`${principal.uin} ${permission}`, CALLS_PER_SECOND)) return
    throw new CloudError(
      'RequestLimitExceeded',
      `More than ${CALLS_PER_SECOND} calls of this action in a second.`,
    )
  }

  async #perform({ handler, call, body }: Asked) {
    const { principal, requestId, sourceIp } = call
    const permission = permissionOf(handler.action)
    const visible = (appIds: readonly number[]) =>
      this.#access.authorizer.visible({ principal, sourceIp }, permission, appIds)
    const asked = { principal, body, requestId, sourceIp, visible }
    const before = await snapshotOf(() => handler.snapshot?.(asked, undefined))
    const result = (await handler.run(asked)) as object
    const after = await snapshotOf(() => handler.snapshot?.(asked, result))
    return { result, change: { before, after } }
  }
}

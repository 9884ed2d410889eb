import type { CloudAction } from '@yanshu/protocol'
import { CloudError, cloudActions, cloudVersions } from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'

/** What a call names: `X-TC-Action` and `X-TC-Version`, or the parameters of v1. */
export interface Route {
  readonly action: string | undefined
  readonly version: string | undefined
}

const versions: ReadonlySet<string> = new Set(Object.values(cloudVersions))

/** The handlers of every cloud action, found by version and name. */
export class ActionRoutes {
  readonly #handlers: ReadonlyMap<string, ActionHandler>

  /** @throws where an action has no handler or two; the message names them. */
  constructor(handlers: readonly ActionHandler[]) {
    this.#handlers = new Map(handlers.map((handler) => [keyOf(handler.action), handler]))
    const missing = cloudActions.filter((action) => !this.#handlers.has(keyOf(action)))
    if (missing.length > 0) {
      throw new Error(`cloud actions without a handler: ${missing.map(keyOf).join(', ')}`)
    }
    const names = handlers.map(({ action }) => keyOf(action))
    const twice = names.filter((name, index) => names.indexOf(name) !== index)
    if (twice.length > 0) throw new Error(`cloud actions with two handlers: ${twice.join(', ')}`)
  }

  find({ action, version }: Route): ActionHandler {
    if (!action) throw missingParameter('Action')
    if (!version) throw missingParameter('Version')
    if (!versions.has(version)) {
      throw new CloudError('NoSuchVersion', 'There is no such version of the interface.')
    }
    const handler = this.#handlers.get(`${version} ${action}`)
    if (handler === undefined) {
      throw new CloudError('InvalidAction', 'There is no such action in this version.')
    }
    return handler
  }
}

function keyOf(action: CloudAction): string {
  return `${cloudVersions[action.service]} ${action.name}`
}

function missingParameter(name: string): CloudError {
  return new CloudError('MissingParameter', `The request is missing the parameter \`${name}\`.`)
}

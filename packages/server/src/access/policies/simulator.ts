import type { CloudAction } from '@yanshu/protocol'
import { CloudError, cloudActions } from '@yanshu/protocol'
import type { Principal } from '../../calls/principal.ts'
import type { Authorizer } from '../policy/authorizer.ts'
import type { DecidedBy, Decision } from '../policy/decision.ts'
import { appResource, permissionOf } from '../policy/resources-of.ts'
import type { EntityStore } from './entity-store.ts'
import type { Policies } from './policies.ts'

export interface SimulatorDeps {
  readonly authorizer: Authorizer
  readonly entities: EntityStore
  readonly policies: Policies
}

/** What is supposed: who does what, from where, when, with which tags. */
export interface Supposition {
  readonly ownerUin: string
  readonly targetUin: string
  readonly action: string
  /** The action's own where it is left out. */
  readonly resource?: string | undefined
  readonly sourceIp: string
  readonly time?: number | undefined
  /** Those of the resource where they are left out. */
  readonly resourceTags?: readonly string[] | undefined
  readonly requestTags?: readonly string[] | undefined
}

export interface Simulation {
  readonly decision: Decision
  readonly resource: string
  /** The statement that decided as JSON. */
  readonly statement: string | undefined
  /** The group that brings the deciding policy. */
  readonly groupName: string | undefined
  /** Of lists: whether they are answered at all. */
  readonly visible: boolean | undefined
}

const actions: ReadonlyMap<string, CloudAction> = new Map(
  cloudActions.map((action) => [permissionOf(action), action]),
)

/** Answers as the platform would decide, by the very same way, without doing anything. */
export class Simulator {
  readonly #deps: SimulatorDeps

  constructor(deps: SimulatorDeps) {
    this.#deps = deps
  }

  /** @throws {CloudError} `InvalidParameter.UserNotExist`, `InvalidParameter.ParamError`. */
  async ask(supposed: Supposition): Promise<Simulation> {
    const { ownerUin, targetUin, sourceIp, time, resourceTags, requestTags } = supposed
    const principal = await this.#deps.entities.findUser(ownerUin, targetUin)
    if (principal === undefined) {
      const message = `TargetUin: there is no user ${targetUin}`
      throw new CloudError('InvalidParameter.UserNotExist', message)
    }
    const permission = readPermission(supposed.action)
    const resource = supposed.resource ?? ownResource(actions.get(permission), principal)
    const asker = { principal, sourceIp, ...(time !== undefined && { time }) }
    const { authorizer } = this.#deps
    const [decision] = await authorizer.decideAll(asker, [
      { permission, resource, resourceTags, requestTags },
    ])
    if (decision === undefined) throw new Error('a question without a decision')
    const isList = actions.get(permission)?.resource === 'visibleApps'
    return {
      decision,
      resource,
      ...(await this.#explain(ownerUin, 'by' in decision ? decision.by : undefined)),
      visible: isList ? await authorizer.grantsAnything(asker, permission) : undefined,
    }
  }

  async #explain(ownerUin: string, by: DecidedBy | undefined) {
    if (by === undefined) return { statement: undefined, groupName: undefined }
    const { policies, entities } = this.#deps
    const policy = await policies.find(ownerUin, by.policyId)
    const { via } = by
    const group =
      via.kind === 'group' ? await entities.findGroup(ownerUin, String(via.groupId)) : undefined
    return { statement: policy && statementAt(policy.document, by.index), groupName: group?.name }
  }
}

function readPermission(action: string): string {
  const permission = action.replace(/^name\//, '')
  if (/^(?:im|cam|tag):\w+$/.test(permission)) return permission
  throw new CloudError(
    'InvalidParameter.ParamError',
    'Action: a service and an action, as in im:SetConfInfo',
  )
}

/** What a call of the action would be about, as far as it can be said without the call. */
function ownResource(action: CloudAction | undefined, { ownerUin, uin }: Principal): string {
  const about = action?.resource ?? 'none'
  if (about === 'none') return '*'
  if (typeof about === 'string') return appResource(ownerUin, '*')
  const cam = `qcs::cam::uin/${ownerUin}:`
  if (about.kind === 'user' || about.kind === 'userName') return `${cam}uin/${uin}`
  if (about.kind === 'group') return `${cam}groupid/*`
  return about.kind === 'policy' ? `${cam}policyid/*` : '*'
}

function statementAt(document: string, index: number): string | undefined {
  const { statement } = JSON.parse(document) as { readonly statement: unknown }
  const found: unknown = [statement].flat()[index]
  return found === undefined ? undefined : JSON.stringify(found)
}

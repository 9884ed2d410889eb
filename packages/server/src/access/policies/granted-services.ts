import type { CloudAction, CloudService, PolicyDocument } from '@yanshu/protocol'
import { checkPolicyDocument, cloudActions } from '@yanshu/protocol'
import type { CompiledPolicy, ListContext, PolicySet } from '../policy/engine.ts'
import { compileDocument, gatherPolicies, grantsAnything } from '../policy/engine.ts'
import { permissionOf } from '../policy/resources-of.ts'
import type { Policy, PolicyInForce } from './policy.ts'

export interface GrantedService {
  readonly service: CloudService
  /** What is granted on some resource. */
  readonly actions: readonly CloudAction[]
  /** The policies that grant any of it. */
  readonly policies: readonly Policy[]
}

/** Whose policies they are, for what is meant by variables. */
export interface HolderNames {
  readonly uin: string
  readonly ownerUin: string
  readonly appId: number
}

const services: readonly CloudService[] = ['im', 'cam', 'tag']

/**
 * Which services some policies open, and which of them do. Conditions are left out: what is allowed at
 * times is granted, and what is denied at times is not denied. A permission boundary is not looked at.
 */
export function grantedServices(
  policies: readonly PolicyInForce[],
  names: HolderNames,
  wanted?: string,
): readonly GrantedService[] {
  const compiled = policies.map((policy) => compileDocument(withoutConditions(policy), names))
  const together = gather(policies, compiled)
  const alone = compiled.map((one, at) => gather(policies.slice(at, at + 1), [one]))
  const context: ListContext = { ...names, ip: '', time: 0 }
  const grants = (set: PolicySet, action: CloudAction) =>
    grantsAnything(set, permissionOf(action), context)
  return services
    .filter((service) => wanted === undefined || wanted === service)
    .map((service) => {
      const actions = cloudActions.filter(
        (action) => action.service === service && grants(together, action),
      )
      const granting = policies.filter((_, at) => {
        const own = alone[at]
        return own !== undefined && actions.some((action) => grants(own, action))
      })
      return { service, actions, policies: granting }
    })
    .filter(({ actions }) => actions.length > 0)
}

function gather(
  policies: readonly PolicyInForce[],
  compiled: readonly CompiledPolicy[],
): PolicySet {
  return gatherPolicies(
    compiled.map((policy, at) => ({
      policyId: policies[at]?.policyId ?? 0,
      policyName: policies[at]?.name ?? '',
      via: { kind: 'user' },
      policy,
    })),
  )
}

function withoutConditions({ document }: PolicyInForce): PolicyDocument {
  const { statements = [] } =
    checkPolicyDocument(document, { characters: document.length }).document ?? {}
  return {
    statements: statements
      .filter(({ effect, conditions }) => effect === 'allow' || conditions.length === 0)
      .map((statement) => ({ ...statement, conditions: [] })),
  }
}

import type { PolicyDocument, PolicyEffect, PolicyStatement } from '@yanshu/protocol'
import { fillVariables } from '@yanshu/protocol'
import { AskedContext, readAskedAction, readAskedResource } from './asked.ts'
import type { AccessContext, AccessRequest, DecidedBy, Decision, Via } from './decision.ts'
import type { Check } from './engine-conditions.ts'
import { compileCondition } from './engine-conditions.ts'
import type { ResourceMatcher } from './engine-resources.ts'
import { compileResources } from './engine-resources.ts'
import type { Rule } from './engine-rules.ts'
import { isMet, Rules } from './engine-rules.ts'

/** Who holds a policy: what its variables stand for, and whose resources an empty account means. */
export interface PolicyVariables {
  readonly uin: string
  readonly ownerUin: string
  /** The root's AppId. */
  readonly appId: number
}

/** A document made ready for one holder. */
export interface CompiledPolicy {
  readonly statements: readonly CompiledStatement[]
}

export interface CompiledStatement {
  readonly effect: PolicyEffect
  readonly actions: PolicyStatement['actions']
  readonly resources: ResourceMatcher
  readonly checks: readonly Check[]
}

/** A policy that somebody holds, directly or through a group. */
export interface HeldPolicy {
  readonly policyId: number
  readonly policyName: string
  readonly via: Via
  readonly policy: CompiledPolicy
}

/** The policies of one holder, ordered for deciding; made anew where one of them changes. */
export interface PolicySet {
  readonly allow: Rules
  readonly deny: Rules
}

export function compileDocument(
  { statements }: PolicyDocument,
  { uin, ownerUin, appId }: PolicyVariables,
): CompiledPolicy {
  const meanings = new Map([
    ['${uin}', uin],
    ['${owner_uin}', ownerUin],
    ['${app_id}', String(appId)],
  ])
  const fill = (text: string) => fillVariables(text, (found) => meanings.get(found) ?? found)
  return {
    statements: statements.map(({ effect, actions, resources, conditions }) => ({
      effect,
      actions,
      resources: compileResources(resources, ownerUin, fill),
      checks: conditions.map((condition) => compileCondition(condition, fill)),
    })),
  }
}

export function gatherPolicies(held: readonly HeldPolicy[]): PolicySet {
  const set: PolicySet = { allow: new Rules(), deny: new Rules() }
  let order = 0
  for (const { policyId, policyName, via, policy } of held) {
    for (const [index, { effect, actions, resources, checks }] of policy.statements.entries()) {
      const by: DecidedBy = { policyId, policyName, via, index }
      set[effect].add({ order: order++, by, resources, checks }, actions)
    }
  }
  return set
}

/**
 * Decides about one resource: what is not allowed is denied, one `deny` beats every `allow`, and a
 * permission boundary must allow it too. Source: 评估逻辑. A root account is nobody's business here.
 */
export function decide(
  policies: PolicySet,
  request: AccessRequest,
  boundary?: PolicySet,
): Decision {
  const { service, name } = readAskedAction(request.action)
  const resource = readAskedResource(request.resource, request.context.ownerUin)
  const context = new AskedContext(request.context)
  const passes = (rule: Rule) => isMet(rule, resource, context)

  const denied = policies.deny.first(service, name, passes)
  if (denied !== undefined) return { allowed: false, reason: 'deny', by: denied.by }
  const allowed = policies.allow.first(service, name, passes)
  if (allowed === undefined) return { allowed: false, reason: 'noMatch' }
  const stopped = boundary?.deny.first(service, name, passes)
  if (stopped !== undefined) return { allowed: false, reason: 'boundary', by: stopped.by }
  if (boundary !== undefined && boundary.allow.first(service, name, passes) === undefined) {
    return { allowed: false, reason: 'boundary' }
  }
  return { allowed: true, reason: 'allow', by: allowed.by }
}

/** What is known before it is known which resources there are. */
export type ListContext = Omit<AccessContext, 'resourceTags'>

/**
 * True where the action may be allowed on some resource of the caller's root, for lists that leave
 * out what is not: what hangs on the tags of a resource counts as possible.
 */
export function grantsAnything(
  policies: PolicySet,
  action: string,
  context: ListContext,
  boundary?: PolicySet,
): boolean {
  const { service, name } = readAskedAction(action)
  const asked = new AskedContext({ ...context, resourceTags: [] })
  const account = `uin/${context.ownerUin}`
  const may = ({ resources, checks }: Rule) =>
    resources.coversSomeOf(account) &&
    checks.every((check) => check.isAboutResource || check.holds(asked))
  const mustNot = ({ resources, checks }: Rule) =>
    resources.isEverything && checks.every((check) => !check.isAboutResource && check.holds(asked))
  const grants = ({ allow, deny }: PolicySet) =>
    deny.first(service, name, mustNot) === undefined &&
    allow.first(service, name, may) !== undefined
  return grants(policies) && (boundary === undefined || grants(boundary))
}

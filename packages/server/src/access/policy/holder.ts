import type { PolicyDocument } from '@yanshu/protocol'
import { checkPolicyDocument } from '@yanshu/protocol'
import type { Principal } from '../../calls/principal.ts'
import type { CompiledPolicy, HeldPolicy, PolicySet } from './engine.ts'
import { compileDocument, gatherPolicies } from './engine.ts'
import type { HeldDocument, Holdings } from './held-policies.ts'

/** What a sub-user holds, ready to decide by. */
export interface Holder {
  readonly policies: PolicySet
  readonly boundary: PolicySet | undefined
  /** True where a condition asks for the tags of resources. */
  readonly asksTags: boolean
}

/** @throws where a stored document cannot be read: to leave it out could let through what it denies. */
export function toHolder(principal: Principal, { policies, boundary }: Holdings): Holder {
  const held = policies.map(({ via, ...policy }) => ({
    policyId: policy.policyId,
    policyName: policy.policyName,
    via,
    policy: compileDocument(readDocument(policy), principal),
  }))
  const bounds = boundsOf(principal, boundary)
  return {
    policies: gatherPolicies(held),
    // A boundary that is gone lets nothing through.
    boundary: bounds && gatherPolicies(bounds),
    asksTags: [...held, ...(bounds ?? [])].some(({ policy }) => asksTags(policy)),
  }
}

function boundsOf(
  principal: Principal,
  boundary: Holdings['boundary'],
): readonly HeldPolicy[] | undefined {
  if (boundary === 'none') return undefined
  if (boundary === 'missing') return []
  const { policyId, policyName } = boundary
  const policy = compileDocument(readDocument(boundary), principal)
  return [{ policyId, policyName, via: { kind: 'user' }, policy }]
}

function asksTags({ statements }: CompiledPolicy): boolean {
  return statements.some(({ checks }) => checks.some(({ isAboutResource }) => isAboutResource))
}

function readDocument({ policyId, document }: HeldDocument): PolicyDocument {
  // The length was checked when it was stored; presets may be longer.
  const checked = checkPolicyDocument(document, { characters: document.length })
  if (checked.document !== undefined) return checked.document
  throw new Error(`policy ${policyId} cannot be read: ${checked.problems[0]?.message}`)
}

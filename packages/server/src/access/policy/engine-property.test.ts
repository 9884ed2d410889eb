import type { WrittenPolicy } from '@yanshu/protocol'
import { checkPolicyDocument } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import fc from 'fast-check'
import type { AccessContext, Decision } from './decision.ts'
import { compileDocument, decide, gatherPolicies, grantsAnything } from './engine.ts'
import { arbitraryPolicy, arbitraryRequest } from './testing/arbitrary-policies.ts'
import type { NaiveDecision } from './testing/naive-decide.ts'
import { naiveDecide } from './testing/naive-decide.ts'

const policies = fc.array(arbitraryPolicy, { maxLength: 4 })
const boundary = fc.option(arbitraryPolicy, { nil: undefined })

function gathered(written: readonly WrittenPolicy[], context: AccessContext) {
  return gatherPolicies(
    written.map((policy, index) => {
      const { document, problems } = checkPolicyDocument(JSON.stringify(policy))
      if (document === undefined) throw new Error(problems[0]?.message)
      return {
        policyId: index,
        policyName: `policy ${index}`,
        via: { kind: 'user' },
        policy: compileDocument(document, context),
      }
    }),
  )
}

/** What the two evaluators must agree about: the answer, its reason, the statement that decided. */
function comparable(decision: Decision): NaiveDecision {
  if (decision.reason === 'root') throw new Error('the engine knows no root')
  const by = 'by' in decision ? decision.by : undefined
  if (by === undefined) return { reason: decision.reason }
  return { reason: decision.reason, by: { policy: by.policyId, statement: by.index } }
}

test('decides as an evaluator written word for word', () => {
  const seen = { allow: 0, deny: 0, noMatch: 0, boundary: 0 }

  fc.assert(
    fc.property(policies, boundary, arbitraryRequest, (written, bound, request) => {
      const expected = naiveDecide(written, request, bound)
      const held = gathered(written, request.context)
      const cap = bound && gathered([bound], request.context)

      const decision = decide(held, request, cap)

      seen[expected.reason]++
      expect(comparable(decision)).toEqual(expected)
      expect(decision.allowed).toBe(expected.reason === 'allow')
    }),
    { numRuns: 5000 },
  )
  // Inputs that never met would prove nothing.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
})

test('what is allowed on some resource is granted somewhere', () => {
  let allowed = 0

  fc.assert(
    fc.property(policies, boundary, arbitraryRequest, (written, bound, request) => {
      const held = gathered(written, request.context)
      const cap = bound && gathered([bound], request.context)
      fc.pre(!request.resource.includes('uin/9') && decide(held, request, cap).allowed)
      allowed++

      expect(grantsAnything(held, request.action, request.context, cap)).toBe(true)
    }),
    { numRuns: 500 },
  )
  expect(allowed).toBe(500)
})

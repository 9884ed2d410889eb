import { readAction } from './check-action.ts'
import { readConditions } from './check-condition.ts'
import { readResource } from './check-resource.ts'
import type { PolicyEffect, PolicyStatement } from './document.ts'
import type { Complaint, Findings, Place, PolicyErrorCode } from './findings.ts'
import type { JsonMember, JsonNode } from './json-tree.ts'
import { policyLimits } from './limits.ts'
import { membersOf, placeOf, valuesOf } from './members.ts'

const known = ['effect', 'action', 'resource', 'condition']

/** Reads one statement; what is wrong goes to the findings, and the statement is then of no use. */
export function readStatement(
  node: JsonNode,
  path: string,
  ownerUin: string | undefined,
  findings: Findings,
): PolicyStatement {
  const members = membersOf(node, path, 'InvalidParameter.StatementError', findings)
  for (const member of members) checkName(member, path, findings)
  const find = (name: string) => members.find(({ key }) => key === name)
  // An element that is missing is told where the statement begins; nothing can be missing in no object.
  const missing = (name: string, code: PolicyErrorCode) => {
    if (node.kind === 'object') {
      findings.add({ at: node.at, path }, [code, 'missingMember', { member: name }])
    }
  }
  const effect = find('effect')
  const action = find('action')
  const resource = find('resource')
  const condition = find('condition')
  if (effect === undefined) missing('effect', 'InvalidParameter.EffectError')
  if (action === undefined) missing('action', 'InvalidParameter.ActionMiss')
  if (resource === undefined) missing('resource', 'InvalidParameter.ResourceError')
  return {
    effect: effect === undefined ? 'deny' : readEffect(effect, path, findings),
    actions: action === undefined ? [] : readTexts(action, path, actionTexts, findings),
    resources:
      resource === undefined ? [] : readTexts(resource, path, resourceTexts(ownerUin), findings),
    conditions:
      condition === undefined
        ? []
        : readConditions(condition.value, placeOf(path, condition).path, findings),
  }
}

function checkName(member: JsonMember, path: string, findings: Findings): void {
  if (known.includes(member.key)) return
  const complaint: Complaint =
    member.key === 'principal'
      ? ['InvalidParameter.PrincipalError', 'principal']
      : [
          'InvalidParameter.StatementError',
          'unknownMember',
          { member: member.key, known: known.join(', ') },
        ]
  findings.add(placeOf(path, member), complaint)
}

function readEffect(member: JsonMember, path: string, findings: Findings): PolicyEffect {
  const node = member.value
  if (node.kind === 'string' && (node.value === 'allow' || node.value === 'deny')) return node.value
  const place: Place = { at: node.at, path: placeOf(path, member).path }
  findings.add(place, ['InvalidParameter.EffectError', 'effect'])
  return 'deny'
}

/** How the values of a list are read, and which codes their problems have. */
interface Texts<Value> {
  readonly code: PolicyErrorCode
  readonly ifEmpty: PolicyErrorCode
  read(text: string): Value | Complaint
}

const actionTexts = {
  code: 'InvalidParameter.ActionError',
  ifEmpty: 'InvalidParameter.ActionMiss',
  read: readAction,
} as const satisfies Texts<unknown>

function resourceTexts(ownerUin: string | undefined) {
  const code = 'InvalidParameter.ResourceError' as const
  return { code, ifEmpty: code, read: (text: string) => readResource(text, ownerUin) }
}

function readTexts<Value extends object | string>(
  member: JsonMember,
  path: string,
  { code, ifEmpty, read }: Texts<Value>,
  findings: Findings,
): readonly Value[] {
  const limit = policyLimits.value
  const values = valuesOf(member.value, placeOf(path, member), [ifEmpty, 'emptyList'], findings)
  return values.flatMap(([node, place]) => {
    if (node.kind !== 'string') {
      findings.add(place, [code, 'notText'])
      return []
    }
    const value: Value | Complaint =
      node.value.length > limit ? [code, 'valueTooLong', { limit }] : read(node.value)
    if (!isComplaint(value)) return [value]
    findings.add(place, value)
    return []
  })
}

function isComplaint(value: object | string): value is Complaint {
  return Array.isArray(value)
}

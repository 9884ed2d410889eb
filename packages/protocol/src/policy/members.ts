import type { Complaint, Findings, Place, PolicyErrorCode } from './findings.ts'
import type { JsonMember, JsonNode } from './json-tree.ts'
import { policyLimits } from './limits.ts'

/** The members of an object, each key once; a repeated one is a problem. */
export function membersOf(
  node: JsonNode,
  path: string,
  code: PolicyErrorCode,
  findings: Findings,
): readonly JsonMember[] {
  if (node.kind !== 'object') {
    findings.add({ at: node.at, path }, [code, 'notObject'])
    return []
  }
  const seen = new Set<string>()
  return node.members.filter((member) => {
    const isFirst = !seen.has(member.key)
    if (!isFirst) {
      findings.add(placeOf(path, member), [code, 'repeatedMember', { member: member.key }])
    }
    seen.add(member.key)
    return isFirst
  })
}

/** The values of a list with their places; one value may stand without brackets. */
export function valuesOf(
  node: JsonNode,
  place: Place,
  ifEmpty: Complaint,
  findings: Findings,
): readonly (readonly [JsonNode, Place])[] {
  if (node.kind !== 'array') return [[node, { at: node.at, path: place.path }]]
  if (node.items.length === 0) findings.add({ at: node.at, path: place.path }, ifEmpty)
  const limit = policyLimits.values
  if (node.items.length > limit) {
    findings.add({ at: node.at, path: place.path }, [ifEmpty[0], 'tooManyValues', { limit }])
  }
  return node.items.slice(0, limit).map((item, index) => {
    return [item, { at: item.at, path: `${place.path}[${index}]` }] as const
  })
}

/** Where a member's key stands, and how it is called. */
export function placeOf(path: string, { key, at }: JsonMember): Place {
  const name = key.slice(0, 64)
  return { at, path: path === '' ? name : `${path}.${name}` }
}

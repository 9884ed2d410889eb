import { checkVariables, fillVariables } from './variables.ts'
import {
  conditionKeys,
  conditionOperators,
  isConditionKey,
  isConditionOperator,
} from './condition-table.ts'
import type { ConditionKeyRow } from './condition-table.ts'
import { unfitValue } from './condition-values.ts'
import type { PolicyCondition } from './document.ts'
import type { Complaint, Findings, Place } from './findings.ts'
import type { JsonMember, JsonNode } from './json-tree.ts'
import { policyLimits } from './limits.ts'
import { membersOf, placeOf, valuesOf } from './members.ts'

type Operator = Pick<PolicyCondition, 'operator' | 'qualifier' | 'ifExist'>

/** Reads `{ operator: { key: values } }`. */
export function readConditions(
  node: JsonNode,
  path: string,
  findings: Findings,
): readonly PolicyCondition[] {
  const code = 'InvalidParameter.ConditionError'
  return membersOf(node, path, code, findings).flatMap((member) => {
    const place = placeOf(path, member)
    const operator = readOperator(member.key)
    if (operator === undefined) {
      const complaint = { operator: member.key }
      findings.add(place, ['InvalidParameter.ConditionTypeError', 'operator', complaint])
      return []
    }
    const keys = membersOf(member.value, place.path, code, findings)
    if (member.value.kind === 'object' && keys.length === 0)
      findings.add(place, [code, 'emptyList'])
    return keys.flatMap((key) => readKey(operator, member.key, key, place.path, findings) ?? [])
  })
}

const OPERATOR = /^(?:for_(any|all)_value:)?([a-z_]+?)(_if_exist)?$/

/** `null_equal` asks whether a key is there, so it takes neither prefix nor suffix. */
function readOperator(text: string): Operator | undefined {
  const [, qualifier, operator = '', suffix] = OPERATOR.exec(text.slice(0, 64)) ?? []
  if (!isConditionOperator(operator)) return undefined
  const isBare = qualifier === undefined && suffix === undefined
  if (operator === 'null_equal' && !isBare) return undefined
  return {
    operator,
    qualifier: qualifier === 'any' || qualifier === 'all' ? qualifier : undefined,
    ifExist: suffix !== undefined,
  }
}

function readKey(
  operator: Operator,
  written: string,
  member: JsonMember,
  path: string,
  findings: Findings,
): PolicyCondition | undefined {
  const place = placeOf(path, member)
  const { key } = member
  if (!isConditionKey(key)) {
    const known = Object.keys(conditionKeys).join(', ')
    findings.add(place, ['InvalidParameter.ConditionError', 'conditionKey', { key, known }])
    return undefined
  }
  const row: ConditionKeyRow = conditionKeys[key]
  const family = conditionOperators[operator.operator]
  if (!row.families.includes(family)) {
    const parameters = { operator: written, key }
    findings.add(place, ['InvalidParameter.ConditionTypeError', 'operatorOfKey', parameters])
    return undefined
  }
  const check = (value: string) => checkValue(value, family, row.isTag ?? false)
  return { ...operator, key, values: readValues(member.value, place, check, findings) }
}

function readValues(
  node: JsonNode,
  place: Place,
  check: (value: string) => Complaint | undefined,
  findings: Findings,
): readonly string[] {
  const code = 'InvalidParameter.ConditionContentError'
  return valuesOf(node, place, [code, 'emptyList'], findings).flatMap(([value, at]) => {
    if (value.kind === 'object' || value.kind === 'array' || value.kind === 'null') {
      findings.add(at, [code, 'notValue'])
      return []
    }
    const complaint = check(value.value)
    if (complaint !== undefined) findings.add(at, complaint)
    return [value.value]
  })
}

function checkValue(
  value: string,
  family: Parameters<typeof unfitValue>[0],
  isTag: boolean,
): Complaint | undefined {
  const code = 'InvalidParameter.ConditionContentError'
  const limit = policyLimits.value
  if (value.length > limit) return [code, 'valueTooLong', { limit }]
  const unknown = checkVariables(value, code)
  if (unknown !== undefined) return unknown
  const unfit = unfitValue(
    family,
    isTag,
    fillVariables(value, () => '1'),
  )
  return unfit && [code, unfit, { value }]
}

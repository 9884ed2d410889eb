import { BlockList, isIPv6 } from 'node:net'
import type { WrittenPolicy, WrittenStatement } from '@yanshu/protocol'
import type { AccessContext, AccessRequest } from '../decision.ts'

/** Which statement, counted from 0 in the policy of that index. */
export interface Matched {
  readonly policy: number
  readonly statement: number
}

export interface NaiveDecision {
  readonly reason: 'allow' | 'deny' | 'noMatch' | 'boundary'
  readonly by?: Matched
}

/** 评估逻辑 word for word, slow and without preparation: what the engine is measured against. */
export function naiveDecide(
  policies: readonly WrittenPolicy[],
  request: AccessRequest,
  boundary?: WrittenPolicy,
): NaiveDecision {
  const decision = ofPolicies(policies, request)
  if (boundary === undefined || decision.reason !== 'allow') return decision
  const bounded = ofPolicies([boundary], request)
  if (bounded.reason === 'allow') return decision
  return { ...bounded, reason: 'boundary' }
}

function ofPolicies(policies: readonly WrittenPolicy[], request: AccessRequest): NaiveDecision {
  const matching = policies.flatMap(({ statement }, policy) =>
    listOf(statement).flatMap((one, index) =>
      matches(one, request) ? [{ effect: one.effect, by: { policy, statement: index } }] : [],
    ),
  )
  const denying = matching.find(({ effect }) => effect === 'deny')
  if (denying !== undefined) return { reason: 'deny', by: denying.by }
  const allowing = matching.find(({ effect }) => effect === 'allow')
  return allowing === undefined ? { reason: 'noMatch' } : { reason: 'allow', by: allowing.by }
}

function matches(statement: WrittenStatement, request: AccessRequest): boolean {
  const { context } = request
  return (
    listOf(statement.action).some((action) => isAction(action, request.action)) &&
    listOf(statement.resource).some((resource) => isResource(resource, request)) &&
    Object.entries(statement.condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        holds(operator, valuesOf(key, context), filled(listOf(values), context)),
      ),
    )
  )
}

function isAction(pattern: string, action: string): boolean {
  return pattern === '*' || like(pattern.replace(/^name\//, ''), action, 'i')
}

function isResource(pattern: string, { resource, context }: AccessRequest): boolean {
  if (pattern === '*') return true
  // An action at operation level is covered by `*` alone.
  if (resource === '*') return false
  const [, , service, region, account, path] = segments(fill(pattern, context))
  const [, , askedService, askedRegion, askedAccount, askedPath] = segments(resource)
  const owner = (text: string) =>
    text === '' || text === 'uin/' ? `uin/${context.ownerUin}` : text
  const top = path.replace(/\/$/, '')
  return (
    (service === '' || like(service, askedService)) &&
    (region === '' || region.includes('$') || askedRegion === '' || like(region, askedRegion)) &&
    like(owner(account), owner(askedAccount)) &&
    (like(top, askedPath) || like(`${top}/*`, askedPath))
  )
}

function segments(text: string): readonly [string, string, string, string, string, string] {
  const [a = '', b = '', c = '', d = '', e = '', ...rest] = text.split(':')
  return [a, b, c, d, e, rest.join(':')]
}

function valuesOf(key: string, context: AccessContext): readonly string[] {
  if (key === 'qcs:resource_tag' || key === 'qcs:tag') return context.resourceTags
  if (key === 'qcs:request_tag') return context.requestTags ?? []
  if (key === 'qcs:ip') return [context.ip]
  if (key === 'qcs:current_time') return [new Date(context.time).toISOString()]
  if (key === 'qcs:uin') return [context.uin]
  if (key === 'qcs:owner_uin') return [context.ownerUin]
  return ['0']
}

function holds(text: string, known: readonly string[], values: readonly string[]): boolean {
  if (text === 'null_equal') return values.some((value) => isTrue(value) === (known.length === 0))
  if (known.length === 0) return text.endsWith('_if_exist')
  const operator = text.replace(/^for_\w+_value:/, '').replace(/_if_exist$/, '')
  const asserted = operator.replace('_not', '')
  const isNegated = asserted !== operator
  const one = (value: string) =>
    values.some((wanted) => compare(asserted, value, wanted)) !== isNegated
  if (text.startsWith('for_all_value:')) return known.every(one)
  if (text.startsWith('for_any_value:')) return known.some(one)
  return isNegated ? known.every(one) : known.some(one)
}

function compare(operator: string, value: string, wanted: string): boolean {
  const comparisons: Readonly<Record<string, () => boolean>> = {
    string_equal: () => value === wanted,
    string_equal_ignore_case: () => value.toUpperCase() === wanted.toUpperCase(),
    string_like: () => like(wanted, value, '', true),
    bool_equal: () => isTrue(value) === isTrue(wanted),
    binary_equal: () => Buffer.from(value).toString('base64') === wanted,
    ip_equal: () => isInside(value, wanted),
  }
  return comparisons[operator]?.() ?? compareNumbers(operator, value, wanted)
}

function compareNumbers(operator: string, value: string, wanted: string): boolean {
  const [left, right] = operator.startsWith('date_')
    ? [seconds(value), seconds(wanted)]
    : [Number(value), Number(wanted)]
  if (operator.endsWith('_less_than')) return left < right
  if (operator.endsWith('_less_than_equal')) return left <= right
  if (operator.endsWith('_greater_than')) return left > right
  if (operator.endsWith('_greater_than_equal')) return left >= right
  return left === right
}

function seconds(text: string): number {
  const iso = text.replace(' ', 'T').replace(/^(\d{4}-\d\d-\d\d)$/, '$1T00:00:00')
  return Math.floor(Date.parse(/Z$|[+-]\d\d:\d\d$/.test(iso) ? iso : `${iso}Z`) / 1000)
}

function isInside(address: string, range: string): boolean {
  const [start = '', prefix] = range.split('/')
  const family = isIPv6(start) ? 'ipv6' : 'ipv4'
  if (isIPv6(address) !== isIPv6(start)) return false
  const list = new BlockList()
  list.addSubnet(start, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family)
  return list.check(address, family)
}

function isTrue(text: string): boolean {
  return text === 'true' || text === '1'
}

function like(pattern: string, text: string, flags = '', hasOne = false): boolean {
  const literal = pattern.replace(/[.+^$(){}|[\]\\/?-]/g, (sign) =>
    sign === '?' && hasOne ? '.' : `\\${sign}`,
  )
  return new RegExp(`^${literal.replaceAll('*', '.*')}$`, flags).test(text)
}

function filled(values: readonly string[], context: AccessContext): readonly string[] {
  return values.map((value) => fill(value, context))
}

function fill(text: string, { uin, ownerUin, appId }: AccessContext): string {
  return text
    .replaceAll('${uin}', uin)
    .replaceAll('${owner_uin}', ownerUin)
    .replaceAll('${app_id}', String(appId))
}

function listOf<Value>(value: Value | readonly Value[]): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [value as Value]
}

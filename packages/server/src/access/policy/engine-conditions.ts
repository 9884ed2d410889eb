import type { ConditionKey, ConditionOperator, IpAddress, PolicyCondition } from '@yanshu/protocol'
import {
  conditionOperators,
  isInRange,
  readBinary,
  readBoolean,
  readIpRange,
  readNumber,
  readSecond,
} from '@yanshu/protocol'
import type { AskedContext } from './asked.ts'
import { isLike } from './glob.ts'

/** One condition of a statement. */
export interface Check {
  /** True where it asks about the tags of a resource, which lists do not know yet. */
  readonly isAboutResource: boolean
  holds(asked: AskedContext): boolean
}

type Read<Value> = (asked: AskedContext) => readonly Value[]
type Test<Value> = (value: Value) => boolean

/** Nobody here signs in with a second factor. */
const NO_MFA = ['0']
const none: readonly string[] = []

/** The values of each key in a request; none where it does not know the key. */
const texts: Readonly<Record<ConditionKey, Read<string>>> = {
  'qcs:current_time': ({ context }) => [String(context.time)],
  'qcs:ip': ({ context }) => [context.ip],
  'qcs:resource_tag': ({ context }) => context.resourceTags,
  'qcs:tag': ({ context }) => context.resourceTags,
  'qcs:request_tag': ({ context }) => context.requestTags ?? none,
  'qcs:uin': ({ context }) => [context.uin],
  'qcs:owner_uin': ({ context }) => [context.ownerUin],
  mfa: () => NO_MFA,
}

export function compileCondition(
  condition: PolicyCondition,
  fill: (text: string) => string,
): Check {
  const { key, operator } = condition
  const values = condition.values.map(fill)
  return {
    isAboutResource: key === 'qcs:resource_tag' || key === 'qcs:tag',
    holds: compilers[conditionOperators[operator]](condition, values),
  }
}

type Compiler = (condition: PolicyCondition, values: readonly string[]) => Check['holds']

const compilers: Readonly<Record<(typeof conditionOperators)[ConditionOperator], Compiler>> = {
  string: (condition, values) =>
    quantified(condition, texts[condition.key], stringTest(condition.operator, values)),
  numeric(condition, values) {
    const limits = values.flatMap((value) => readNumber(value) ?? [])
    const test = ordered(condition.operator, limits)
    return quantified(condition, texts[condition.key], (value) => test(Number(value)))
  },
  date(condition, values) {
    const limits = values.flatMap((value) => readSecond(value) ?? [])
    return quantified(condition, ({ seconds }) => seconds, ordered(condition.operator, limits))
  },
  bool(condition, values) {
    const wanted = new Set(values.map(readBoolean))
    return quantified(condition, texts[condition.key], (value) => wanted.has(readBoolean(value)))
  },
  binary(condition, values) {
    const wanted = new Set(values.map(readBinary))
    return quantified(condition, texts[condition.key], (value) => wanted.has(value))
  },
  ip(condition, values) {
    const ranges = values.flatMap((value) => readIpRange(value) ?? [])
    const isInside = (address: IpAddress | undefined) =>
      address !== undefined && ranges.some((range) => isInRange(address, range))
    return quantified(condition, ({ addresses }) => addresses, isInside)
  },
  null({ key }, values) {
    const wanted = new Set(values.map(readBoolean))
    const read = texts[key]
    return (asked) => wanted.has(read(asked).length === 0)
  },
}

/**
 * A test of one value becomes one of all values of a key. A negated operator (`…_not_…`) denies its
 * list as a whole: read value by value, two different ones would hold for everything. Without a
 * prefix, what is asserted must be true of some value and what is negated of all.
 */
function quantified<Value>(
  { operator, qualifier, ifExist }: PolicyCondition,
  read: Read<Value>,
  test: Test<Value>,
): Check['holds'] {
  const isNegated = operator.includes('_not_')
  const one: Test<Value> = isNegated ? (value) => !test(value) : test
  const isOfAll = qualifier === 'all' || (qualifier === undefined && isNegated)
  return (asked) => {
    const values = read(asked)
    if (values.length === 0) return ifExist
    return isOfAll ? values.every(one) : values.some(one)
  }
}

function stringTest(operator: ConditionOperator, values: readonly string[]): Test<string> {
  if (operator.endsWith('_like')) return (text) => values.some((value) => isLike(text, value))
  if (!operator.endsWith('_ignore_case')) {
    const wanted = new Set(values)
    return (text) => wanted.has(text)
  }
  const wanted = new Set(values.map((value) => value.toLowerCase()))
  return (text) => wanted.has(text.toLowerCase())
}

/** For several limits, one that fits suffices. */
function ordered(operator: ConditionOperator, limits: readonly number[]): Test<number> {
  const order = operator.slice(operator.indexOf('_') + 1)
  if (order === 'less_than') return (value) => limits.some((limit) => value < limit)
  if (order === 'less_than_equal') return (value) => limits.some((limit) => value <= limit)
  if (order === 'greater_than') return (value) => limits.some((limit) => value > limit)
  if (order === 'greater_than_equal') return (value) => limits.some((limit) => value >= limit)
  return (value) => limits.includes(value)
}

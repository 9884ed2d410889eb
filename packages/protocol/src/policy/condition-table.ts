/** What an operator compares. */
export type ConditionFamily = 'string' | 'numeric' | 'date' | 'bool' | 'binary' | 'ip' | 'null'

/** Source: 条件键和条件运算符. */
export const conditionOperators = {
  string_equal: 'string',
  string_not_equal: 'string',
  string_equal_ignore_case: 'string',
  string_not_equal_ignore_case: 'string',
  string_like: 'string',
  string_not_like: 'string',
  numeric_equal: 'numeric',
  numeric_not_equal: 'numeric',
  numeric_less_than: 'numeric',
  numeric_less_than_equal: 'numeric',
  numeric_greater_than: 'numeric',
  numeric_greater_than_equal: 'numeric',
  date_equal: 'date',
  date_not_equal: 'date',
  date_less_than: 'date',
  date_less_than_equal: 'date',
  date_greater_than: 'date',
  date_greater_than_equal: 'date',
  bool_equal: 'bool',
  binary_equal: 'binary',
  ip_equal: 'ip',
  ip_not_equal: 'ip',
  null_equal: 'null',
} as const satisfies Readonly<Record<string, ConditionFamily>>

export type ConditionOperator = keyof typeof conditionOperators

/** What holds a value: tags are the only keys of which a request has several. */
export interface ConditionKeyRow {
  readonly families: readonly ConditionFamily[]
  readonly isTag?: boolean
}

const tag: ConditionKeyRow = { families: ['string', 'null'], isTag: true }
const uin: ConditionKeyRow = { families: ['string', 'numeric', 'binary', 'null'] }

/**
 * The keys that conditions may ask about, case-sensitive. `qcs:tag` is an older spelling of
 * `qcs:resource_tag`; `mfa` is "0", because nobody here signs in with a second factor.
 * `qcs:create_uin` is missing: who created a resource is not known, and a condition that silently
 * never holds would let through what a `deny` is to stop.
 * Source: 条件键和条件运算符, 策略变量.
 */
export const conditionKeys = {
  'qcs:current_time': { families: ['date', 'null'] },
  'qcs:ip': { families: ['ip', 'null'] },
  'qcs:resource_tag': tag,
  'qcs:request_tag': tag,
  'qcs:tag': tag,
  'qcs:uin': uin,
  'qcs:owner_uin': uin,
  mfa: { families: ['string', 'numeric', 'bool', 'binary', 'null'] },
} as const satisfies Readonly<Record<string, ConditionKeyRow>>

export type ConditionKey = keyof typeof conditionKeys

export function isConditionOperator(text: string): text is ConditionOperator {
  return Object.hasOwn(conditionOperators, text)
}

export function isConditionKey(text: string): text is ConditionKey {
  return Object.hasOwn(conditionKeys, text)
}

/** Variables that stand in resources and in values of conditions. Source: 策略变量. */
export const policyVariables = ['${uin}', '${owner_uin}', '${app_id}'] as const

import type { WrittenStatement } from '@yanshu/protocol'

/** Keys that the generator offers; the syntax has more. */
export const generatorKeys = [
  'qcs:ip',
  'qcs:current_time',
  'qcs:resource_tag',
  'qcs:request_tag',
] as const
export type GeneratorKey = (typeof generatorKeys)[number]

/** One line of the conditions: what is compared, how, and with what. */
export interface ConditionRow {
  readonly key: GeneratorKey
  readonly operator: string
  readonly values: readonly string[]
  /** Holds also where the request knows nothing of the key. */
  readonly ifExist: boolean
}

const dates = [
  'date_less_than',
  'date_less_than_equal',
  'date_greater_than',
  'date_greater_than_equal',
  'date_equal',
  'date_not_equal',
] as const
const texts = [
  'string_equal',
  'string_not_equal',
  'string_equal_ignore_case',
  'string_like',
  'string_not_like',
] as const
const anyValue = texts.map((operator) => `for_any_value:${operator}` as const)
const allValues = texts.map((operator) => `for_all_value:${operator}` as const)

/** Of several tags either one must fit, or all. */
const tagOperators = [...anyValue, ...allValues] as const

/** Which operators go with a key. Source: 条件键和条件运算符. */
export const operatorsOf = {
  'qcs:ip': ['ip_equal', 'ip_not_equal'],
  'qcs:current_time': dates,
  'qcs:resource_tag': tagOperators,
  'qcs:request_tag': tagOperators,
} as const satisfies Record<GeneratorKey, readonly string[]>

export type GeneratorOperator = (typeof operatorsOf)[GeneratorKey][number]

export function newRow(key: GeneratorKey): ConditionRow {
  return { key, operator: operatorsOf[key][0] ?? '', values: [], ifExist: false }
}

/**
 * True where a line compares with nothing. Written beside another line of its operator and key it would
 * vanish, and the statement say less than the form.
 */
export function hasEmptyCondition(rows: readonly ConditionRow[]): boolean {
  return rows.some(({ values }) => values.length === 0)
}

type Conditions = NonNullable<WrittenStatement['condition']>

/** Rows of one operator and key as one row, as the document has them: one of the values must fit. */
export function mergedRows(rows: readonly ConditionRow[]): readonly ConditionRow[] {
  const merged = new Map<string, ConditionRow>()
  for (const row of rows) {
    const name = `${row.key} ${row.operator} ${row.ifExist}`
    const before = merged.get(name)?.values ?? []
    merged.set(name, { ...row, values: [...new Set([...before, ...row.values])] })
  }
  return [...merged.values()]
}

export function writtenConditions(rows: readonly ConditionRow[]): Conditions {
  const conditions: Record<string, Record<string, readonly string[]>> = {}
  for (const { key, operator, values, ifExist } of mergedRows(rows)) {
    const keys = (conditions[ifExist ? `${operator}_if_exist` : operator] ??= {})
    keys[key] = values
  }
  return conditions
}

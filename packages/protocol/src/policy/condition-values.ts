import type { ConditionFamily } from './condition-table.ts'
import type { PolicyReason } from './reasons.ts'
import { readIpRange } from './ip-range.ts'

/** Text that stands for a number. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
/** A date, and where it has a time, seconds and zone as they like. */
const DATE =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?)?$/

/** The number that a text means, or undefined. */
export function readNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined
}

/**
 * The Unix second that a text means. Without a zone it is UTC, which is what conditions are about
 * (条件键和条件运算符).
 */
export function readSecond(text: string): number | undefined {
  const [, day, time = '00:00:00', zone = 'Z'] = DATE.exec(text) ?? []
  if (day === undefined) return undefined
  const milliseconds = Date.parse(`${day}T${time}${zone}`)
  // A day that the month does not have is moved into the next one by some engines.
  const exists = new Date(`${day}T00:00:00Z`).getUTCDate() === Number(day.slice(-2))
  return Number.isNaN(milliseconds) || !exists ? undefined : Math.floor(milliseconds / 1000)
}

/** `0`/`1` are the spelling of the key `mfa`. */
export function readBoolean(text: string): boolean | undefined {
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  return undefined
}

/** The UTF-8 text that base64 holds. */
export function readBinary(text: string): string | undefined {
  if (!BASE64.test(text) || text.length % 4 !== 0) return undefined
  const bytes = Uint8Array.from(atob(text), (sign) => sign.codePointAt(0) ?? 0)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const reasons = {
  string: 'tagValue',
  numeric: 'numericValue',
  date: 'dateValue',
  bool: 'boolValue',
  null: 'boolValue',
  binary: 'binaryValue',
  ip: 'ipValue',
} as const satisfies Readonly<Record<ConditionFamily, PolicyReason>>

/** Why a value does not fit what an operator compares, variables filled in. */
export function unfitValue(
  family: ConditionFamily,
  isTag: boolean,
  text: string,
): PolicyReason | undefined {
  const fits = {
    string: () => !isTag || /^[^&]+&./u.test(text),
    numeric: () => readNumber(text) !== undefined,
    date: () => readSecond(text) !== undefined,
    bool: () => readBoolean(text) !== undefined,
    null: () => readBoolean(text) !== undefined,
    binary: () => readBinary(text) !== undefined,
    ip: () => readIpRange(text) !== undefined,
  }[family]()
  return fits ? undefined : reasons[family]
}

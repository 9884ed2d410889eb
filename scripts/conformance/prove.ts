import type { Command } from '../../packages/protocol/src/index.ts'
import type { RestRecord } from '../../packages/server/src/testing/rest-record.ts'

/** How far a row of the specification is built. */
export type Status = 'absent' | 'present' | 'proven'

/** What of a command no test has shown yet. */
export interface Gaps {
  readonly success: boolean
  readonly request: readonly string[]
  readonly response: readonly string[]
  readonly errors: readonly number[]
}

/** Fields of every answer, which the tests of the envelope look at. */
const ENVELOPE = new Set(['ActionStatus', 'ErrorCode', 'ErrorInfo', 'ErrorDisplay'])

/**
 * What is missing before a command counts as proven: a call that worked, every field of the request
 * and of the answer in calls that worked, and each error of its row answered.
 */
export function findGaps(command: Command, records: readonly RestRecord[]): Gaps {
  const codes = new Set(records.flatMap((record) => record.codes))
  const request = new Set(records.flatMap((record) => record.request))
  const response = new Set(records.flatMap((record) => record.response))
  return {
    success: records.some(({ codes: [first] }) => first === 0),
    request: fieldsOf(command.request).filter((name) => !request.has(name)),
    response: fieldsOf(command.response).filter(
      (name) => !ENVELOPE.has(name) && !response.has(name),
    ),
    errors: command.errors.map(({ code }) => code).filter((code) => !codes.has(code)),
  }
}

export function statusOf(command: Command | undefined, gaps: Gaps | undefined): Status {
  if (!command || !gaps) return 'absent'
  const isWhole =
    gaps.success &&
    gaps.request.length === 0 &&
    gaps.response.length === 0 &&
    gaps.errors.length === 0
  return isWhole ? 'proven' : 'present'
}

/** First-level fields of an object's schema, through whatever wraps it. */
function fieldsOf(schema: unknown): readonly string[] {
  const { shape, def } = schema as {
    readonly shape?: object
    readonly def?: {
      readonly in?: unknown
      readonly innerType?: unknown
      readonly options?: unknown[]
    }
  }
  if (shape) return Object.keys(shape)
  if (def?.options) return [...new Set(def.options.flatMap(fieldsOf))]
  const inner = def?.in ?? def?.innerType
  return inner === undefined ? [] : fieldsOf(inner)
}

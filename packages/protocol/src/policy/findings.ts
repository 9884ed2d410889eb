import type { CloudErrorCode } from '../cloud/errors.ts'
import { policyLimits } from './limits.ts'
import type { PolicyParameters, PolicyReason } from './reasons.ts'
import { sayReason } from './reasons.ts'

type Named<Name extends string> = Extract<CloudErrorCode, `InvalidParameter.${Name}`>

/** The codes that refuse a document. Source: 错误码 of 访问管理. */
export type PolicyErrorCode = Named<
  | 'PolicyDocumentError'
  | 'PolicyDocumentLengthOverLimit'
  | 'VersionError'
  | 'StatementError'
  | 'EffectError'
  | 'ActionError'
  | 'ActionMiss'
  | 'ActionServiceNotExist'
  | 'ResourceError'
  | 'ResourceQcsError'
  | 'ResourceProjectError'
  | 'ResourceServiceNotExist'
  | 'ResourceRegionError'
  | 'ResourceUinError'
  | 'ResourceContentError'
  | 'ConditionError'
  | 'ConditionTypeError'
  | 'ConditionContentError'
  | 'PrincipalError'
>

/** What is wrong with a document, and where. */
export interface PolicyProblem {
  readonly code: PolicyErrorCode
  readonly reason: PolicyReason
  readonly parameters: PolicyParameters
  /** Which member: `statement[1].action[0]`; empty for the document. */
  readonly path: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
  /** For the API: place and reason in English. */
  readonly message: string
}

/** A place in the document: what is called how. */
export interface Place {
  readonly at: number
  readonly path: string
}

/** Code, reason and parameters, of which the place is known elsewhere. */
export type Complaint = readonly [PolicyErrorCode, PolicyReason, PolicyParameters?]

/** Characters of a document that a parameter may repeat. */
const SHOWN = 80

/** Collects the problems of one document, in the order they are found. */
export class Findings {
  readonly problems: PolicyProblem[] = []
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  add({ at, path }: Place, [code, reason, given = {}]: Complaint): void {
    if (this.problems.length === policyLimits.problems) return
    const parameters = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, shown(value)]),
    )
    const { line, column } = this.#position(at)
    const where = `line ${line}, column ${column}${path === '' ? '' : `, ${path}`}`
    const message = `${where}: ${sayReason(reason, parameters)}`
    this.problems.push({ code, reason, parameters, path, line, column, message })
  }

  #position(at: number): { line: number; column: number } {
    const before = this.#text.slice(0, at)
    return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
  }
}

function shown(value: string | number): string | number {
  if (typeof value === 'number' || value.length <= SHOWN) return value
  return `${value.slice(0, SHOWN)}…`
}

import type { CloudAction, CloudErrorCode } from '@yanshu/protocol'
import { CloudError, cloudErrorCodes } from '@yanshu/protocol'

type Issue = NonNullable<ReturnType<CloudAction['request']['safeParse']>['error']>['issues'][number]
type Path = readonly PropertyKey[]

/** The parameters of a call; `textual` where they came flattened, so that every value is text. */
export interface Params {
  readonly values: Record<string, unknown>
  readonly textual: boolean
}

/**
 * Checks parameters against the action's schema and answers what the schema makes of them.
 *
 * @throws {CloudError} that names the first parameter that is missing or wrong.
 */
export function validate(action: CloudAction, { values, textual }: Params): unknown {
  let parsed = action.request.safeParse(values)
  if (!parsed.success && textual) {
    parsed = action.request.safeParse(withTextsRead(values, parsed.error.issues))
  }
  if (parsed.success) return parsed.data
  throw toCloudError(action, values, parsed.error.issues)
}

/** Reads texts as the numbers and booleans the schema expected in their place. */
function withTextsRead(values: Record<string, unknown>, issues: readonly Issue[]): unknown {
  const copy = structuredClone(values)
  for (const issue of issues) {
    const text = valueAt(copy, issue.path)
    if (issue.code !== 'invalid_type' || typeof text !== 'string') continue
    const parent = valueAt(copy, issue.path.slice(0, -1)) as Record<PropertyKey, unknown>
    const name = issue.path.at(-1)
    if (name !== undefined) parent[name] = readText(issue.expected, text)
  }
  return copy
}

function readText(expected: string, text: string): unknown {
  if (expected === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if (/^(?:number|int)$/.test(expected) && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text)
  return text
}

function toCloudError(action: CloudAction, values: unknown, issues: readonly Issue[]): CloudError {
  const missing = issues.find(({ path }) => path.length > 0 && valueAt(values, path) === undefined)
  const issue = missing ?? issues[0]
  const name = nameOf(issue?.path ?? [])
  const code = codeOf(action, issue)
  if (missing !== undefined && code === undefined) {
    return new CloudError('MissingParameter', `The request is missing the parameter \`${name}\`.`)
  }
  return new CloudError(
    code ?? 'InvalidParameterValue',
    `The value of the parameter \`${name}\` is not valid: ${issue?.message ?? 'refused'}.`,
  )
}

const known: ReadonlySet<unknown> = new Set(cloudErrorCodes)

/** The code that the contract names for a refused value (`coded`, `codedByAction`). */
function codeOf({ errors }: CloudAction, issue: Issue | undefined): CloudErrorCode | undefined {
  if (issue?.code !== 'custom') return undefined
  const { code, codes } = issue.params ?? {}
  const named: unknown = Array.isArray(codes) ? codes.find((each) => errors.includes(each)) : code
  return known.has(named) ? (named as CloudErrorCode) : undefined
}

function valueAt(values: unknown, path: Path): unknown {
  let value = values
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<PropertyKey, unknown>)[step]
  }
  return value
}

function nameOf(path: Path): string {
  return path.map(String).join('.')
}

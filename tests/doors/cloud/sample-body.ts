import type { CloudAction } from '@yanshu/protocol'

type Issue = NonNullable<ReturnType<CloudAction['request']['safeParse']>['error']>['issues'][number]
type Body = Record<PropertyKey, unknown>

/** What fields may take; where a field has an error, these are tried one after the other. */
const tries: readonly unknown[] = [
  1,
  1_400_000_001,
  'a',
  true,
  {},
  [],
  ['a'],
  [1],
  [{}],
  ['1400000001'],
  ['qcs::im::uin/100000000001:sdkappid/1400000001'],
  'qcs::im::uin/100000000001:sdkappid/1400000001',
  '192.0.2.1',
  '2026-01-01T00:00:00Z',
  'im',
  'sdkappid',
  'zh-CN',
  0,
]

/**
 * A body that an action takes, found by what its schema says of worse ones: so whoever adds an action
 * need not say one.
 *
 * @throws where none is found; the message names the action.
 */
export function sampleBody(action: CloudAction): Body {
  const body: Body = {}
  const tried = new Map<string, number>()
  for (let round = 0; round < 500; round += 1) {
    const issue = action.request.safeParse(body).error?.issues[0]
    if (issue === undefined) return body
    const place = issue.path.map(String).join('.')
    const at = tried.get(place) ?? 0
    tried.set(place, at + 1)
    const found = at === 0 ? (choiceOf(issue) ?? tries[0]) : tries[at]
    if (issue.path.length === 0 || at >= tries.length) break
    put(body, issue.path, found)
  }
  throw new Error(`${action.name}: no body is found`)
}

/** A value that the schema itself names. */
function choiceOf(issue: Issue): unknown {
  return issue.code === 'invalid_value' ? issue.values[0] : undefined
}

function put(body: Body, path: readonly PropertyKey[], value: unknown): void {
  let parent = body
  for (const step of path.slice(0, -1)) parent = parent[step] as Body
  const name = path.at(-1)
  if (name !== undefined) parent[name] = structuredClone(value)
}

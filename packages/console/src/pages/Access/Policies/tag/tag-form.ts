import type { TagPolicyDraft } from './tag-policy.ts'

/** A key, and the values of it that are granted. */
export interface TagRow {
  readonly key: string
  readonly values: readonly string[]
}

/** What the page of tag policies asks for. */
export interface TagForm {
  readonly rows: readonly TagRow[]
  readonly scope: TagPolicyDraft['scope']['kind']
  /** Actions, where they are chosen one by one. */
  readonly names: readonly string[]
  readonly mayCreateApps: boolean
}

/** Without these nothing of an app is to be seen in the console, whatever else is granted. */
const entrance: readonly string[] = [
  'DescribeIMAppList',
  'DescribeAppAndAccountInfo',
  'DescribePlans',
]

export const emptyTagForm: TagForm = {
  rows: [{ key: '', values: [] }],
  scope: 'read',
  names: entrance,
  mayCreateApps: false,
}

/** True where key and value are chosen in every line, and actions where they are to be. */
export function isComplete({ rows, scope, names }: TagForm): boolean {
  const isFilled =
    rows.length > 0 && rows.every(({ key, values }) => key !== '' && values.length > 0)
  return isFilled && (scope !== 'chosen' || names.length > 0)
}

export function tagDraft({ rows, scope, names, mayCreateApps }: TagForm): TagPolicyDraft {
  const tags = rows.flatMap(({ key, values }) => values.map((value) => `${key}&${value}`))
  return {
    tags: [...new Set(tags)],
    scope: scope === 'chosen' ? { kind: scope, names } : { kind: scope },
    mayCreateApps,
  }
}

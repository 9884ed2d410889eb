import type { AuditEvent } from '@yanshu/protocol'
import { AUDIT_CUT } from '@yanshu/protocol'

/** One member of what a call changed. */
export interface ChangedMember {
  readonly path: string
  /** As text; undefined where it was not there. */
  readonly before: string | undefined
  readonly after: string | undefined
}

export interface ShownChange {
  readonly members: readonly ChangedMember[]
  /** Members that are not told. */
  readonly left: number
}

/** What a call changed, member by member, in the order of the trail. */
export function changeOf({ Before, After }: Pick<AuditEvent, 'Before' | 'After'>): ShownChange {
  const [before, after] = [membersOf(Before), membersOf(After)]
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return {
    members: paths
      .filter((path) => path !== AUDIT_CUT)
      .map((path) => ({ path, before: shown(before[path]), after: shown(after[path]) })),
    left: Number(before[AUDIT_CUT] ?? after[AUDIT_CUT] ?? 0),
  }
}

/** JSON with line breaks; what was cut is shown as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function membersOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = text === '' ? {} : JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1)
}

import type { AuditDoor, AuditResult } from '@yanshu/protocol'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { likePattern } from '../../store/like-pattern.ts'

/** Which events are wanted; all that is given must fit. */
export interface AuditFilter {
  /** Unix milliseconds; at it or later. */
  readonly from: number
  /** Unix milliseconds; before it. */
  readonly to: number
  readonly uin?: string | undefined
  readonly user?: string | undefined
  /** A `*` at the end stands for anything. */
  readonly action?: string | undefined
  readonly appId?: number | undefined
  /** The beginning of it. */
  readonly resource?: string | undefined
  readonly result?: AuditResult | undefined
  readonly door?: AuditDoor | undefined
  readonly sourceIp?: string | undefined
  readonly requestId?: string | undefined
  readonly keyword?: string | undefined
}

/** An event's place in the order of the pages. */
export interface AuditPlace {
  readonly time: number
  readonly id: number
}

type Condition = RawBuilder<boolean>

/** The filters that have an index, the one that leaves fewest events first. */
const indexed = ['requestId', 'uin', 'user', 'action', 'appId', 'result'] as const
type Indexed = (typeof indexed)[number]

/** What a page walks along, newest first. */
export interface AuditWalk {
  /** The filter whose index is walked; undefined for the times alone. */
  readonly by: Indexed | undefined
  readonly rows: Condition
}

export function walkOf(
  ownerUin: string,
  filter: AuditFilter,
  after: AuditPlace | undefined,
): AuditWalk {
  const by = indexed.find((name) => isIndexed(filter, name))
  return {
    by,
    rows: all([
      sql`${by ? sql.ref('owner_uin') : unwalked('owner_uin')} = ${ownerUin}`,
      by && sql`${sql.ref(columns[by])} = ${filter[by]}`,
      sql`time >= ${filter.from}`,
      sql`time < ${filter.to}`,
      after && sql`(time, id) < (${after.time}, ${after.id})`,
    ]),
  }
}

/** What a walk does not see to, looked at row by row; undefined where that is nothing. */
export function isWanted(filter: AuditFilter, walked: Indexed | undefined): Condition | undefined {
  const names = Object.keys(conditions) as (keyof typeof conditions)[]
  const rest = names
    .filter((name) => name !== walked && filter[name] !== undefined)
    .map((name) => conditions[name](filter))
  return rest.length === 0 ? undefined : all(rest)
}

/** The beginning of an action is a range of names, which has no order of times. */
function isIndexed(filter: AuditFilter, name: Indexed): boolean {
  if (name === 'action' && filter.action?.endsWith('*')) return false
  return filter[name] !== undefined
}

/** The columns that an index leads with, behind the owner. */
const columns = {
  requestId: 'request_id',
  uin: 'uin',
  user: 'user_name',
  action: 'action',
  appId: 'app_id',
  result: 'result',
} as const satisfies Record<Indexed, string>

/**
 * A column by which no index is walked. SQLite knows nothing of how many rows an index leads to, and
 * would as soon walk a long one; to PostgreSQL, which knows, this is the column itself.
 */
export function unwalked(column: string, kind: 'text' | 'bigint' = 'text'): RawBuilder<unknown> {
  return sql`cast(${sql.ref(column)} as ${sql.raw(kind)})`
}

const conditions: Readonly<
  Record<Exclude<keyof AuditFilter, 'from' | 'to'>, (filter: AuditFilter) => Condition>
> = {
  requestId: ({ requestId }) => is('request_id', requestId),
  uin: ({ uin }) => is('uin', uin),
  user: ({ user }) => is('user_name', user),
  action: ({ action = '' }) =>
    action.endsWith('*') ? beginsWith('action', action.slice(0, -1)) : is('action', action),
  appId: ({ appId }) => sql`${unwalked('app_id', 'bigint')} = ${appId}`,
  result: ({ result }) => is('result', result),
  door: ({ door }) => is('door', door),
  sourceIp: ({ sourceIp }) => is('source_ip', sourceIp),
  resource: ({ resource = '' }) => beginsWith('resource', resource),
  keyword: ({ keyword = '' }) => {
    const pattern = likePattern(lowered(keyword))
    const has = (column: string) => sql`lower(${sql.ref(column)}) like ${pattern} escape '\\'`
    const searched = ['body', 'before_state', 'after_state', 'message']
    return sql<boolean>`(${sql.join(searched.map(has), sql` or `)})`
  },
}

function is(column: string, value: string | undefined): Condition {
  return sql`${unwalked(column)} = ${value}`
}

function beginsWith(column: string, start: string): Condition {
  return sql`substr(${sql.ref(column)}, 1, ${sql.lit([...start].length)}) = ${start}`
}

/** Everything that is given must hold. */
export function all(parts: readonly (RawBuilder<unknown> | undefined)[]): Condition {
  const given = parts.filter((part) => part !== undefined)
  return sql<boolean>`(${sql.join(given, sql` and `)})`
}

/** As the databases do it: only letters of ASCII. */
function lowered(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

import type { Expression, Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { Condition, Label, PushTask, Target } from './push.ts'
import { fits } from './rules.ts'

/** Some of the accounts that a push is for. */
export interface TargetPage {
  readonly users: readonly string[]
  /** The last UserID that was looked at; undefined where nothing is left. */
  readonly cursor: string | undefined
}

/** Reads whom a push is for, in pages by UserID: as many accounts are looked at as a page is long. */
export class Targets {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async page(task: Pick<PushTask, 'appId' | 'cursor'>, target: Target, limit: number) {
    if (target.to === 'users') return pageOf(target.users, task.cursor, limit)
    if (target.to === 'labelled') return this.#labelled(task, target.condition, limit)
    const rows = await this.#db
      .selectFrom('account')
      .select('user_id')
      .where('app_id', '=', task.appId)
      .where('user_id', '>', task.cursor)
      .orderBy('user_id')
      .limit(limit)
      .execute()
    return toPage(
      rows.map(({ user_id }) => user_id),
      limit,
    )
  }

  async #labelled(
    { appId, cursor }: Pick<PushTask, 'appId' | 'cursor'>,
    condition: Condition,
    limit: number,
  ): Promise<TargetPage> {
    const asked = [...condition.or, ...condition.and]
    const rows = await sql<{ user_id: string; label: string | null; known: string | null }>`
      with page as (${candidates(appId, cursor, condition, limit)})
      select page.user_id, ${labelColumn(condition)} as label, account.user_id as known
      from page
      left join account on account.app_id = ${appId} and account.user_id = page.user_id
      left join ${labelTable(condition)} as own
        on own.app_id = ${appId} and own.user_id = page.user_id and ${isOneOf('own', condition.by, asked)}
      order by page.user_id`.execute(this.#db)
    const labels = new Map<string, Set<Label>>()
    const known = new Set<string>()
    for (const row of rows.rows) {
      const own = labels.get(row.user_id) ?? new Set<Label>()
      labels.set(row.user_id, own)
      if (row.label !== null) own.add(row.label)
      if (row.known !== null) known.add(row.user_id)
    }
    const { cursor: next } = toPage([...labels.keys()], limit)
    const users = [...labels.keys()].filter(
      (user) => known.has(user) && fits(condition, labels.get(user) ?? new Set()),
    )
    return { users, cursor: next }
  }
}

/** Whoever has the first label of `and`, else any of `or`: no more of them than the page is long. */
function candidates(
  appId: number,
  cursor: string,
  { by, or, and }: Condition,
  limit: number,
): Expression<unknown> {
  const [first] = and
  const table = labelTable({ by })
  const holders = (label: Label) => sql`
    select user_id from ${table} as one
    where one.app_id = ${appId} and ${isOneOf('one', by, [label])} and one.user_id > ${cursor}
    order by one.user_id limit ${limit}`
  if (first !== undefined) return holders(first)
  const any = or.map(
    (label, at) => sql`select user_id from (${holders(label)}) as ${sql.ref(`o${at}`)}`,
  )
  return sql`select user_id from (${sql.join(any, sql` union `)}) as anyone
    order by user_id limit ${limit}`
}

function labelTable({ by }: Pick<Condition, 'by'>) {
  return sql.table(by === 'tags' ? 'push_tag' : 'push_attr')
}

/** A label as one text: a tag is itself, an attribute its slot and value. */
function labelColumn({ by }: Condition) {
  return by === 'tags' ? sql`own.tag` : sql`own.slot || own.value`
}

function isOneOf(table: string, by: Condition['by'], labels: readonly Label[]) {
  if (by === 'tags') return sql`${sql.ref(`${table}.tag`)} in (${sql.join(labels)})`
  const pairs = labels.map(
    (label) =>
      sql`(${sql.ref(`${table}.slot`)} = ${Number(label[0])} and ${sql.ref(`${table}.value`)} = ${label.slice(1)})`,
  )
  return sql`(${sql.join(pairs, sql` or `)})`
}

function toPage(users: readonly string[], limit: number): TargetPage {
  return { users, cursor: users.length < limit ? undefined : users.at(-1) }
}

function pageOf(users: readonly string[], cursor: string, limit: number): TargetPage {
  const rest = users.filter((user) => user > cursor).toSorted(byBytes)
  return toPage(rest.slice(0, limit), limit)
}

/** As the tables order UserIDs, which are ASCII. */
function byBytes(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

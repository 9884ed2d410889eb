import type { GroupRole } from '@yanshu/protocol'
import { sql } from 'kysely'
import type { GroupRow, MemberRow } from '../group.ts'
import type { GroupCore } from '../service.ts'

/** Which members a list in the console shows. */
export interface MemberSearch {
  /** The beginning of the UserID; '' for all. */
  readonly prefix: string
  readonly role?: GroupRole | undefined
}

export interface MemberPage {
  /** Whatever the page. */
  readonly total: number
  readonly rows: readonly MemberRow[]
}

/** A page of the members of a group, by the time of joining. */
export async function memberPage(
  { db, caughtUp }: Pick<GroupCore, 'db' | 'caughtUp'>,
  { app_id, group_id }: Pick<GroupRow, 'app_id' | 'group_id'>,
  search: MemberSearch,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<MemberPage> {
  await caughtUp()
  const found = db
    .selectFrom('group_member')
    .where('app_id', '=', app_id)
    .where('group_id', '=', group_id)
    .where(matches(search))
  const rows = await found
    .selectAll()
    .orderBy('joined_at')
    .orderBy('account')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await found
    .select((query) => query.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { total: Number(total), rows }
}

function matches({ prefix, role }: MemberSearch) {
  // A range and not LIKE: it walks the primary key, and `%` and `_` are letters like others.
  const inRange =
    prefix === ''
      ? sql<boolean>`true`
      : sql<boolean>`(account >= ${prefix} and account < ${`${prefix}\u007f`})`
  if (role === undefined) return inRange
  // The literal lets the planner use the small index of those who are more than members.
  const special = role === 'Member' ? sql<boolean>`true` : sql<boolean>`role <> 'Member'`
  return sql<boolean>`(${inRange} and ${special} and role = ${role})`
}

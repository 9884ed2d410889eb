import type { ErrorRow, GroupRole } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import { sql } from 'kysely'
import type { GroupRow, MemberRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'

/** Which members a page shows, by the time of joining. */
export interface MemberFilter {
  /** Everybody where it is left out or empty. */
  readonly roles?: readonly GroupRole[] | undefined
  readonly mark?: number | undefined
  readonly limit: number
}

/** Where a member stands in the list. */
export interface MemberPlace {
  /** Unix milliseconds. */
  readonly joinedAt: number
  readonly account: string
}

export interface MemberPage {
  readonly rows: readonly MemberRow[]
  /** True where nothing lies behind this page. */
  readonly isLast: boolean
}

/** Lists the members of groups that keep them. */
export class MemberLists {
  readonly #core: Pick<GroupCore, 'db' | 'caughtUp'>

  constructor(core: Pick<GroupCore, 'db' | 'caughtUp'>) {
    this.#core = core
  }

  /** A page of a group of a few thousand at most. */
  async byOffset(group: GroupRow, filter: MemberFilter, offset: number): Promise<MemberPage> {
    await this.#core.caughtUp()
    return pageOf(await this.#ordered(group, filter).offset(offset).execute(), filter)
  }

  /**
   * A page of a community, which costs the same however far behind it is.
   *
   * @param after - where the page before ended; undefined for the beginning.
   */
  async byCursor(
    group: GroupRow,
    filter: MemberFilter,
    after: MemberPlace | undefined,
  ): Promise<MemberPage> {
    await this.#core.caughtUp()
    let query = this.#ordered(group, filter)
    if (after) {
      const { joinedAt, account } = after
      query = query.where(sql<boolean>`(joined_at, account) > (${joinedAt}, ${account})`)
    }
    return pageOf(await query.execute(), filter)
  }

  #ordered({ app_id, group_id }: GroupRow, { roles, mark, limit }: MemberFilter) {
    let query = this.#core.db
      .selectFrom('group_member')
      .selectAll()
      .where('app_id', '=', app_id)
      .where('group_id', '=', group_id)
      .orderBy('joined_at')
      .orderBy('account')
      .limit(limit + 1)
    if (roles && roles.length > 0) {
      query = query.where('role', 'in', roles)
      // The index over the few who are more than members serves only who says the same.
      if (!roles.includes('Member')) query = query.where('role', '<>', 'Member')
    }
    if (mark !== undefined) query = query.where(hasMark(mark))
    return query
  }
}

function hasMark(mark: number) {
  const list = sql.ref('marks')
  return sql<boolean>`replace(replace(${list}, '[', ','), ']', ',') like ${`%,${mark},%`}`
}

function pageOf(rows: readonly MemberRow[], { limit }: MemberFilter): MemberPage {
  return { rows: rows.slice(0, limit), isLast: rows.length <= limit }
}

/** Where the page after this one begins; empty where there is none. */
export function nextCursor({ rows, isLast }: MemberPage): string {
  const last = rows.at(-1)
  return isLast || !last ? '' : `${last.joined_at}-${last.account}`
}

/**
 * The place that a cursor names; undefined for the beginning.
 *
 * @param bad - thrown where it names none: each door has its own code.
 */
export function readMemberCursor(cursor: string, bad: ErrorRow): MemberPlace | undefined {
  if (cursor === '') return undefined
  const [, time = '', account = ''] = /^(\d{1,15})-([\x21-\x7e]{1,32})$/.exec(cursor) ?? []
  if (account === '') throw new ImError(bad, 'no such place in the list')
  return { joinedAt: Number(time), account }
}

/** How a type of group is paged; live rooms keep no members. @throws {ImError} 10007. */
export function pagingOf(group: GroupRow): 'offset' | 'cursor' {
  const { listsMembers } = rulesOf(group)
  if (listsMembers === 'online') {
    throw new ImError(groupErrors.noPermission, `${group.group_id} keeps no members`)
  }
  return listsMembers
}

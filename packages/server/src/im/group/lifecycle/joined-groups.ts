import type { GroupRole, GroupType } from '@yanshu/protocol'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { GroupRow } from '../group.ts'
import { groupRules } from '../matrix.ts'
import type { GroupCore } from '../service.ts'
import { groupReadSeq } from '../service.ts'

/** Which of the groups of an account are asked for. */
export interface JoinedFilter {
  readonly type?: GroupType | undefined
  /** Communities with topics, or those without. */
  readonly supportTopic: boolean
  /** Work groups too that wait for their first message. */
  readonly withInactive: boolean
  /** Live rooms too, as far as storage knows: those that it owns or administers. */
  readonly withLive: boolean
}

/** A group with what the account is in it. */
export type JoinedGroup = GroupRow & {
  readonly role: GroupRole
  readonly joined_at: number
  readonly msg_flag: number
  readonly read_seq: number
}

/** Where a page of groups begins: at a number of groups, or behind one of them. */
export interface JoinedPage {
  readonly order: 'oldest' | 'newest'
  readonly limit: number
  readonly offset?: number
  readonly after?: { readonly joinedAt: number; readonly groupId: string } | undefined
}

/** The groups that accounts are in; asked after `caughtUp`, where their ends are to be true. */
export class JoinedGroups {
  readonly #db: GroupCore['db']

  constructor({ db }: Pick<GroupCore, 'db'>) {
    this.#db = db
  }

  async count(appId: number, account: string, filter: JoinedFilter): Promise<number> {
    const { rows } = await sql<{ readonly total: number }>`
      select count(*) as total ${joined(appId, account, filter)}`.execute(this.#db)
    return Number(rows[0]?.total ?? 0)
  }

  async page(
    appId: number,
    account: string,
    filter: JoinedFilter,
    page: JoinedPage,
  ): Promise<readonly JoinedGroup[]> {
    const isNewest = page.order === 'newest'
    const direction = isNewest ? sql`desc` : sql`asc`
    const { after, limit, offset = 0 } = page
    const behind = isNewest ? sql`<` : sql`>`
    const from = after
      ? sql`and (m.joined_at, m.group_id) ${behind} (${after.joinedAt}, ${after.groupId})`
      : sql``
    const { rows } = await sql<JoinedGroup>`
      select g.*, m.role, m.joined_at, m.msg_flag, ${groupReadSeq} as read_seq
      ${joined(appId, account, filter)} ${from}
      order by m.joined_at ${direction}, m.group_id ${direction}
      limit ${limit} offset ${offset}`.execute(this.#db)
    return rows
  }
}

function joined(appId: number, account: string, filter: JoinedFilter): RawBuilder<unknown> {
  const { type, supportTopic, withInactive, withLive } = filter
  const own = sql`
    select group_id, role, joined_at, msg_flag, read_seq, floor_seen from group_member
    where app_id = ${appId} and account = ${account}`
  // The owner of a live room has no row.
  const live = sql`
    union all
    select group_id, 'Owner', created_at, ${sql.lit(groupRules.AVChatRoom.msgFlagDefault)}, 0, 0
    from chat_group
    where app_id = ${appId} and owner = ${account} and owner <> '' and type = 'AVChatRoom'`
  return sql`
    from (${own} ${withLive ? live : sql``}) m
    join chat_group g on g.app_id = ${appId} and g.group_id = m.group_id
    where g.support_topic = ${supportTopic ? 1 : 0}
      ${withInactive ? sql`` : sql`and g.active = 1`}
      ${withLive ? sql`` : sql`and g.type <> 'AVChatRoom'`}
      ${type === undefined ? sql`` : sql`and g.type = ${type}`}`
}

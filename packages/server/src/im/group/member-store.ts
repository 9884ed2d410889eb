import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { MemberRow } from './group.ts'

/** How somebody stands in a group, as far as messages are concerned. */
export interface Standing {
  readonly role: MemberRow['role']
  readonly msgFlag: number
  readonly nameCard: string
  /** Unix milliseconds until when the account may not speak; 0 where it may. */
  readonly mutedUntil: number
}

export type StandingRow = Standing & { readonly account: string }

export interface DiscardRow {
  readonly topicId: string
  readonly account: string
}

/** Reads members by their keys; who changes them is `members/`. */
export interface MemberStore {
  find(appId: number, groupId: string, account: string): Promise<MemberRow | undefined>
  findMany(
    appId: number,
    groupId: string,
    accounts: readonly string[],
  ): Promise<ReadonlyMap<string, MemberRow>>
  /** The standings of members after an account, in the order of their names. */
  standings(
    appId: number,
    groupId: string,
    after: string,
    limit: number,
  ): Promise<readonly StandingRow[]>
  /** Who discards topics of a community, after a row, in the order of topics and accounts. */
  discards(
    appId: number,
    groupId: string,
    after: DiscardRow,
    limit: number,
  ): Promise<readonly DiscardRow[]>
  /** Who owns or administers a group. */
  powerful(appId: number, groupId: string): Promise<readonly MemberRow[]>
}

export function createMemberStore(db: Kysely<Schema>): MemberStore {
  const of = (appId: number, groupId: string) =>
    db
      .selectFrom('group_member')
      .selectAll()
      .where('app_id', '=', appId)
      .where('group_id', '=', groupId)
  return {
    find: (appId, groupId, account) =>
      of(appId, groupId).where('account', '=', account).executeTakeFirst(),
    async findMany(appId, groupId, accounts) {
      if (accounts.length === 0) return new Map()
      const rows = await of(appId, groupId)
        .where('account', 'in', [...new Set(accounts)])
        .execute()
      return new Map(rows.map((row) => [row.account, row]))
    },
    async standings(appId, groupId, after, limit) {
      const { rows } = await sql<StandingRow>`
        select m.account, m.role, m.msg_flag as "msgFlag", m.name_card as "nameCard",
          coalesce(q.until, 0) as "mutedUntil"
        from group_member m
        left join group_mute q
          on q.app_id = m.app_id and q.place = m.group_id and q.account = m.account
        where m.app_id = ${appId} and m.group_id = ${groupId} and m.account > ${after}
        order by m.account limit ${limit}`.execute(db)
      return rows
    },
    async discards(appId, groupId, after, limit) {
      // In the words of the index that finds them.
      const { rows } = await sql<DiscardRow>`
        select o.topic_id as "topicId", o.account
        from topic t
        join topic_member o on o.app_id = t.app_id and o.topic_id = t.topic_id and o.msg_flag = 2
        where t.app_id = ${appId} and t.group_id = ${groupId}
          and (o.topic_id, o.account) > (${after.topicId}, ${after.account})
        order by o.topic_id, o.account limit ${limit}`.execute(db)
      return rows
    },
    powerful: (appId, groupId) =>
      of(appId, groupId)
        .where('role', '<>', 'Member')
        .orderBy('role', 'desc')
        .orderBy('joined_at')
        .orderBy('account')
        .execute(),
  }
}

import { sql } from 'kysely'
import type { MemberRow } from '../group.ts'
import type { GroupCore } from '../service.ts'
import { groupReadSeq, groupUnread } from '../service.ts'

/** What an account is in a group itself. */
export type OwnMembership = Pick<
  MemberRow,
  'group_id' | 'role' | 'joined_at' | 'msg_flag' | 'name_card' | 'read_seq' | 'custom'
> & {
  /** Unix milliseconds until when it may not speak; 0 where it may. */
  readonly mutedUntil: number
  readonly unread: number
}

/** The memberships of an account in some groups, by GroupID, from one query. */
export async function ownMemberships(
  { db, now }: Pick<GroupCore, 'db' | 'now'>,
  appId: number,
  account: string,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, OwnMembership>> {
  if (groupIds.length === 0) return new Map()
  const { rows } = await sql<OwnMembership>`
    select m.group_id, m.role, m.joined_at, m.msg_flag, m.name_card, m.custom,
      ${groupReadSeq} as read_seq,
      case when q.until > ${now()} then q.until else 0 end as "mutedUntil",
      ${groupUnread} as unread
    from group_member m
    join chat_group g on g.app_id = m.app_id and g.group_id = m.group_id
    left join group_mute q
      on q.app_id = m.app_id and q.place = m.group_id and q.account = m.account
    where m.app_id = ${appId} and m.account = ${account}
      and m.group_id in (${sql.join(groupIds)})`.execute(db)
  return new Map(rows.map((row) => [row.group_id, { ...row, unread: Number(row.unread) }]))
}

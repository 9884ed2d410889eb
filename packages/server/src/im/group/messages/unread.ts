import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { flags } from '../../message/service.ts'
import type { Schema } from '../../../store/schema.ts'

/** Messages of groups that do not count as unread; in the words of the index that finds them. */
export const isUncounted = (alias: string): RawBuilder<boolean> => {
  const column = sql.ref(`${alias}.flags`)
  return sql`${column} & ${sql.lit(flags.group)} <> 0
    and ${column} & ${sql.lit(flags.noUnread | flags.recalled)} <> 0`
}

/** Up to where a member `m` has read its group `g`: a later floor of all counts before its own position. */
const groupReadSeq = sql<number>`(case
  when g.read_floor > m.floor_seen and g.read_floor > m.read_seq then g.read_floor
  else m.read_seq end)`

/**
 * Messages of a group `g` that its member `m` has not read: what lies behind the read position, less
 * what does not count. Nothing is written for it when a message is sent.
 */
export const groupUnread = sql<number>`(case
  when g.type in ('ChatRoom', 'AVChatRoom') or g.last_seq <= ${groupReadSeq} then 0
  else g.last_seq - ${groupReadSeq} - (
    select count(*) from message u where u.app_id = g.app_id and u.conversation = g.conversation
      and u.seq > ${groupReadSeq} and u.seq <= g.last_seq and ${isUncounted('u')})
  end)`

export { groupReadSeq }

/**
 * Sets how many messages a member has not read, no more than there are: the read position becomes
 * the message before them. Nothing may be folded meanwhile.
 */
export async function setUnread(
  db: Kysely<Schema>,
  key: { readonly appId: number; readonly groupId: string; readonly account: string },
  unread: number,
): Promise<void> {
  const messages = sql`from message u where u.app_id = g.app_id and u.conversation = g.conversation`
  await sql`
    update group_member set floor_seen = g.read_floor,
      read_seq = coalesce(
        (select u.seq ${messages} and u.seq <= g.last_seq and not (${isUncounted('u')})
          order by u.seq desc limit 1 offset ${unread}),
        (select u.seq - 1 ${messages} order by u.seq limit 1),
        g.last_seq)
    from chat_group g
    where g.app_id = ${key.appId} and g.group_id = ${key.groupId}
      and group_member.app_id = g.app_id and group_member.group_id = g.group_id
      and group_member.account = ${key.account}`.execute(db)
}

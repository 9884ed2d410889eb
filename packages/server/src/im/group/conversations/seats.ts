import type { GroupType } from '@yanshu/protocol'
import { storedGroupTypes } from '@yanshu/protocol'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { App } from '../../app/app.ts'
import { showsHistoryBeforeJoin } from '../../app/service.ts'
import { groupReadSeq, groupUnread, isUncounted } from '../messages/unread.ts'

/** A group or a topic as one of its members has it in the list of conversations. */
export interface Seat {
  /** The group, also of a topic. */
  readonly groupId: string
  /** GroupID or TopicID. */
  readonly placeId: string
  readonly type: GroupType
  readonly conversation: number
  readonly name: string
  readonly faceUrl: string
  readonly lastSeq: number
  /** When the newest message that lifts the conversation was sent, and its seq; 0 for none. */
  readonly lastTime: number
  readonly liftSeq: number
  readonly readSeq: number
  readonly unread: number
  readonly msgFlag: number
  readonly pinnedAt: number
  readonly hiddenSeq: number
  /** The member sees nothing up to here, nor anything older than `since`. */
  readonly clearedSeq: number
  readonly since: number
  readonly deletions: number
}

/** A topic, with when the member joined its community, in Unix milliseconds. */
export type TopicSeat = Seat & { readonly joinedAt: number }

interface Member {
  readonly appId: number
  readonly account: string
}

/** Whether what was said in a group `g` before they joined is shown to members. */
export function seesBeforeJoin(app: App): RawBuilder<boolean> {
  const types = storedGroupTypes.filter((type) => showsHistoryBeforeJoin(app, type))
  const byApp =
    types.length === 0
      ? sql`1 = 0`
      : sql`g.type in (${sql.join(types.map((type) => sql.lit(type)))})`
  return sql`(g.history_before_join = 1 or (g.history_before_join < 0 and ${byApp}))`
}

/** Groups that a member `m` sees: not those that wait for their first message, and no live rooms. */
export const isSeated = sql<boolean>`g.active = 1 and g.type <> 'AVChatRoom'`

const joined = sql`group_member m
  join chat_group g on g.app_id = m.app_id and g.group_id = m.group_id`

/** The groups of an account, or some of them: one read, as long as the account has groups. */
export async function seatsOf(
  db: Kysely<Schema>,
  app: App,
  { appId, account }: Member,
  only?: readonly string[],
): Promise<readonly Seat[]> {
  if (only?.length === 0) return []
  const some = only ? sql`and m.group_id in (${sql.join(only)})` : sql``
  const { rows } = await sql<Seat>`
    select g.group_id as "groupId", g.group_id as "placeId", g.type, g.conversation, g.name,
      g.face_url as "faceUrl", g.last_seq as "lastSeq", g.last_time as "lastTime",
      g.lift_seq as "liftSeq", ${groupReadSeq} as "readSeq", ${groupUnread} as unread,
      m.msg_flag as "msgFlag", m.pinned_at as "pinnedAt", m.hidden_seq as "hiddenSeq",
      case when g.cleared_seq > m.cleared_seq then g.cleared_seq else m.cleared_seq end
        as "clearedSeq",
      case when ${seesBeforeJoin(app)} then 0 else m.joined_at end as since, m.deletions
    from ${joined}
    where m.app_id = ${appId} and m.account = ${account} and ${isSeated} ${some}`.execute(db)
  return rows.map(withNumbers)
}

const topicReadSeq = sql<number>`(case
  when t.read_floor > coalesce(tm.read_seq, 0) then t.read_floor else coalesce(tm.read_seq, 0) end)`

/** Some topics of the communities of an account, as if it might read all that was said in them. */
export async function topicSeatsOf(
  db: Kysely<Schema>,
  { appId, account }: Member,
  topicIds: readonly string[],
): Promise<readonly TopicSeat[]> {
  if (topicIds.length === 0) return []
  const { rows } = await sql<TopicSeat>`
    select g.group_id as "groupId", t.topic_id as "placeId", g.type, t.conversation, t.name,
      t.face_url as "faceUrl", t.last_seq as "lastSeq", t.last_time as "lastTime",
      t.lift_seq as "liftSeq", ${topicReadSeq} as "readSeq",
      case when t.last_seq <= ${topicReadSeq} then 0
        else t.last_seq - ${topicReadSeq} - (
          select count(*) from message u
          where u.app_id = t.app_id and u.conversation = t.conversation
            and u.seq > ${topicReadSeq} and u.seq <= t.last_seq and ${isUncounted('u')})
        end as unread,
      coalesce(tm.msg_flag, 0) as "msgFlag", 0 as "pinnedAt", 0 as "hiddenSeq",
      coalesce(tm.cleared_seq, 0) as "clearedSeq",
      0 as since, m.joined_at as "joinedAt", 1 as deletions
    from ${joined}
    join topic t on t.app_id = g.app_id and t.group_id = g.group_id
    left join topic_member tm
      on tm.app_id = t.app_id and tm.topic_id = t.topic_id and tm.account = m.account
    where m.app_id = ${appId} and m.account = ${account} and t.topic_id in (${sql.join(topicIds)})
    `.execute(db)
  return rows.map(withNumbers)
}

/** What is not read over all groups that an account is notified of. */
export async function totalUnreadOf(
  db: Kysely<Schema>,
  { appId, account }: Member,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select coalesce(sum(${groupUnread}), 0) as total from ${joined}
    where m.app_id = ${appId} and m.account = ${account} and ${isSeated} and m.msg_flag = 0
    `.execute(db)
  return Number(rows[0]?.total ?? 0)
}

/** PostgreSQL counts in numbers that it hands over as text. */
function withNumbers<Row extends Seat>(row: Row): Row {
  return { ...row, unread: Number(row.unread), since: Number(row.since) }
}

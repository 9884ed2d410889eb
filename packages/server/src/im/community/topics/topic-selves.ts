import type { MsgFlag } from '@yanshu/protocol'
import { msgFlags } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { MemberRow, TopicRow } from '../../group/service.ts'
import { isUncounted } from '../../group/service.ts'
import { lastSeqBefore } from '../../message/service.ts'

/** What a member has of its own in a topic. */
export interface TopicSelf {
  /** Everything up to here is read, or from before the member joined. */
  readonly readSeq: number
  readonly msgFlag: MsgFlag
  /** Unix milliseconds; 0 for who may speak. */
  readonly mutedUntil: number
  readonly unread: number
  /** The member sees nothing up to here. */
  readonly clearedSeq: number
}

interface SelfRow {
  readonly id: string
  readonly readSeq: number
  readonly msgFlag: number
  readonly mutedUntil: number
  readonly uncounted: number
  readonly clearedSeq: number
}

/**
 * What a member has of its own in some topics of its community, by TopicID. Two statements, however
 * many topics: what lies behind the read position is counted by the difference of seqs, less the few
 * messages that do not count.
 */
export async function readSelves(
  db: Kysely<Schema>,
  member: MemberRow,
  topics: readonly TopicRow[],
): Promise<ReadonlyMap<string, TopicSelf>> {
  if (topics.length === 0) return new Map()
  const { app_id: appId, account, joined_at: joinedAt } = member
  const ids = sql.join(topics.map(({ topic_id: id }) => id))
  const before = lastSeqBefore(
    { appId: sql.ref('t.app_id'), conversation: sql.ref('t.conversation') },
    sql`${joinedAt}`,
  )
  const { rows } = await sql<SelfRow>`
    select s.*, (select count(*) from message m
      where m.app_id = s."appId" and m.conversation = s.conversation and m.seq > s."readSeq"
        and ${isUncounted('m')}) as uncounted
    from (
      select r.*, case when r.own >= r.floor and r.own >= r.start then r.own
        when r.floor >= r.start then r.floor else r.start end as "readSeq"
      from (
        select t.topic_id as id, t.app_id as "appId", t.conversation,
          coalesce(o.read_seq, 0) as own,
          case when t.read_floor > coalesce(o.cleared_seq, 0)
            then t.read_floor else coalesce(o.cleared_seq, 0) end as floor,
          case when coalesce(o.read_seq, 0) >= t.last_seq or t.created_at >= ${joinedAt}
            then 0 else ${before} end as start,
          coalesce(o.msg_flag, 0) as "msgFlag", coalesce(o.cleared_seq, 0) as "clearedSeq",
          coalesce(q.until, 0) as "mutedUntil"
        from topic t
        left join topic_member o
          on o.app_id = t.app_id and o.topic_id = t.topic_id and o.account = ${account}
        left join group_mute q
          on q.app_id = t.app_id and q.place = t.topic_id and q.account = ${account}
        where t.app_id = ${appId} and t.topic_id in (${ids})
      ) r
    ) s`.execute(db)
  const ends = new Map(topics.map((topic) => [topic.topic_id, topic.last_seq]))
  return new Map(rows.map((row) => [row.id, toSelf(row, ends.get(row.id) ?? 0)]))
}

function toSelf(row: SelfRow, lastSeq: number): TopicSelf {
  return {
    readSeq: row.readSeq,
    msgFlag: msgFlags[row.msgFlag] ?? 'AcceptAndNotify',
    mutedUntil: row.mutedUntil,
    unread: Math.max(0, lastSeq - row.readSeq - Number(row.uncounted)),
    clearedSeq: row.clearedSeq,
  }
}

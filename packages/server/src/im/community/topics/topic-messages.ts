import type { WireGroupMessage, WireMention } from '@yanshu/protocol'
import { AT_ALL } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupCore, MemberRow, TopicRow } from '../../group/service.ts'
import { decodeGroupBody, rowToGroupWire, speakerOf } from '../../group/service.ts'
import type { MessageRow } from '../../message/service.ts'
import { flags, isNotDeleted, isShown, lastSeqBefore, stateOf } from '../../message/service.ts'
import type { TopicSelf } from './topic-selves.ts'

/** Mentions that a list tells, over all of its topics. */
const MOST_MENTIONS = 500

/** A topic, and what its messages are chosen by. */
export interface Looked {
  readonly topic: TopicRow
  readonly self: TopicSelf
  /** Unix milliseconds; what is older is seen by nobody, or not by this member. */
  readonly since: number
}

/** The newest message of each topic that a member sees, by TopicID. */
export async function lastMessages(
  core: Pick<GroupCore, 'db' | 'accounts' | 'members' | 'states'>,
  member: MemberRow,
  topics: readonly Looked[],
): Promise<ReadonlyMap<string, WireGroupMessage>> {
  const places = topics.filter(({ topic, self }) => topic.last_seq > self.clearedSeq)
  if (places.length === 0) return new Map()
  const rows = await newestRows(core.db, member, places)
  const { app_id: appId, group_id: groupId } = member
  const senders = rows.map(({ sender }) => sender)
  const [accounts, members, states] = await Promise.all([
    core.accounts.findMany(appId, senders),
    core.members.findMany(appId, groupId, senders),
    core.states.of(rows),
  ])
  const ids = new Map(places.map(({ topic }) => [topic.conversation, topic.topic_id]))
  return new Map(
    rows.map((row) => {
      const id = ids.get(row.conversation) ?? ''
      const { sender } = row
      const speaker = speakerOf(accounts.get(sender), members.get(sender)?.name_card ?? '')
      return [id, rowToGroupWire(row, id, speaker, stateOf(states, row))]
    }),
  )
}

function newestRows(
  db: Kysely<Schema>,
  { app_id: appId, account }: MemberRow,
  places: readonly Looked[],
): Promise<readonly MessageRow[]> {
  const newest = places.map(({ topic: { conversation: number }, self, since }) => {
    const conversation = sql.lit(number)
    // A topic may be full of what is too old: the search must end where that begins.
    const start =
      since === 0 ? sql`0` : lastSeqBefore({ appId: sql`${appId}`, conversation }, sql`${since}`)
    return sql`(${conversation}, (select m.seq from message m
      where m.app_id = ${appId} and m.conversation = ${conversation}
        and m.seq > ${sql.lit(self.clearedSeq)} and m.seq > ${start} and m.time >= ${since}
        and m.flags & ${sql.lit(flags.noLastMessage)} = 0
        and ${isShown('m', account)} and ${isNotDeleted('m', account)}
      order by m.seq desc limit 1))`
  })
  return db
    .selectFrom('message')
    .selectAll()
    .where('app_id', '=', appId)
    .where(sql<boolean>`(conversation, seq) in (values ${sql.join(newest)})`)
    .execute()
}

/** Unread messages that mention an account, or everybody, by TopicID. */
export async function mentionsIn(
  db: Kysely<Schema>,
  { app_id: appId, account }: MemberRow,
  topics: readonly Looked[],
): Promise<ReadonlyMap<string, readonly WireMention[]>> {
  const unread = topics.filter(({ self }) => self.unread > 0)
  if (unread.length === 0) return new Map()
  const ranges = unread.map(
    ({ topic, self }) =>
      sql`(conversation = ${sql.lit(topic.conversation)} and seq > ${sql.lit(self.readSeq)})`,
  )
  const rows = await db
    .selectFrom('message')
    .select(['conversation', 'seq', 'sender', 'body'])
    .where('app_id', '=', appId)
    .where(sql<boolean>`flags & ${sql.lit(flags.mentions)} <> 0`)
    .where(sql<boolean>`flags & ${sql.lit(flags.recalled)} = 0`)
    .where(sql<boolean>`(${sql.join(ranges, sql` or `)})`)
    .orderBy('conversation')
    .orderBy('seq', 'desc')
    .limit(MOST_MENTIONS)
    .execute()
  const ids = new Map(unread.map(({ topic }) => [topic.conversation, topic.topic_id]))
  const mentions = rows.flatMap((row) => {
    const kind = kindOf(decodeGroupBody(row.body).at ?? [], account)
    if (kind === undefined || row.sender === account) return []
    return [{ id: ids.get(row.conversation) ?? '', seq: row.seq, from: row.sender, kind }]
  })
  const byTopic = Map.groupBy(mentions, ({ id }) => id)
  return new Map(
    [...byTopic].map(([id, own]) => [id, own.map(({ seq, from, kind }) => ({ seq, from, kind }))]),
  )
}

function kindOf(at: readonly string[], account: string): WireMention['kind'] | undefined {
  const [isOwn, isAll] = [at.includes(account), at.includes(AT_ALL)]
  if (isOwn) return isAll ? 3 : 1
  return isAll ? 2 : undefined
}

import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { flags } from '../message/service.ts'

/**
 * Moves groups and topics up to a range of the log, and with each the read positions of those who
 * spoke: who sends has read what was there. However many members a group has, it is one row.
 */
export async function foldGroups(trx: Kysely<Schema>, from: number, upTo: number): Promise<void> {
  for (const table of ['chat_group', 'topic'] as const) await foldPlaces(trx, table, from, upTo)
  await foldSpeakers(trx, from, upTo)
  await foldTopicSpeakers(trx, from, upTo)
}

async function foldPlaces(
  trx: Kysely<Schema>,
  table: 'chat_group' | 'topic',
  from: number,
  upTo: number,
): Promise<void> {
  const place = (column: string) => sql.ref(`${table}.${column}`)
  await sql`
    update ${sql.table(table)} set last_seq = s.seq, top_id = s.id,
      lift_seq = case when s.lifting > 0 then s.lifting else ${place('lift_seq')} end,
      last_time = case when s.time > ${place('last_time')} then s.time else ${place('last_time')} end
    from (
      select m.conversation, max(m.seq) as seq, max(m.id) as id,
        max(case when ${lifts} then m.seq else 0 end) as lifting,
        max(case when ${lifts} then m.time else 0 end) as time
      from message m where ${inRange(from, upTo)} group by m.conversation
    ) s
    where ${place('conversation')} = s.conversation and ${place('last_seq')} < s.seq`.execute(trx)
}

const lifts = sql`m.flags & ${sql.lit(flags.noLastMessage | flags.backfilled)} = 0`

async function foldSpeakers(trx: Kysely<Schema>, from: number, upTo: number): Promise<void> {
  await sql`
    update group_member set
      read_seq = case when s.seq > group_member.read_seq then s.seq else group_member.read_seq end,
      last_send_at = case when s.time > group_member.last_send_at
        then s.time else group_member.last_send_at end
    from (
      select g.app_id, g.group_id, m.sender, max(m.seq) as seq, max(m.time) as time
      from message m join chat_group g on g.conversation = m.conversation
      where ${spoken(from, upTo)} group by g.app_id, g.group_id, m.sender
    ) s
    where group_member.app_id = s.app_id and group_member.group_id = s.group_id
      and group_member.account = s.sender`.execute(trx)
}

/** Who never was in a topic before gets a row: its members are those of the community. */
async function foldTopicSpeakers(trx: Kysely<Schema>, from: number, upTo: number): Promise<void> {
  await sql`
    insert into topic_member (app_id, topic_id, account, read_seq, last_send_at)
    select t.app_id, t.topic_id, m.sender, max(m.seq), max(m.time)
    from message m
    join topic t on t.conversation = m.conversation
    join group_member g
      on g.app_id = t.app_id and g.group_id = t.group_id and g.account = m.sender
    where ${spoken(from, upTo)} group by t.app_id, t.topic_id, m.sender
    on conflict (app_id, topic_id, account) do update set
      read_seq = case when excluded.read_seq > topic_member.read_seq
        then excluded.read_seq else topic_member.read_seq end,
      last_send_at = case when excluded.last_send_at > topic_member.last_send_at
        then excluded.last_send_at else topic_member.last_send_at end`.execute(trx)
}

function inRange(from: number, upTo: number) {
  return sql`m.id > ${from} and m.id <= ${upTo} and m.flags & ${sql.lit(flags.group)} <> 0`
}

/** Imported messages were not sent now: nobody read anything by them. */
function spoken(from: number, upTo: number) {
  return sql`${inRange(from, upTo)} and m.flags & ${sql.lit(flags.imported)} = 0`
}

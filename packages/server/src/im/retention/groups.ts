import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { flags } from '../message/service.ts'

/** Tables whose rows belong to messages of groups; whoever deleted one is not known by the message. */
const dependents = ['group_receipt', 'group_pin', 'message_deleted'] as const

/**
 * Removes what hangs on messages of groups that go, and moves the groups on: what is removed counts as
 * read by everybody, because unread is what lies between two seqs.
 */
export async function removeOfGroups(
  trx: Kysely<Schema>,
  gone: RawBuilder<unknown>,
): Promise<void> {
  const ofGroups = sql`${gone} and m.flags & ${sql.lit(flags.group)} <> 0`
  for (const table of dependents) {
    await sql`delete from ${sql.table(table)} where (app_id, conversation, seq) in (
      select m.app_id, m.conversation, m.seq from message m where ${ofGroups})`.execute(trx)
  }
  for (const table of ['chat_group', 'topic'] as const) {
    const column = (name: string) => sql.ref(`${table}.${name}`)
    await sql`
      update ${sql.table(table)} set read_floor = s.seq
      from (
        select m.app_id, m.conversation, max(m.seq) as seq from message m where ${ofGroups}
        group by m.app_id, m.conversation
      ) s
      where ${column('app_id')} = s.app_id and ${column('conversation')} = s.conversation
        and ${column('read_floor')} < s.seq`.execute(trx)
  }
}

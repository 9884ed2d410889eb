import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { HistoryStart } from '../../app/app.ts'
import { communityOf } from '../group.ts'
import { isSeated } from './seats.ts'

interface Member {
  readonly appId: number
  readonly account: string
}

/** Which of some groups and topics an account is a member of; of a topic, of its community. */
export async function seatedAmong(
  db: Kysely<Schema>,
  { appId, account }: Member,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const groups = ids.map((id) => communityOf(id) ?? id)
  const rows = await db
    .selectFrom('group_member')
    .select('group_id')
    .where('app_id', '=', appId)
    .where('account', '=', account)
    .where('group_id', 'in', [...new Set(groups)])
    .execute()
  const joined = new Set(rows.map((row) => row.group_id))
  return new Set(ids.filter((id) => joined.has(communityOf(id) ?? id)))
}

/** Groups that accounts pinned. */
export interface GroupPins {
  /** The groups that an account has pinned and that are in its list: those whose history is over are not. */
  pinned(appId: number, account: string): Promise<readonly string[]>
  /**
   * Pins groups, or with 0 unpins them.
   *
   * @returns how many of them the account is a member of.
   */
  pin(member: Member, groupIds: readonly string[], at: number): Promise<number>
}

export function createGroupPins(db: Kysely<Schema>, historyStart: HistoryStart): GroupPins {
  return {
    async pinned(appId, account) {
      const start = await historyStart(appId)
      const rows = await db
        .selectFrom('group_member as m')
        .innerJoin('chat_group as g', (join) =>
          join.onRef('g.app_id', '=', 'm.app_id').onRef('g.group_id', '=', 'm.group_id'),
        )
        .select('m.group_id')
        .where('m.app_id', '=', appId)
        .where('m.account', '=', account)
        .where('m.pinned_at', '>', 0)
        .where(isSeated)
        .where((row) => row.or([row('g.lift_seq', '=', 0), row('g.last_time', '>=', start)]))
        .execute()
      return rows.map((row) => row.group_id)
    },
    async pin({ appId, account }, groupIds, at) {
      if (groupIds.length === 0) return 0
      const done = await db
        .updateTable('group_member')
        // One that is hidden comes back into the list by being pinned.
        .set({
          pinned_at: at,
          ...(at > 0 ? { hidden_seq: sql<number>`0` } : {}),
        })
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .where('group_id', 'in', groupIds)
        .executeTakeFirst()
      return Number(done.numUpdatedRows)
    },
  }
}

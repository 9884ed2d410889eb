import type { GroupRole } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import { countJoined } from './joined.ts'
import { leaveCommunity } from './leave-community.ts'

/** Somebody who becomes a member. */
export interface NewMember {
  readonly account: string
  readonly role: GroupRole
  /** Unix milliseconds. */
  readonly joinedAt: number
  /** Where unread begins; without it, at the end of the group. */
  readonly readSeq?: number
  /** Custom fields, names to values. */
  readonly custom?: Readonly<Record<string, string>>
}

/**
 * Locks a group's row and reads it: of two who change members at once, the second sees what the
 * first did. Undefined where the group is gone.
 */
export async function lockGroup(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Pick<GroupRow, 'app_id' | 'group_id'>,
): Promise<GroupRow | undefined> {
  return trx
    .updateTable('chat_group')
    .set((row) => ({ members: row.ref('members') }))
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .returningAll()
    .executeTakeFirst()
}

/** Makes members of those who are none; answers who became one. Within the lock of the group. */
export async function insertMembers(
  trx: Kysely<Schema>,
  group: GroupRow,
  added: readonly NewMember[],
): Promise<readonly string[]> {
  if (added.length === 0) return []
  const { app_id: appId, group_id: groupId, last_seq: end } = group
  const rows = await trx
    .insertInto('group_member')
    .values(
      added.map(({ account, role, joinedAt, readSeq, custom }) => ({
        app_id: appId,
        group_id: groupId,
        account,
        role,
        joined_at: joinedAt,
        read_seq: readSeq ?? end,
        floor_seen: group.read_floor,
        msg_flag: rulesOf(group).msgFlagDefault,
        custom: custom === undefined ? '' : JSON.stringify(custom),
      })),
    )
    .onConflict((conflict) => conflict.columns(['app_id', 'group_id', 'account']).doNothing())
    .returning('account')
    .execute()
  return counted(trx, group, rows, 1)
}

/**
 * Ends memberships, and with them what the members have of permission groups and topics; answers
 * whose. Within the lock of the group.
 */
export async function deleteMembers(
  trx: Kysely<Schema>,
  group: Pick<GroupRow, 'app_id' | 'group_id' | 'type' | 'support_topic'>,
  accounts: readonly string[],
): Promise<readonly string[]> {
  if (accounts.length === 0) return []
  const rows = await trx
    .deleteFrom('group_member')
    .where('app_id', '=', group.app_id)
    .where('group_id', '=', group.group_id)
    .where('account', 'in', accounts)
    .returning('account')
    .execute()
  if (group.support_topic === 1) await leaveCommunity(trx, group, accounts)
  return counted(trx, group, rows, -1)
}

async function counted(
  trx: Kysely<Schema>,
  group: Pick<GroupRow, 'app_id' | 'group_id' | 'type'>,
  rows: readonly { readonly account: string }[],
  by: 1 | -1,
): Promise<readonly string[]> {
  const accounts = rows.map(({ account }) => account)
  // Rows of live rooms are their administrators, who are not counted and may be in any number of them.
  if (accounts.length === 0 || !rulesOf(group).storesMembers) return accounts
  await trx
    .updateTable('chat_group')
    .set({ members: sql<number>`members + ${by * accounts.length}` })
    .where('app_id', '=', group.app_id)
    .where('group_id', '=', group.group_id)
    .execute()
  await countJoined(trx, group.app_id, accounts, by)
  return accounts
}

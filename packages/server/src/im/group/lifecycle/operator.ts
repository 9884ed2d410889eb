import type { GroupRole } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { PowerName } from '../permissions.ts'
import { requirePower } from '../permissions.ts'

/** Who does something to a group. */
export interface Operator {
  readonly account: string
  /** Acts for the app, and may do whatever its type allows at all. */
  readonly isApp: boolean
  /** The connection that it is done on, which knows already. */
  readonly sessionId?: string | undefined
}

/** The role of an account as rows have it; undefined for who is no member, or only in a live room. */
export async function roleOf(
  db: Kysely<Schema>,
  group: GroupRow,
  account: string,
): Promise<GroupRole | undefined> {
  // The owner of a live room has no row.
  if (!rulesOf(group).storesMembers && group.owner === account) return 'Owner'
  const row = await db
    .selectFrom('group_member')
    .select('role')
    .where('app_id', '=', group.app_id)
    .where('group_id', '=', group.group_id)
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.role
}

/** @throws {ImError} 10007 where the operator's role does not have the power. */
export async function requireRole(
  db: Kysely<Schema>,
  group: GroupRow,
  by: Operator,
  power: PowerName,
): Promise<void> {
  if (!by.isApp) requirePower(group, await roleOf(db, group, by.account), power)
}

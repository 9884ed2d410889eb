import { groupErrors, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import { lockGroup } from '../members/member-writes.ts'
import { requireType } from '../permissions.ts'
import type { GroupCore } from '../service.ts'
import type { GroupModifier } from './modifier.ts'
import type { Operator } from './operator.ts'
import { requireRole } from './operator.ts'

/** Who is to own a group. */
export interface Succession {
  readonly appId: number
  readonly groupId: string
  readonly newOwner: string
}

/**
 * Makes a member the owner of its group; the one who was it stays as a member. Nothing happens to who
 * owns it already.
 *
 * @throws {ImError} 10004 for who is no member, 10010; 10007 in live rooms and for who may not.
 */
export async function transfer(
  core: GroupCore,
  modifier: Pick<GroupModifier, 'tell'>,
  succession: Succession,
  by: Operator,
): Promise<GroupRow> {
  const { appId, groupId, newOwner } = succession
  const moment = core.now()
  const { before, group } = await core.db
    .transaction()
    .execute((trx) => succeed(trx, succession, by, moment))
  if (before.owner === newOwner) return group
  for (const [account, role] of [
    [before.owner, 'Member'],
    [newOwner, 'Owner'],
  ] as const) {
    if (account === '') continue
    core.bus.publish('group.memberChanged', { appId, groupId, account, change: { role } })
  }
  await modifier.tell(await core.apps.get(appId), group, { owner: newOwner }, by)
  return group
}

async function succeed(
  trx: Kysely<Schema>,
  { appId, groupId, newOwner }: Succession,
  by: Operator,
  moment: number,
): Promise<{ readonly before: GroupRow; readonly group: GroupRow }> {
  const key = { app_id: appId, group_id: groupId }
  const before = await lockGroup(trx, key)
  if (!before) throw new ImError(groupErrors.noGroup, groupId)
  requireType(before, ({ transfers }) => transfers !== 'nobody')
  await requireRole(trx, before, by, 'transfers')
  if (before.owner === newOwner) return { before, group: before }
  const members = trx.updateTable('group_member').where((where) => where.and(key))
  const named = await members
    .set({ role: 'Owner' })
    .where('account', '=', newOwner)
    .returning('account')
    .execute()
  if (named.length === 0) throw new ImError(groupErrors.badParameter, `${newOwner} is no member`)
  await members.set({ role: 'Member' }).where('account', '=', before.owner).execute()
  const group = await trx
    .updateTable('chat_group')
    .set((row) => ({ owner: newOwner, info_at: moment, info_seq: row('info_seq', '+', 1) }))
    .where((where) => where.and(key))
    .returningAll()
    .executeTakeFirstOrThrow()
  return { before, group }
}

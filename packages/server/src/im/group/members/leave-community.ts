import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'

/**
 * Takes accounts that leave a community out of its permission groups, and forgets how far they read in
 * its topics. Within the lock of the group.
 */
export async function leaveCommunity(
  trx: Kysely<Schema>,
  group: Pick<GroupRow, 'app_id' | 'group_id'>,
  accounts: readonly string[],
): Promise<void> {
  const left = await trx
    .deleteFrom('permission_group_member')
    .where('app_id', '=', group.app_id)
    .where('group_id', '=', group.group_id)
    .where('account', 'in', accounts)
    .returning('permission_group_id as id')
    .execute()
  await countPermissionMembers(
    trx,
    group,
    Map.groupBy(left, ({ id }) => id),
  )
  await trx
    .deleteFrom('topic_member')
    .where('app_id', '=', group.app_id)
    .where('account', 'in', accounts)
    .where('topic_id', 'in', (query) =>
      query
        .selectFrom('topic')
        .select('topic_id')
        .where('app_id', '=', group.app_id)
        .where('group_id', '=', group.group_id),
    )
    .execute()
}

async function countPermissionMembers(
  trx: Kysely<Schema>,
  group: Pick<GroupRow, 'app_id' | 'group_id'>,
  left: ReadonlyMap<string, readonly unknown[]>,
): Promise<void> {
  if (left.size === 0) return
  const cases = [...left].map(
    ([id, rows]) => sql`when permission_group_id = ${id} then ${sql.lit(rows.length)}`,
  )
  await trx
    .updateTable('permission_group')
    .set({ members: sql<number>`members - case ${sql.join(cases, sql` `)} else 0 end` })
    .where('app_id', '=', group.app_id)
    .where('group_id', '=', group.group_id)
    .where('permission_group_id', 'in', [...left.keys()])
    .execute()
}

import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../../group/service.ts'
import { countTopics } from './topic-writes.ts'

/**
 * Removes topics for everybody at once; answers which were there. Their conversations bear their ids
 * until the messages and what members had in them are removed, in steps behind. Within the lock of the
 * community.
 */
export async function removeTopics(
  trx: Kysely<Schema>,
  group: GroupRow,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const { app_id: appId, group_id: groupId } = group
  const rows = await trx
    .deleteFrom('topic')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('topic_id', 'in', ids)
    .returning(['topic_id', 'conversation'])
    .execute()
  if (rows.length === 0) return []
  await trx
    .updateTable('conversation')
    .set({ kind: 'gone', b: sql<string>`cast(id as text)` })
    .where(
      'id',
      'in',
      rows.map(({ conversation }) => conversation),
    )
    .execute()
  await trx
    .deleteFrom('permission_group_topic')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('topic_id', 'in', ids)
    .execute()
  await countTopics(trx, group, -rows.length)
  return rows.map(({ topic_id: id }) => id)
}

import type { ErrorRow } from '@yanshu/protocol'
import { groupErrors } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { PermissionGroupRow } from './group-rows.ts'
import { isTopicId } from '../topics/rules.ts'
import { readTopics } from '../topics/topic-writes.ts'

type Key = Pick<PermissionGroupRow, 'app_id' | 'group_id' | 'permission_group_id'>

/** Rights in one topic. */
export interface TopicPermission {
  readonly topicId: string
  readonly permission: number
}

/** What becomes of the rights in topics: they are given where there were none, changed, or taken. */
export type TopicEdit = 'add' | 'set' | 'delete'

/** Why a topic cannot be edited so, by TopicID; those without a fault are left out. */
export async function topicFaults(
  db: Kysely<Schema>,
  key: Key,
  ids: readonly string[],
  edit: TopicEdit,
): Promise<ReadonlyMap<string, ErrorRow>> {
  const proper = ids.filter((id) => isTopicId(key.group_id, id))
  const there = new Set((await readTopics(db, key, proper)).map(({ topic_id: id }) => id))
  const listed = await listedTopics(db, key, proper)
  const faults = new Map<string, ErrorRow>()
  for (const id of ids) {
    const fault = faultOf({
      isProper: isTopicId(key.group_id, id),
      isThere: there.has(id),
      isListed: listed.has(id),
      edit,
    })
    if (fault) faults.set(id, fault)
  }
  return faults
}

function faultOf(topic: {
  readonly isProper: boolean
  readonly isThere: boolean
  readonly isListed: boolean
  readonly edit: TopicEdit
}): ErrorRow | undefined {
  if (!topic.isProper) return groupErrors.badTopicId
  if (!topic.isThere) return groupErrors.noTopic
  if (topic.edit === 'add') return topic.isListed ? groupErrors.topicListedAlready : undefined
  return topic.isListed ? undefined : groupErrors.topicNotListed
}

/** Rights of a permission group by TopicID, in all of its topics or in some. */
export async function listedTopics(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId, permission_group_id: id }: Key,
  topicIds?: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (topicIds?.length === 0) return new Map()
  let rows = db
    .selectFrom('permission_group_topic')
    .select(['topic_id', 'permission'])
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', '=', id)
  if (topicIds) rows = rows.where('topic_id', 'in', topicIds)
  const found = await rows.orderBy('topic_id').execute()
  return new Map(found.map((row) => [row.topic_id, row.permission]))
}

/** Gives or changes rights in topics. Within the lock of the community. */
export async function putTopics(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId, permission_group_id: id }: Key,
  wanted: readonly TopicPermission[],
): Promise<void> {
  if (wanted.length === 0) return
  await trx
    .insertInto('permission_group_topic')
    .values(
      wanted.map(({ topicId, permission }) => ({
        app_id: appId,
        group_id: groupId,
        permission_group_id: id,
        topic_id: topicId,
        permission,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['app_id', 'group_id', 'permission_group_id', 'topic_id'])
        .doUpdateSet((row) => ({ permission: row.ref('excluded.permission') })),
    )
    .execute()
}

/** Takes the rights in topics. Within the lock of the community. */
export async function dropTopics(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId, permission_group_id: id }: Key,
  topicIds: readonly string[],
): Promise<void> {
  if (topicIds.length === 0) return
  await trx
    .deleteFrom('permission_group_topic')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('permission_group_id', '=', id)
    .where('topic_id', 'in', topicIds)
    .execute()
}

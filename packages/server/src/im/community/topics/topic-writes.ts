import { groupErrors, groupLimits, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow, TopicRow } from '../../group/service.ts'
import { lockGroup, newTopicId } from '../../group/service.ts'
import type { SomeTexts, TopicTexts } from './rules.ts'

/** A topic to be made. */
export interface NewTopic extends TopicTexts {
  /** Made up where it is left out. */
  readonly topicId?: string | undefined
  /** Bits for members who are in no permission group. */
  readonly defaultPermission: number
  readonly owner: string
  /** Unix milliseconds. */
  readonly createdAt: number
}

export interface TopicChange extends SomeTexts {
  readonly muteAll?: boolean | undefined
  readonly defaultPermission?: number | undefined
}

type Key = Pick<GroupRow, 'app_id' | 'group_id'>

/**
 * Locks a community.
 *
 * @throws {ImError} 10010.
 */
export async function lockCommunity(trx: Kysely<Schema>, key: Key): Promise<GroupRow> {
  const group = await lockGroup(trx, key)
  if (!group) throw new ImError(groupErrors.noGroup, key.group_id)
  return group
}

/**
 * Makes a topic; undefined where its id is taken. Within the lock of the community.
 *
 * @throws {ImError} 10037 where the community has as many topics as it may have.
 */
export async function insertTopic(
  trx: Kysely<Schema>,
  group: GroupRow,
  wanted: NewTopic,
): Promise<TopicRow | undefined> {
  const { app_id: appId, group_id: groupId } = group
  const id = wanted.topicId ?? newTopicId(groupId)
  const [taken] = await readTopics(trx, group, [id])
  if (taken) return undefined
  if (group.topics >= groupLimits.topics) {
    throw new ImError(groupErrors.tooManyGroupsOfUser, `at most ${groupLimits.topics} topics`)
  }
  const { id: conversation } = await trx
    .insertInto('conversation')
    .values({ app_id: appId, kind: 'group', a: id, b: '' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await countTopics(trx, group, 1)
  return trx
    .insertInto('topic')
    .values({
      app_id: appId,
      group_id: groupId,
      topic_id: id,
      conversation,
      name: wanted.name,
      introduction: wanted.introduction,
      notification: wanted.notification,
      face_url: wanted.faceUrl,
      custom: wanted.custom,
      owner: wanted.owner,
      created_at: wanted.createdAt,
      default_permission: wanted.defaultPermission,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Changes a topic and answers how it is then; undefined where it is gone. */
export async function changeTopic(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  id: string,
  change: TopicChange,
): Promise<TopicRow | undefined> {
  const { name, introduction, notification, faceUrl, custom, muteAll, defaultPermission } = change
  const columns = {
    name,
    introduction,
    notification,
    custom,
    face_url: faceUrl,
    mute_all: muteAll === undefined ? undefined : Number(muteAll),
    default_permission: defaultPermission,
  }
  return trx
    .updateTable('topic')
    .set((row) => ({ topic_id: row.ref('topic_id'), ...columns }))
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('topic_id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

/** Rows of topics of a community by their ids; unknown ids are left out. */
export async function readTopics(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  ids: readonly string[],
): Promise<readonly TopicRow[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('topic')
    .selectAll()
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('topic_id', 'in', ids)
    .execute()
}

export async function countTopics(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  more: number,
): Promise<void> {
  if (more === 0) return
  await trx
    .updateTable('chat_group')
    .set({ topics: sql<number>`topics + ${more}` })
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .execute()
}

import type { TestApp, TestServer } from '@yanshu/server/testing'

/** Puts a topic into a community that was seeded; answers its id. */
export async function seedTopic(
  im: TestServer,
  { appId }: TestApp,
  groupId: string,
  columns: {
    readonly name?: string
    readonly mute_all?: number
    readonly created_at?: number
    readonly default_permission?: number
  } = {},
): Promise<string> {
  const { db } = im.platform.store
  made += 1
  const topicId = `${groupId}@TOPIC#_seeded${made}`
  const { id: conversation } = await db
    .insertInto('conversation')
    .values({ app_id: appId, kind: 'group', a: topicId, b: '' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('topic')
    .values({
      app_id: appId,
      group_id: groupId,
      topic_id: topicId,
      conversation,
      name: `name of ${topicId}`,
      introduction: '',
      notification: '',
      face_url: '',
      custom: '',
      owner: '',
      created_at: Date.now() - 60_000,
      ...columns,
    })
    .execute()
  return topicId
}

let made = 0

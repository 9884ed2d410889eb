import type { GroupCore, TopicRow } from '../../group/service.ts'

/** What the audit trail compares of topics, by TopicID. */
export async function topicStates(
  { db }: Pick<GroupCore, 'db'>,
  appId: number,
  topicIds: readonly (string | undefined)[],
): Promise<unknown> {
  const ids = topicIds.filter((id) => id !== undefined)
  if (ids.length === 0) return undefined
  const rows = await db
    .selectFrom('topic')
    .selectAll()
    .where('app_id', '=', appId)
    .where('topic_id', 'in', [...new Set(ids)])
    .execute()
  return Object.fromEntries(rows.map((row) => [row.topic_id, stateOf(row)]))
}

function stateOf(topic: TopicRow) {
  return {
    TopicName: topic.name,
    Introduction: topic.introduction,
    Notification: topic.notification,
    FaceUrl: topic.face_url,
    CustomString: topic.custom,
    MuteAllMember: topic.mute_all === 1,
    DefaultPermission: topic.default_permission,
  }
}

import type { WireTopic } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import type { TopicRow } from '../../group/service.ts'

/** A topic as everybody in the community sees it. */
export function toWireTopic(row: TopicRow): WireTopic {
  return {
    topicId: row.topic_id,
    groupId: row.group_id,
    name: row.name,
    introduction: row.introduction,
    notification: row.notification,
    faceUrl: row.face_url,
    customString: row.custom,
    muteAll: row.mute_all === 1,
    createTime: toSeconds(row.created_at),
    lastMessageTime: toSeconds(row.last_time),
    nextMessageSeq: row.last_seq + 1,
    defaultPermission: row.default_permission,
  }
}

import type { TopicFieldName } from '@yanshu/protocol'
import { groupErrors, groupLimits } from '@yanshu/protocol'
import { toSeconds } from '../../../clock.ts'
import type { GroupCore, GroupRow, TopicRow } from '../../group/service.ts'
import { itemResult } from '../item-result.ts'
import { isTopicId } from './rules.ts'
import { pageTopics } from './topic-lists.ts'
import type { TopicSelf } from './topic-selves.ts'
import { readSelves } from './topic-selves.ts'
import { readTopics } from './topic-writes.ts'

interface Asked {
  /** Whose own values are told; nothing of who is no member. */
  readonly From_Account: string
  readonly TopicIdList?: readonly string[] | undefined
  readonly ResponseFilter?: readonly TopicFieldName[] | undefined
}

/** Topics of a community, all or those named, each with what an account has of its own in it. */
export async function readForRest(core: GroupCore, group: GroupRow, asked: Asked) {
  const { From_Account: account, TopicIdList: ids, ResponseFilter: names } = asked
  const { db, members, caughtUp, now } = core
  await caughtUp()
  const rows = ids
    ? await readTopics(db, group, ids)
    : (await pageTopics(db, group, { cursor: '', limit: groupLimits.topics })).topics
  const member = await members.find(group.app_id, group.group_id, account)
  const selves = member ? await readSelves(db, member, rows) : new Map<string, TopicSelf>()
  const filter = names && new Set(names)
  const found = new Map(rows.map((row) => [row.topic_id, row]))
  return (ids ? [...new Set(ids)] : [...found.keys()]).map((id) => {
    const row = found.get(id)
    if (!row) return { ...missing(group.group_id, id), TopicInfo: { TopicId: id } }
    const self = selves.get(id)
    const told = { ...itemResult(), TopicInfo: topicInfo(row, filter) }
    return self ? { ...told, SelfInfo: selfInfo(self, filter, now()) } : told
  })
}

function missing(groupId: string, id: string) {
  return itemResult(isTopicId(groupId, id) ? groupErrors.noTopic : groupErrors.badTopicId)
}

/** Fields of a topic over REST; what a filter leaves out is absent, but for the id. */
function topicInfo(row: TopicRow, filter: ReadonlySet<TopicFieldName> | undefined) {
  return { ...chosen(filter, topicFields(row)), TopicId: row.topic_id }
}

function topicFields(row: TopicRow) {
  return {
    GroupID: row.group_id,
    TopicName: row.name,
    FaceUrl: row.face_url,
    Notification: row.notification,
    Introduction: row.introduction,
    CustomString: row.custom,
    NextMsgSeq: row.last_seq + 1,
    CreateTime: toSeconds(row.created_at),
    LastMsgTime: toSeconds(row.last_time),
    MuteAllMember: row.mute_all === 1 ? ('On' as const) : ('Off' as const),
  }
}

/** What an account has of its own in a topic, over REST. */
function selfInfo(
  { readSeq, msgFlag, mutedUntil }: TopicSelf,
  filter: ReadonlySet<TopicFieldName> | undefined,
  now: number,
) {
  return chosen(filter, {
    MuteTime: Math.max(0, Math.ceil((mutedUntil - now) / 1000)),
    MsgSeq: readSeq,
    MsgFlag: msgFlag,
  })
}

function chosen<Fields extends Readonly<Partial<Record<TopicFieldName, unknown>>>>(
  filter: ReadonlySet<TopicFieldName> | undefined,
  fields: Fields,
): Partial<Fields> {
  if (!filter) return fields
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => filter.has(name as TopicFieldName)),
  ) as Partial<Fields>
}

import type { Selectable } from 'kysely'
import type { ChatGroupTable, GroupMemberTable, TopicTable } from '../../store/schema-group.ts'
import type { GroupRules } from './matrix.ts'
import { groupRules } from './matrix.ts'

/** A group as its row has it. Of a cached one what is folded from the log (`last_seq` …) is old. */
export type GroupRow = Selectable<ChatGroupTable>
export type MemberRow = Selectable<GroupMemberTable>
export type TopicRow = Selectable<TopicTable>

/** Where messages go: a group, or a topic of a community. */
export interface Place {
  readonly appId: number
  /** GroupID or TopicID: what messages, mutes and native topics are named by. */
  readonly id: string
  readonly conversation: number
  readonly group: GroupRow
  readonly topic: TopicRow | undefined
}

export function placeOfGroup(group: GroupRow): Place {
  const { app_id: appId, group_id: id, conversation } = group
  return { appId, id, conversation, group, topic: undefined }
}

export function rulesOf({ type }: Pick<GroupRow, 'type'>): GroupRules {
  return groupRules[type]
}

/** Stands between a community's id and the rest of the id of its topic. */
export const TOPIC_MARK = '@TOPIC#_'

/** The id of the community that a TopicID names; undefined for what is no TopicID. */
export function communityOf(id: string): string | undefined {
  const at = id.indexOf(TOPIC_MARK)
  return at > 0 ? id.slice(0, at) : undefined
}

/** Sends tips; a UserID may be called so, but nobody signs in as it. */
export const SYSTEM_SENDER = '@TIM#SYSTEM'

import type { GroupItem, GroupTopicItem } from '@yanshu/protocol'
import { describeGroupList, describeGroupTopics } from '@yanshu/protocol'
import type { CallAction } from '../../api/call-action.ts'
import { patiently } from '../../api/patiently.ts'
import { PIECE, inPieces } from '../../batch/in-pieces.ts'
import { formatCsv } from '../../csv/format-csv.ts'
import { formatDateTime } from '../../design/format.ts'
import { groupFilterParams } from './group-list-params.ts'
import type { GroupFilter } from './group-list-params.ts'
import { importColumns } from './import-file.ts'

/** Groups of one file at the most, as many as one import takes. */
export const MOST_GROUPS = 10_000

/** What is exported: groups by id, or where there are none those that match the filter. */
export interface ExportWish {
  readonly appId: number
  readonly groupIds: readonly string[]
  readonly filter: GroupFilter
}

export interface ExportedGroups {
  readonly groups: readonly GroupItem[]
  /** Topics by their communities. */
  readonly topics: ReadonlyMap<string, readonly GroupTopicItem[]>
  /** More match than were read. */
  readonly isCut: boolean
}

/** Reads groups and the topics of the communities among them; those that are gone are left out. */
export async function fetchGroups(
  callAction: CallAction,
  wish: ExportWish,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<ExportedGroups> {
  const read = async (params: Parameters<typeof page>[1]) => page(callAction, params, signal)
  const found: GroupItem[] = []
  let isCut = false
  if (wish.groupIds.length > 0) {
    for (const GroupIds of inPieces(wish.groupIds)) {
      const { GroupList } = await read({ SDKAppID: wish.appId, GroupIds, Limit: PIECE })
      found.push(...GroupList)
      onProgress(found.length)
    }
  } else {
    const filter = groupFilterParams(wish.appId, wish.filter)
    for (let Offset = 0; ; Offset += PIECE) {
      isCut = Offset >= MOST_GROUPS
      if (isCut) break
      const { GroupList } = await read({ ...filter, Offset, Limit: PIECE })
      found.push(...GroupList)
      onProgress(found.length)
      if (GroupList.length < PIECE) break
    }
  }
  const groups = [...new Map(found.map((group) => [group.GroupId, group])).values()]
  const topics = await fetchTopics(callAction, wish.appId, groups, signal)
  return { groups, topics, isCut }
}

function page(
  callAction: CallAction,
  params: Parameters<typeof callAction<typeof describeGroupList>>[1],
  signal: AbortSignal,
) {
  return patiently(() => callAction(describeGroupList, params, { signal }))
}

async function fetchTopics(
  callAction: CallAction,
  appId: number,
  groups: readonly GroupItem[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly GroupTopicItem[]>> {
  const withTopics = groups.filter(({ SupportTopic }) => SupportTopic)
  const topics: GroupTopicItem[] = []
  for (const piece of inPieces(withTopics)) {
    const GroupIds = piece.map(({ GroupId }) => GroupId)
    const { TopicList } = await patiently(() =>
      callAction(describeGroupTopics, { SDKAppID: appId, GroupIds }, { signal }),
    )
    topics.push(...TopicList)
  }
  return Map.groupBy(topics, ({ GroupId }) => GroupId)
}

/** The file of an export: each group, and behind a community its topics. An import reads it back. */
export function groupsCsv({ groups, topics }: ExportedGroups): string {
  return formatCsv([
    [...importColumns, 'MemberNum', 'CreateTime'],
    ...groups.flatMap((group) => [
      groupCells(group),
      ...(topics.get(group.GroupId) ?? []).map(topicCells),
    ]),
  ])
}

function groupCells(group: GroupItem): readonly string[] {
  return [
    wireNames[group.Type],
    group.GroupId,
    '',
    group.Name,
    group.OwnerUserID,
    group.Introduction,
    group.SupportTopic ? '1' : '',
    String(group.MemberNum),
    formatDateTime(group.CreateTime),
  ]
}

function topicCells(topic: GroupTopicItem): readonly string[] {
  return [
    'Topic',
    topic.GroupId,
    topic.TopicId,
    topic.TopicName,
    '',
    topic.Introduction,
    '',
    '',
    formatDateTime(topic.CreateTime),
  ]
}

/** Types as people know them. */
const wireNames = {
  Private: 'Work',
  Public: 'Public',
  ChatRoom: 'Meeting',
  AVChatRoom: 'AVChatRoom',
  Community: 'Community',
} as const satisfies Record<GroupItem['Type'], string>

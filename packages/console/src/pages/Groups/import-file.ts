import type { GroupType } from '@yanshu/protocol'
import { byteLength, groupLimits, groupType, isUserId } from '@yanshu/protocol'
import { readTable } from '../../import/read-table.ts'
import type { FileFault, TableRow } from '../../import/read-table.ts'

/** The columns that an import reads, in the order of the template. */
export const importColumns = [
  'Type',
  'GroupId',
  'TopicId',
  'Name',
  'OwnerUserID',
  'Introduction',
  'SupportTopic',
] as const

/** The column that every import file of groups has. */
export const REQUIRED_COLUMN = 'Type'

export type GroupRowFault =
  | 'badType'
  | 'badGroupId'
  | 'badTopicId'
  | 'duplicate'
  | 'noName'
  | 'nameTooLong'
  | 'introductionTooLong'
  | 'badOwner'

/** A group or a topic of a file, and why it cannot be imported if that shows already. */
export interface GroupFileRow {
  readonly line: number
  /** As the file writes it. */
  readonly typeText: string
  /** Undefined where the file says no type that there is. */
  readonly type: GroupType | 'Topic' | undefined
  /** Of a topic that of its community; '' where the server makes one up. */
  readonly groupId: string
  readonly topicId: string
  readonly name: string
  readonly owner: string
  readonly introduction: string
  readonly supportTopic: boolean
  readonly fault: GroupRowFault | undefined
}

/** Reads the text of an import file of groups, communities and topics. */
export function readGroupFile(text: string): readonly GroupFileRow[] | FileFault {
  const table = readTable(text, REQUIRED_COLUMN)
  if (typeof table === 'string') return table
  const seen = new Set<string>()
  return table.map((cells) => {
    const row = toRow(cells)
    const id = row.type === 'Topic' ? row.topicId : row.groupId
    const fault = id !== '' && seen.has(id) ? 'duplicate' : faultOf(row)
    seen.add(id)
    return { ...row, fault }
  })
}

type UncheckedRow = Omit<GroupFileRow, 'fault'>

function toRow({ line, cell }: TableRow): UncheckedRow {
  const typeText = cell('Type').trim()
  return {
    line,
    typeText,
    type: typeText === 'Topic' ? typeText : groupType.safeParse(typeText).data,
    groupId: cell('GroupId').trim(),
    topicId: cell('TopicId').trim(),
    name: cell('Name', 'TopicName').trim(),
    owner: cell('OwnerUserID', 'Owner').trim(),
    introduction: cell('Introduction'),
    supportTopic: /^(1|true|yes|是)$/i.test(cell('SupportTopic').trim()),
  }
}

function faultOf(row: UncheckedRow): GroupRowFault | undefined {
  const { type, groupId, name } = row
  if (type === undefined) return 'badType'
  const isTopic = type === 'Topic'
  if (groupId === '' ? isTopic : !/^[\x20-\x7e]{1,48}$/.test(groupId)) return 'badGroupId'
  if (isTopic && row.topicId !== '' && !row.topicId.startsWith(`${groupId}@TOPIC#_`)) {
    return 'badTopicId'
  }
  if (name === '') return 'noName'
  const { topicNameBytes, nameBytes, introductionBytes } = groupLimits
  if (byteLength(name) > (isTopic ? topicNameBytes : nameBytes)) return 'nameTooLong'
  if (byteLength(row.introduction) > introductionBytes) return 'introductionTooLong'
  return row.owner === '' || isUserId(row.owner) ? undefined : 'badOwner'
}

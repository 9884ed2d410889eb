import type { SnsTag } from '@yanshu/protocol'
import { snsTags } from '@yanshu/protocol'
import type { FriendRow } from './rows.ts'
import { groupsOf } from './rows.ts'

export type TagValue = string | number | string[]

export function isSnsTag(tag: string): tag is SnsTag {
  return (snsTags as readonly string[]).includes(tag)
}

export function customOf(
  row: Pick<FriendRow, 'custom'>,
): Readonly<Record<string, string | number>> {
  return row.custom === '{}' ? {} : (JSON.parse(row.custom) as Record<string, string | number>)
}

/** The value of a standard tag; undefined where it was never set. */
export function standardValue(row: FriendRow, tag: SnsTag): TagValue | undefined {
  const groups = groupsOf(row)
  const values: Readonly<Record<SnsTag, TagValue>> = {
    Tag_SNS_IM_Group: [...groups],
    Tag_SNS_IM_Remark: row.remark,
    Tag_SNS_IM_AddSource: row.source,
    Tag_SNS_IM_AddWording: row.wording,
    Tag_SNS_IM_AddTime: Math.floor(row.added_at / 1000),
    Tag_SNS_IM_RemarkTime: Math.floor(row.remark_at / 1000),
  }
  const value = values[tag]
  return value === '' || value === 0 || (Array.isArray(value) && value.length === 0)
    ? undefined
    : value
}

import type { ActionParams } from '../api/action-types.ts'
import type { AppItem, modifyResourceTags } from '@yanshu/protocol'
import { tagLimits } from '@yanshu/protocol'
import { inPieces } from '../batch/in-pieces.ts'

export type AppTag = AppItem['Tags'][number]

/** A row of the dialog: the tag as far as it is chosen. */
export interface TagRow {
  readonly id: number
  readonly key?: string | undefined
  readonly value?: string | undefined
}

/** The six-segment name of an application; the empty account is the own root account. */
export function appResource(appId: number): string {
  return `qcs::im::uin/:sdkappid/${appId}`
}

export function toRows(tags: readonly AppTag[]): readonly TagRow[] {
  return tags.map(({ TagKey, TagValue }, id) => ({ id, key: TagKey, value: TagValue }))
}

/** True where every row has a key and a value; no two have the same key, which the choices see to. */
export function isComplete(rows: readonly TagRow[]): boolean {
  return rows.every(({ key, value }) => key !== undefined && value !== undefined)
}

type Change = ActionParams<typeof modifyResourceTags>

/** The calls that make an application carry the tags of the rows; what is taken off leaves room first. */
export function changesOf(
  appId: number,
  before: readonly AppTag[],
  rows: readonly TagRow[],
): readonly Change[] {
  const wanted = new Map(rows.map(({ key = '', value = '' }) => [key, value]))
  const had = new Map(before.map(({ TagKey, TagValue }) => [TagKey, TagValue]))
  const gone = [...had.keys()].filter((key) => !wanted.has(key))
  const put = [...wanted].filter(([key, value]) => had.get(key) !== value)
  const removals = inPieces(gone, tagLimits.tagsOfCall)
  const additions = inPieces(put, tagLimits.tagsOfCall)
  const calls = Math.max(removals.length, additions.length)
  return Array.from({ length: calls }, (_, at) => ({
    Resource: appResource(appId),
    ...(removals[at] && { DeleteTags: removals[at].map((TagKey) => ({ TagKey })) }),
    ...(additions[at] && {
      ReplaceTags: additions[at].map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    }),
  }))
}

import type { ErrorRow, FriendField } from '@yanshu/protocol'
import {
  customText,
  friendGroupName,
  friendRemark,
  MOST_FRIEND_GROUPS,
  relationErrors,
} from '@yanshu/protocol'

/** What is known when one account wants another as a friend. */
export interface Approach {
  /** An administrator insists: nobody is asked. Blocklists hold all the same. */
  readonly forced: boolean
  /** The sender may not send requests. */
  readonly forbidden: boolean
  readonly blocksPeer: boolean
  readonly blockedByPeer: boolean
  /** The other side has the sender among its friends already. */
  readonly peerHolds: boolean
  readonly allowType: unknown
}

/** Whether a friend is added at once, is asked, or neither. */
export function judgeApproach(approach: Approach): 'add' | 'ask' | ErrorRow {
  if (approach.forbidden && !approach.forced) return relationErrors.requestsForbidden
  if (approach.blocksPeer) return relationErrors.blockedPeer
  if (approach.blockedByPeer) return relationErrors.blockedByPeer
  if (approach.forced || approach.peerHolds) return 'add'
  if (approach.allowType === 'AllowType_Type_DenyAny') return relationErrors.refusesAll
  return approach.allowType === 'AllowType_Type_NeedConfirm' ? 'ask' : 'add'
}

/** True where a list of this length takes one more; null is no limit. */
export function hasRoom(count: number, quota: number | null): boolean {
  return quota === null || count < quota
}

/** What an update does to a friend. */
export interface FriendChange {
  readonly remark?: string
  readonly groups?: readonly string[]
  readonly custom: Readonly<Record<string, string | number>>
}

export interface SnsItem {
  readonly tag: string
  readonly value: string | number | readonly string[]
}

/** Reads the items of an update; undefined where one cannot be written, or not so. */
export function readItems(
  items: readonly SnsItem[],
  fields: ReadonlyMap<string, FriendField>,
): FriendChange | undefined {
  let change: FriendChange = { custom: {} }
  for (const { tag, value } of items) {
    const next = readItem(change, tag, value, fields)
    if (next === undefined) return undefined
    change = next
  }
  return change
}

function readItem(
  change: FriendChange,
  tag: string,
  value: SnsItem['value'],
  fields: ReadonlyMap<string, FriendField>,
): FriendChange | undefined {
  if (tag === 'Tag_SNS_IM_Remark') {
    return friendRemark.safeParse(value).success ? { ...change, remark: String(value) } : undefined
  }
  if (tag === 'Tag_SNS_IM_Group') {
    const groups = friendGroupName.array().max(MOST_FRIEND_GROUPS).safeParse(value)
    return groups.success ? { ...change, groups: [...new Set(groups.data)] } : undefined
  }
  const field = fields.get(tag)
  if (!field || typeof value === 'object' || !fits(field, value)) return undefined
  return { ...change, custom: { ...change.custom, [tag]: value } }
}

/** Texts may also be given as numbers, as the page on imports shows. */
function fits(field: FriendField, value: string | number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0
  return field.Type !== 'uint64' && customText.safeParse(value).success
}

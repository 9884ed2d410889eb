import { z } from 'zod'
import { textUpTo } from './fields.ts'

/** Friend groups of one account, and friends it may block. Source: 使用限制. */
export const MOST_FRIEND_GROUPS = 32
export const MOST_BLOCKED = 1000
/** Friend requests that wait for one account's answer. */
export const MOST_PENDING = 100
/** Accounts that one account may follow. */
export const MOST_FOLLOWING = 5000

/** PostgreSQL keeps no NUL in a text. */
function storable(max: number) {
  return textUpTo(max).refine((text) => !text.includes('\0'), 'no NUL')
}

export const friendRemark = storable(96)
export const friendGroupName = storable(30).refine((text) => text !== '', 'not empty')
export const addWording = storable(256)
export const addSource = z
  .string()
  .regex(/^AddSource_Type_[A-Za-z]{1,8}$/, 'AddSource_Type_ and up to 8 letters')

/** Bytes of one custom value. */
export const CUSTOM_BYTES = 500
export const customText = storable(CUSTOM_BYTES)

/** The standard tags of a friend. Source: 关系链系统. */
export const snsTags = [
  'Tag_SNS_IM_Group',
  'Tag_SNS_IM_Remark',
  'Tag_SNS_IM_AddSource',
  'Tag_SNS_IM_AddWording',
  'Tag_SNS_IM_AddTime',
  'Tag_SNS_IM_RemarkTime',
] as const
export type SnsTag = (typeof snsTags)[number]

export const addTypes = ['Add_Type_Both', 'Add_Type_Single'] as const
export type AddType = (typeof addTypes)[number]
export const deleteTypes = ['Delete_Type_Single', 'Delete_Type_Both'] as const
export type DeleteType = (typeof deleteTypes)[number]
export const friendCheckTypes = ['CheckResult_Type_Single', 'CheckResult_Type_Both'] as const
export const friendRelations = [
  'CheckResult_Type_BothWay',
  'CheckResult_Type_AWithB',
  'CheckResult_Type_BWithA',
  'CheckResult_Type_NoRelation',
] as const
export type FriendRelation = (typeof friendRelations)[number]
export const blockCheckTypes = [
  'BlackCheckResult_Type_Single',
  'BlackCheckResult_Type_Both',
] as const
export const blockRelations = [
  'BlackCheckResult_Type_BothWay',
  'BlackCheckResult_Type_AWithB',
  'BlackCheckResult_Type_BWithA',
  'BlackCheckResult_Type_NO',
] as const
export type BlockRelation = (typeof blockRelations)[number]

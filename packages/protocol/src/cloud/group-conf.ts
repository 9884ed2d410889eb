import { z } from 'zod'
import { groupTypes } from '../group-fields.ts'
import type { GroupType } from '../group-fields.ts'

/** The types that keep messages; live rooms keep none, so little of them can be set. */
export const storedGroupTypes = ['Private', 'Public', 'ChatRoom', 'Community'] as const
export type StoredGroupType = (typeof storedGroupTypes)[number]

/** The types whose groups may have read receipts. */
export const receiptGroupTypes = ['Private', 'Public', 'ChatRoom'] as const
export type ReceiptGroupType = (typeof receiptGroupTypes)[number]

/** What becomes of a notice: nothing, it is sent, or it is also kept in the history. */
export const noticeModes = ['Off', 'Send', 'SendAndStore'] as const
export type NoticeMode = (typeof noticeModes)[number]

/** What groups tell their members, by the card of the console. Source: 群系统通知配置. */
export const groupNoticeItems = {
  member: ['Invited', 'Applied', 'Kicked', 'Quit'],
  profile: [
    'Name',
    'Introduction',
    'Notification',
    'FaceUrl',
    'Owner',
    'MuteAll',
    'ApplyOption',
    'InviteOption',
  ],
  memberProfile: ['MemberMute', 'MemberRole'],
} as const
export type GroupNoticeKind = keyof typeof groupNoticeItems
export type GroupNotice = (typeof groupNoticeItems)[GroupNoticeKind][number]
export type MemberProfileNotice = (typeof groupNoticeItems)['memberProfile'][number]

const { member, profile, memberProfile } = groupNoticeItems
const noticesOfType = z.object(fields([...member, ...profile, ...memberProfile], noticeModes))
/** Live rooms store nothing, and can be told only what happens to a member. */
const liveNotices = z.object(fields(memberProfile, ['Off', 'Send']))
const noticesByType = { ...valuesOf(storedGroupTypes, noticesOfType), AVChatRoom: liveNotices }
const historyByType = z.object(valuesOf(storedGroupTypes, z.boolean()))

const bytes = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

/** Feature settings of groups. Source: 群组配置 (console). */
const plain = {
  /** Community groups may be created. */
  Community: z.boolean(),
  /** Communities may have topics; without effect where `Community` is off. */
  Topic: z.boolean(),
  /** Live rooms keep the members who came last, and clients list them. */
  LiveMemberList: z.boolean(),
  LiveBroadcast: z.boolean(),
  /** Broadcasts to all live rooms in a second. */
  LiveBroadcastRate: z.coerce.number().int().min(1).max(5),
  LiveBan: z.boolean(),
  /** Who is not signed in may look on in live rooms. */
  LiveVisitors: z.boolean(),
  /** Messages from before joining that a new member of a live room sees. */
  LiveHistoryCount: z.coerce.number().int().min(0).max(50),
  ReceiptGroupTypes: z
    .array(z.enum(receiptGroupTypes))
    .refine((types) => new Set(types).size === types.length, 'each type once'),
  /** Group messages can be recalled. */
  GroupRecall: z.boolean(),
  /** Bytes of texts; editions of the documents name the smaller and the larger number. */
  GroupNameBytes: bytes(30, 100),
  GroupIntroductionBytes: bytes(240, 400),
  GroupNotificationBytes: bytes(300, 400),
  GroupFaceUrlBytes: bytes(100, 500),
  NameCardBytes: bytes(20, 50),
}

export const groupConf = z.object({
  /** New members read what was said before they joined. */
  HistoryBeforeJoin: historyByType,
  GroupNotices: z.object(noticesByType),
  ...plain,
})
export type GroupConf = z.infer<typeof groupConf>

/** The settings of groups as a call names those that change. */
export const groupConfChange = z.object({
  HistoryBeforeJoin: historyByType.partial(),
  GroupNotices: z
    .object({
      ...valuesOf(storedGroupTypes, noticesOfType.partial()),
      AVChatRoom: liveNotices.partial(),
    })
    .partial(),
  ...plain,
})

/** A setting that was changed and does not work yet. */
export const pendingSetting = z.object({
  /** Its name with those it is nested in, `GroupNotices.Private.Name`. */
  Setting: z.string(),
  /** What works until then. */
  Before: z.union([z.boolean(), z.enum(noticeModes)]),
  /** Unix seconds. */
  EffectiveTime: z.number(),
})
export type PendingSetting = z.infer<typeof pendingSetting>

/** The notices of a card that can be set for a type; none for live rooms but about single members. */
export function noticeItemsOf(kind: GroupNoticeKind, type: GroupType): readonly GroupNotice[] {
  return type === 'AVChatRoom' && kind !== 'memberProfile' ? [] : groupNoticeItems[kind]
}

/** The types that have something to set on a card of notices. */
export function noticeTypesOf(kind: GroupNoticeKind): readonly GroupType[] {
  return groupTypes.filter((type) => noticeItemsOf(kind, type).length > 0)
}

function fields<Name extends string, const Values extends readonly string[]>(
  names: readonly Name[],
  values: Values,
) {
  return valuesOf(names, z.enum(values))
}

function valuesOf<Name extends string, Value>(
  names: readonly Name[],
  value: Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, value])) as Record<Name, Value>
}

import type { GroupNotice, GroupNoticeKind, GroupType, NoticeMode } from '@yanshu/protocol'
import { noticeItemsOf, noticeModes } from '@yanshu/protocol'
import type { ConfChanges } from '../Features/conf-changes.ts'
import type { AppConfAnswer } from '../Features/use-app-settings.ts'

/** The notices of one type of groups. */
export type NoticeForm = Partial<Record<GroupNotice, NoticeMode>>

/** The most is first, as a row tells it. */
export const modesByWeight = noticeModes.toReversed()

/** What of a kind a type tells now. */
export function noticesOf(
  conf: Pick<AppConfAnswer, 'GroupNotices'>,
  kind: GroupNoticeKind,
  type: GroupType,
): NoticeForm {
  const all: NoticeForm = conf.GroupNotices[type]
  return Object.fromEntries(noticeItemsOf(kind, type).map((item) => [item, all[item]]))
}

/** The notices by what becomes of them; what has none is left out. */
export function byMode(
  form: NoticeForm,
): readonly (readonly [NoticeMode, readonly GroupNotice[]])[] {
  const items = Object.keys(form) as GroupNotice[]
  return modesByWeight
    .map((mode) => [mode, items.filter((item) => form[item] === mode)] as const)
    .filter(([, found]) => found.length > 0)
}

/** Live rooms store nothing. */
export function modesOf(type: GroupType): readonly NoticeMode[] {
  return noticeModes.filter((mode) => type !== 'AVChatRoom' || mode !== 'SendAndStore')
}

/** Only the notices that differ from what was shown. */
export function noticeChanges(type: GroupType, before: NoticeForm, after: NoticeForm): ConfChanges {
  const items = Object.keys(before) as GroupNotice[]
  const changed = items.filter((item) => after[item] !== before[item])
  if (changed.length === 0) return {}
  const notices = Object.fromEntries(changed.map((item) => [item, after[item]]))
  return { GroupNotices: { [type]: notices } }
}

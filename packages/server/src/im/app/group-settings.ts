import type { AppConf, GroupNotice, GroupType, NoticeMode } from '@yanshu/protocol'
import { groupNoticeItems } from '@yanshu/protocol'
import type { App } from './app.ts'
import { hasFeature } from './app.ts'

type Settings = Pick<App, 'plan' | 'conf'>

/** What becomes of a notice in groups of a type (群系统通知配置). */
export function groupNotice(
  { conf }: { readonly conf: Pick<AppConf, 'GroupNotices'> },
  type: GroupType,
  item: GroupNotice,
): { readonly send: boolean; readonly store: boolean } {
  const mode = type === 'AVChatRoom' ? liveNotice(conf, item) : conf.GroupNotices[type][item]
  return { send: mode !== 'Off', store: mode === 'SendAndStore' }
}

/** Live rooms tell who comes and goes and what their profile becomes, whatever the app says. */
function liveNotice(
  { GroupNotices }: Pick<AppConf, 'GroupNotices'>,
  item: GroupNotice,
): NoticeMode {
  if (isMemberProfile(item)) return GroupNotices.AVChatRoom[item]
  return item === 'MuteAll' || item === 'ApplyOption' || item === 'InviteOption' ? 'Off' : 'Send'
}

function isMemberProfile(item: GroupNotice): item is 'MemberMute' | 'MemberRole' {
  return (groupNoticeItems.memberProfile as readonly GroupNotice[]).includes(item)
}

/** Whether new members of a type of groups read what was said before; live rooms count messages instead. */
export function showsHistoryBeforeJoin(
  { conf }: { readonly conf: Pick<AppConf, 'HistoryBeforeJoin'> },
  type: GroupType,
): boolean {
  return type !== 'AVChatRoom' && conf.HistoryBeforeJoin[type]
}

/** Whether messages in groups of a type may ask for read receipts (群消息已读回执配置). */
export function hasGroupReceipts(app: Settings, type: GroupType): boolean {
  const types: readonly GroupType[] = app.conf.ReceiptGroupTypes
  return hasFeature(app, 'readReceipts') && types.includes(type)
}

/** Whether communities of an app may have topics (话题). */
export function hasTopics(app: Settings): boolean {
  return hasFeature(app, 'community') && app.conf.Topic
}

/** What live rooms of an app have, where its plan includes it (直播群). */
export interface LiveSettings {
  readonly memberList: boolean
  readonly ban: boolean
  /** Who is not signed in may look on. */
  readonly visitors: boolean
  /** Broadcasts a second; 0 where there are none. */
  readonly broadcastRate: number
  /** Messages from before joining that a new member sees. */
  readonly historyCount: number
}

export function liveSettings(app: Settings): LiveSettings {
  const { conf } = app
  const has = hasFeature(app, 'liveRooms')
  return {
    memberList: has && conf.LiveMemberList,
    ban: has && conf.LiveBan,
    visitors: conf.LiveVisitors,
    broadcastRate: has && conf.LiveBroadcast ? conf.LiveBroadcastRate : 0,
    historyCount: has ? conf.LiveHistoryCount : 0,
  }
}

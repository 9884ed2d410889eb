import type { GroupConf, GroupNotice, NoticeMode, StoredGroupType } from '@yanshu/protocol'
import { groupNoticeItems } from '@yanshu/protocol'

/** What an app starts with about its groups (console: 群组配置; notices by the table of 群系统通知). */
export const defaultGroupConf: GroupConf = {
  HistoryBeforeJoin: { Private: false, Public: false, ChatRoom: true, Community: true },
  GroupNotices: {
    Private: noticesOf('Private'),
    Public: noticesOf('Public'),
    ChatRoom: noticesOf('ChatRoom'),
    Community: noticesOf('Community'),
    AVChatRoom: { MemberMute: 'Off', MemberRole: 'Off' },
  },
  Community: false,
  Topic: false,
  LiveMemberList: false,
  LiveBroadcast: false,
  LiveBroadcastRate: 1,
  LiveBan: false,
  LiveVisitors: true,
  LiveHistoryCount: 0,
  ReceiptGroupTypes: [],
  GroupRecall: true,
  GroupNameBytes: 100,
  GroupIntroductionBytes: 400,
  GroupNotificationBytes: 400,
  GroupFaceUrlBytes: 500,
  NameCardBytes: 50,
}

/** Meetings come and go: they tell what becomes of the group and nothing of their members. */
function noticesOf(type: StoredGroupType): Record<GroupNotice, NoticeMode> {
  const isQuiet = type === 'ChatRoom'
  return {
    ...all(groupNoticeItems.member, isQuiet ? 'Off' : 'SendAndStore'),
    ...all(groupNoticeItems.profile, 'SendAndStore'),
    MuteAll: 'Off',
    ApplyOption: 'Off',
    InviteOption: 'Off',
    ...all(groupNoticeItems.memberProfile, isQuiet ? 'Off' : 'Send'),
  }
}

function all<Name extends string>(names: readonly Name[], mode: NoticeMode) {
  return Object.fromEntries(names.map((name) => [name, mode])) as Record<Name, NoticeMode>
}

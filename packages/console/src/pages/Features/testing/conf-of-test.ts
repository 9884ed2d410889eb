import type { GroupNotice, NoticeMode } from '@yanshu/protocol'
import { groupNoticeItems } from '@yanshu/protocol'
import type { AppConfAnswer } from '../use-app-settings.ts'

/** Settings of an application as the server answers them. */
export const confOfTest: AppConfAnswer = {
  LoginMode: 'dual',
  LoginInstances: { Web: 2, Android: 3, iPhone: 1, iPad: 1, Windows: 1, Mac: 1, Linux: 1 },
  RecallSeconds: 120,
  SyncDeleteConversation: false,
  UserStatus: false,
  HistoryDays: 7,
  HistoryDaysChangeableAt: 0,
  MessageExtension: false,
  MassPush: false,
  ConversationPullCount: 100,
  BlocklistShowsSuccess: true,
  FriendCheck: false,
  DefaultAllowType: 'AllowType_Type_AllowAny',
  Follow: false,
  AccountDeletion: false,
  MessageBytes: 12_288,
  HistoryBeforeJoin: { Private: false, Public: false, ChatRoom: true, Community: true },
  GroupNotices: {
    Private: notices('SendAndStore'),
    Public: notices('SendAndStore'),
    ChatRoom: notices('Off'),
    Community: notices('Send'),
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
  Pending: [],
}

function notices(mode: NoticeMode) {
  const items = Object.values(groupNoticeItems).flat()
  return Object.fromEntries(items.map((item) => [item, mode])) as Record<GroupNotice, NoticeMode>
}

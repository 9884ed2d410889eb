import type { plans as english } from '../en-US/plans.ts'
import type { TextsLike } from '../texts-like.ts'

export const plans: TextsLike<typeof english> = {
  title: '对比可升级项',
  view: '查看可升级项',
  viewOf: '查看可升级项：{{name}}',
  item: '项目',
  current: '当前版本：{{plan}}',
  better: '优于当前版本',
  legend: '↑ 表示优于当前版本',
  best: '当前版本的各项规格已是最高，没有可升级项。',
  whoDecides:
    '新应用的业务版本由运维人员在启动服务时设定（YANSHU_DEFAULT_PLAN）；已有应用的版本暂不能在此更改。',
  premiumOnly: '进阶版功能',
  daysLeft: '剩余 {{days}} 天',
  ended: '已到期',
  endedMeaning: '服务已停止，调用返回 60020',
  items: {
    users: '用户数上限',
    friends: '好友数上限',
    joinedGroups: '单个用户可加入的群组数上限',
    audioVideoGroups: '直播群(AVChatRoom)数量上限',
    groupMembers: '每个非直播群的成员数上限',
    peakGroups: '免费峰值群组数',
    peakMau: '免费峰值 MAU',
    messageStorage: '历史消息存储时长',
    call: '音视频通话',
    samePlatform: '同一平台多台设备同时在线',
    userStatus: '用户状态、全员推送等',
    readReceipts: '群消息已读回执、群定向消息等',
    liveGroups: '直播群：新成员查看入群前消息、在线成员列表、广播消息等',
    community: '社群、话题等',
  },
  amounts: {
    groupsPerMonth: '{{amount}} 个群/月',
    mauPerMonth: '{{amount}} MAU/月',
    days: '{{amount}} 天',
  },
  values: {
    unlimited: '无限制',
    supported: '支持',
    unsupported: '不支持',
    notActivated: '未开通',
    groupCall: '可升级为群组通话版',
  },
}

import type { features as english } from '../en-US/features.ts'
import type { TextsLike } from '../texts-like.ts'

export const features: TextsLike<typeof english> = {
  title: '功能配置',
  edit: '编辑功能配置',
  saved: '功能配置已保存',
  on: '已开启',
  off: '未开启',
  notInPlan: '当前业务版本不支持',
  loginMode: '多端登录类型',
  modes: {
    single: '单平台登录',
    dual: '双平台登录',
    triple: '三平台登录',
    multi: '多平台登录',
  },
  modeHints: {
    single: '所有平台中仅能有一个在线。',
    dual: 'Windows、Mac、Linux、Android、iPhone、iPad 中仅能有一个在线，可与 Web 同时在线。',
    triple:
      'Android、iPhone、iPad 中仅能有一个在线，Windows、Mac、Linux 中仅能有一个在线，可与 Web 同时在线。',
    multi: '所有平台可同时在线。',
  },
  instances: '同时在线实例数',
  instancesHint:
    '同一平台可同时在线的设备数：Web 最多 10 个；其他平台最多 3 个，仅在多平台登录时生效。',
  instancesNotInPlan: '同一平台可同时在线的设备数：Web 最多 10 个，其他平台为 1 个。',
  recall: '消息撤回时限',
  recallMinutes: '发送后 {{minutes}} 分钟内',
  recallNever: '不可撤回',
  recallHint: '消息发出后多长时间内可以撤回，最长 7 天；设为 0 则不可撤回。',
  minutes: '分钟',
  short: { syncDelete: '删除会话同步', userStatus: '用户状态' },
  syncDelete: '删除会话后多端同步',
  syncDeleteHint: '开启后，删除会话会同步到该用户的其他在线设备。',
  userStatus: '用户状态查询及状态变更通知',
  userStatusHint: '开启后，客户端可以查询和订阅用户状态；未开启时返回错误码 72001。',
}

import type { basic as english } from '../en-US/basic.ts'
import type { TextsLike } from '../texts-like.ts'

export const basic: TextsLike<typeof english> = {
  title: '基础配置',
  info: {
    title: '应用资料',
    name: '应用名称',
    type: '应用类型',
    introduction: '应用简介',
    saved: '应用资料已保存',
  },
  plan: {
    title: '应用套餐包',
    status: '状态',
    plan: '业务版本',
    expires: '到期时间',
    billing: '计费状态',
    accounts: '账号数',
    accountsValue: '{{total, number}}（其中管理员 {{administrators, number}}）',
  },
  tags: {
    title: '标签配置',
    none: '未绑定标签',
    hint: '标签决定哪些按标签授权的子用户可以看到此应用；没有标签的应用对他们不可见。',
  },
  more: {
    title: '更多',
    disable: '停用',
    enable: '启用',
    delete: '删除',
    deleteNeedsDisabled: '只有已停用的应用才能删除。',
    deleteThroughSupport: '付费应用须联系平台运维人员删除。',
  },
  billing: {
    states: { current: '正常', arrears: '已欠费', refunded: '已退费' },
    stopped: '已于 {{time}} 停用',
    set: {
      current: '标记为已付费',
      arrears: '标记为欠费',
      refunded: '标记为已退费',
    },
    questions: {
      current: '“{{name}}”将视为已付费；如因欠费或退费停用，将恢复服务。',
      arrears: '“{{name}}”将视为欠费，并在套餐的宽限期（默认 24 小时）结束后停用。',
      refunded: '“{{name}}”将视为已退费并立即停用：所有客户端会被强制下线，所有请求都会被拒绝。',
    },
    done: '计费状态已保存',
  },
  trouble: {
    trialEnded: '一个月的有效期已到，应用已停用，数据不受影响。',
    refunded: '套餐已退费，应用已停用。续费或升级后恢复服务。',
    inArrears: '套餐已欠费，应用已停用。续费或升级后恢复服务。',
    willStop: '套餐已欠费，应用将于 {{time}} 停用。',
    expired: '套餐已到期，应用已停用。续费或升级后恢复服务。',
    renew: '续费',
  },
  extend: {
    apply: '申请延期',
    title: '申请延期',
    text: '确认后，“{{name}}”恢复服务，有效期为从现在起一个月。',
    done: '已延期一个月',
  },
  features: {
    login: '多端登录、历史消息、消息撤回、好友关系与黑名单检查、用户状态等',
    friends: '加好友验证方式、关注、好友自定义字段',
    fields: '标准资料之外的用户字段及其读写权限',
    memberFields: '群组为成员保存的字段及其读写权限',
    groupFields: '标准群资料之外的字段及其读写权限',
    groupMessages: '新成员能否拉取入群前漫游消息',
    groupNotices: '群成员、群资料、群成员资料变更通知',
    groupFunctions: '社群、话题、直播群功能、群消息已读回执、撤回',
  },
  disableDialog: {
    title: '停用提醒',
    text: '停用后，“{{name}}”的所有客户端会被强制下线，所有请求都会被拒绝，直到重新启用。数据不受影响。',
    done: '应用已停用',
  },
  enableDialog: {
    title: '启用提醒',
    text: '启用后，“{{name}}”的客户端可以重新登录，服务恢复正常。',
    done: '应用已启用',
  },
  deleteDialog: {
    title: '删除提醒',
    warning: '此 SDKAppID 的所有数据和服务（账号、消息、配置和密钥）将被删除，不可恢复。',
    done: '应用已删除',
  },
  key: {
    title: '密钥',
    key: '密钥',
    algorithm: '算法',
    algorithmValue: 'HMAC-SHA256，用于生成 UserSig',
    created: '创建时间',
    updated: '最后修改时间',
    show: '显示密钥',
    hide: '隐藏密钥',
    warning:
      '密钥是敏感信息，谨防泄露：持有密钥者可以用任意用户的身份登录。请仅保存在您的服务器上，切勿写入客户端或代码仓库。',
  },
  connect: {
    title: '如何接入',
    rest: 'REST API 地址',
    gateway: '客户端网关',
    code: '示例代码',
    hint: '客户端 SDK 的接口与腾讯云 Chat Web SDK 一致，网关地址填入 proxyServer；UserSig 由您的服务器用密钥签发。',
  },
}

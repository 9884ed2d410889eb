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
  state: {
    title: '基本信息',
    status: '状态',
    plan: '业务版本',
    expires: '到期时间',
    accounts: '账号数',
    accountsValue: '{{total, number}}（其中管理员 {{administrators, number}}）',
    tags: '标签',
    disable: '停用',
    enable: '启用',
    delete: '删除',
    deleteNeedsDisabled: '只有已停用的应用才能删除，请先停用。',
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

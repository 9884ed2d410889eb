import type { overview as english } from '../en-US/overview.ts'
import type { TextsLike } from '../texts-like.ts'

export const overview: TextsLike<typeof english> = {
  title: '总览',
  total: '共 {{total, number}} 个应用',
  search: '搜索应用名称或 SDKAppID',
  create: '创建新应用',
  empty: {
    title: '还没有应用',
    hint: '每个应用有独立的 SDKAppID、密钥、账号和消息。创建一个应用即可开始使用。',
  },
  emptyForSubUser: {
    title: '没有您可见的应用',
    hint: '此处仅显示您有权限的应用。如果您的权限按标签授予，应用必须带有已授权的标签，请联系管理员。',
  },
  noMatch: { title: '没有与“{{keyword}}”匹配的应用', clear: '清除搜索' },
  card: {
    plan: '业务版本',
    planHint: '版本说明',
    created: '创建时间',
    tags: '标签',
    expires: '到期时间',
  },
  dialog: {
    title: '创建应用',
    name: '应用名称',
    namePlaceholder: '例如：生鲜商城-测试',
    type: '应用类型',
    typePlaceholder: '请选择应用类型',
    introduction: '应用简介',
    introductionPlaceholder: '简要说明应用的用途',
    hint: '新应用的业务版本由运维人员设定，默认为开发版，有效期一个月。一个账号最多拥有 300 个应用，不再使用的应用可在其基础配置中停用并删除。删除后，该 SDKAppID 的所有数据和服务不可恢复。',
    created: '应用“{{name}}”已创建',
  },
}

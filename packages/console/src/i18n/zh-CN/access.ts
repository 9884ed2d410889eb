import type { access as english } from '../en-US/access.ts'
import type { TextsLike } from '../texts-like.ts'

export const access: TextsLike<typeof english> = {
  title: '访问管理',
  nav: { keys: '访问密钥', tags: '标签' },
  created: '创建时间',
  actions: '操作',
  credentials: {
    user: '用户名',
    password: '密码',
    once: '以下内容仅在此时显示一次，之后无法再次查看，请妥善保存。',
    download: '下载 CSV 文件',
    saved: '我已保存',
  },
  pick: {
    policies: '选择策略（共 {{total, number}} 条）',
    searchPolicies: '搜索策略名或描述',
    noPolicies: '没有符合条件的策略',
    selected: '已选择 {{total, number}} 条',
    none: '请在左侧勾选',
    remove: '移除',
  },
  policy: { name: '策略名', type: '策略类型', preset: '预设策略', custom: '自定义策略' },
  associate: { title: '关联策略', done: '关联策略成功', failed: '部分策略未能关联' },
  keys: {
    title: '访问密钥',
    description:
      'SecretId 和 SecretKey 用于程序调用云 API 时签名，拥有此账号的全部权限。任何人持有它们都能以您的身份操作，请妥善保管并定期更换。',
    note: '描述',
    noteForm: '1 到 1024 个字符，仅限英文字母、数字和 _ + = , . @ : / -',
    status: '状态',
    statuses: { Active: '使用中', Inactive: '已禁用' },
    full: '每个用户最多有两个密钥，请先删除不再使用的密钥。',
    empty: { title: '还没有访问密钥', hint: '当您的程序需要调用云 API 时，请新建密钥。' },
    create: {
      action: '新建密钥',
      title: '新建访问密钥',
      doneTitle: '访问密钥已创建',
      warning: 'SecretKey 仅在创建时显示一次。持有密钥的程序可以执行此账号有权执行的一切操作。',
    },
    delete: {
      title: '删除访问密钥',
      text: '{{secretId}} 将立即失效，使用它签名的程序无法再调用接口。删除后不可恢复。',
      done: '访问密钥已删除',
    },
  },
}

import type { usergroups as english } from '../en-US/usergroups.ts'
import type { TextsLike } from '../texts-like.ts'

export const usergroups: TextsLike<typeof english> = {
  title: '用户组',
  description: '将职责相同的子用户放入同一个用户组：组的每条策略对所有成员生效。',
  search: '搜索用户组名',
  total: '共 {{total, number}} 条',
  noMatch: '没有符合条件的用户组',
  details: '用户组详情',
  back: '用户组',
  missing: '用户组不存在，可能已被删除。',
  fields: { name: '用户组名', id: '用户组 ID', remark: '备注' },
  tabs: { members: '成员（{{total, number}}）', policies: '策略' },
  rules: { taken: '已有同名的用户组。' },
  empty: { title: '还没有用户组', hint: '新建用户组，为多个用户授予相同的权限。' },
  noMembers: { title: '此组还没有成员', hint: '成员将获得该组的全部策略。' },
  noPolicies: { title: '还没有策略', hint: '没有策略的用户组不会为成员授予任何权限。' },
  create: { action: '新建用户组', title: '新建用户组', done: '用户组已创建' },
  edit: { title: '编辑用户组', done: '用户组已保存' },
  addMembers: { action: '添加成员', title: '添加成员到 {{group}}' },
  removeMember: {
    action: '移出',
    title: '移出用户组',
    text: '{{user}} 将离开 {{group}}，并失去随该组获得的权限。',
    done: '已移出用户组',
  },
  delete: {
    title: '删除用户组',
    question: '将删除 {{total, number}} 个用户组：',
    warning: '用户组删除后不可恢复。组内用户不会被删除，但会失去随组获得的权限。',
    done: '已删除 {{total, number}} 个用户组',
    failed: '部分用户组未能删除',
  },
}

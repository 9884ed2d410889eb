import { z } from 'zod'
import { defineAction, nothing } from './action.ts'
import { camId, checkedLater, page, remark, rowsPerPage, uin } from './cam-fields.ts'
import { userReference } from './cam-users.ts'

/** Source: 数据结构, GroupInfo. */
export const userGroupInfo = z.object({
  GroupId: z.number(),
  GroupName: z.string(),
  CreateTime: z.string(),
  Remark: z.string(),
})

/** Source: 数据结构, GroupMemberInfo. Nothing verifies phones and addresses here, so the flags are 0. */
export const groupMemberInfo = z.object({
  Uid: z.number(),
  Uin: z.number(),
  Name: z.string(),
  PhoneNum: z.string(),
  CountryCode: z.string(),
  PhoneFlag: z.number(),
  Email: z.string(),
  EmailFlag: z.number(),
  UserType: z.number(),
  CreateTime: z.string(),
  IsReceiverOwner: z.number(),
  Remark: z.string(),
})

const keyword = z.string().max(128).optional()

/** Source: 创建用户组. */
export const createUserGroup = defineAction({
  service: 'cam',
  name: 'CreateGroup',
  summary: 'Create a user group',
  resource: 'none',
  writes: true,
  request: z.object({ GroupName: checkedLater, Remark: remark.optional() }),
  response: z.object({ GroupId: z.number() }),
  errors: [
    'InvalidParameter.GroupFull',
    'InvalidParameter.GroupNameInUse',
    'InvalidParameter.ParamError',
  ],
})

/** Source: 更新用户组. What is left out stays. */
export const updateUserGroup = defineAction({
  service: 'cam',
  name: 'UpdateGroup',
  summary: 'Change the name or the remark of a user group',
  resource: { kind: 'group', at: 'GroupId' },
  writes: true,
  request: z.object({
    GroupId: camId,
    GroupName: checkedLater.optional(),
    Remark: remark.optional(),
  }),
  response: nothing,
  errors: [
    'InvalidParameter.GroupNameInUse',
    'InvalidParameter.ParamError',
    'ResourceNotFound.GroupNotExist',
  ],
})

/** Source: 删除用户组. */
export const deleteUserGroup = defineAction({
  service: 'cam',
  name: 'DeleteGroup',
  summary: 'Delete a user group; what it granted to its members ends',
  resource: { kind: 'group', at: 'GroupId' },
  writes: true,
  request: z.object({ GroupId: camId }),
  response: nothing,
  errors: ['ResourceNotFound.GroupNotExist'],
})

/** Source: 查询用户组详情. */
export const getUserGroup = defineAction({
  service: 'cam',
  name: 'GetGroup',
  summary: 'One user group with its members',
  resource: { kind: 'group', at: 'GroupId' },
  writes: false,
  request: z.object({ GroupId: camId }),
  response: userGroupInfo.extend({ GroupNum: z.number(), UserInfo: z.array(groupMemberInfo) }),
  errors: ['ResourceNotFound.GroupNotExist'],
})

/** Source: 查询用户组列表. */
export const listUserGroups = defineAction({
  service: 'cam',
  name: 'ListGroups',
  summary: 'The user groups of the root account, by a part of their name',
  resource: 'none',
  writes: false,
  request: z.object({ Page: page, Rp: rowsPerPage, Keyword: keyword }),
  response: z.object({ TotalNum: z.number(), GroupInfo: z.array(userGroupInfo) }),
  errors: [],
})

const pairs = z
  .array(z.object({ GroupId: camId, ...userReference }))
  .min(1)
  .max(100)

/** Source: 用户加入到用户组. Who is a member already stays one. */
export const addUserToGroup = defineAction({
  service: 'cam',
  name: 'AddUserToGroup',
  summary: 'Add sub-users to user groups, all of the pairs or none',
  resource: { kind: 'group', at: 'Info.GroupId' },
  writes: true,
  request: z.object({ Info: pairs }),
  response: nothing,
  errors: [
    'InvalidParameter.GroupNotExist',
    'InvalidParameter.GroupUserFull',
    'InvalidParameter.UserGroupFull',
    'InvalidParameter.UserUinAndUinNotAllNull',
    'ResourceNotFound.UserNotExist',
  ],
})

/** Source: 从用户组删除用户. Who is no member is left alone. */
export const removeUserFromGroup = defineAction({
  service: 'cam',
  name: 'RemoveUserFromGroup',
  summary: 'Remove sub-users from user groups, all of the pairs or none',
  resource: { kind: 'group', at: 'Info.GroupId' },
  writes: true,
  request: z.object({ Info: pairs }),
  response: nothing,
  errors: [
    'InvalidParameter.GroupNotExist',
    'InvalidParameter.UserUinAndUinNotAllNull',
    'ResourceNotFound.UserNotExist',
  ],
})

/** Source: 查询用户组关联的用户列表. */
export const listUsersForGroup = defineAction({
  service: 'cam',
  name: 'ListUsersForGroup',
  summary: 'The members of a user group',
  resource: { kind: 'group', at: 'GroupId' },
  writes: false,
  request: z.object({ GroupId: camId, Page: page, Rp: rowsPerPage }),
  response: z.object({ TotalNum: z.number(), UserInfo: z.array(groupMemberInfo) }),
  errors: ['ResourceNotFound.GroupNotExist'],
})

/**
 * Source: 列出用户关联的用户组. At operation level, because the user may be named by a number that no
 * six-segment name has.
 */
export const listGroupsForUser = defineAction({
  service: 'cam',
  name: 'ListGroupsForUser',
  summary: 'The user groups that a sub-user is in',
  resource: 'none',
  writes: false,
  request: z.object({
    Uid: camId.optional(),
    SubUin: uin.optional(),
    Page: page,
    Rp: rowsPerPage,
  }),
  response: z.object({ TotalNum: z.number(), GroupInfo: z.array(userGroupInfo) }),
  errors: ['InvalidParameter.UserUinAndUinNotAllNull', 'ResourceNotFound.UserNotExist'],
})

import { z } from 'zod'
import { textUpTo, userId } from '../fields.ts'
import { groupId, groupRoles } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { appId, defineAction, limit, nothing, offset, unixSeconds } from './action.ts'
import { memberResults, userIds } from './im-group-rows.ts'

/** A member as lists show it. */
export const groupMemberItem = z.object({
  UserID: z.string(),
  Nick: z.string(),
  NameCard: z.string(),
  Role: z.enum(groupRoles),
  JoinTime: unixSeconds,
  /** 0 for who never said anything. */
  LastSendMsgTime: unixSeconds,
  /** 0 for who may speak. */
  MuteUntil: unixSeconds,
})
export type GroupMemberItem = z.infer<typeof groupMemberItem>

export const describeGroupMembers = defineAction({
  service: 'im',
  name: 'DescribeGroupMemberInfo',
  summary: 'A page of the members of a group; the keyword is the beginning of the UserID',
  resource: 'app',
  writes: false,
  request: z.object({
    SDKAppID: appId,
    GroupId: groupId,
    Offset: offset,
    Limit: limit,
    Keyword: z.string().max(32).optional(),
    Role: z.enum(groupRoles).optional(),
  }),
  response: z.object({ TotalCount: z.number(), MemberList: z.array(groupMemberItem) }),
  errors: ['OperationDenied', 'ResourceNotFound', 'ResourceNotFound.App'],
})

export const addGroupMembers = defineAction({
  service: 'im',
  name: 'AddGroupMember',
  summary: 'Add up to 100 accounts to a group',
  resource: 'app',
  writes: true,
  request: z.object({ SDKAppID: appId, GroupId: groupId, UserIDs: userIds }),
  response: memberResults,
  errors: [
    'InvalidParameterValue',
    'LimitExceeded',
    'OperationDenied',
    'ResourceNotFound',
    'ResourceNotFound.App',
  ],
})

export const removeGroupMembers = defineAction({
  service: 'im',
  name: 'DeleteGroupMember',
  summary: 'Remove up to 100 members from a group',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    GroupId: groupId,
    UserIDs: userIds,
    Reason: textUpTo(groupLimits.removeReasonBytes).optional(),
  }),
  response: memberResults,
  errors: ['InvalidParameterValue', 'OperationDenied', 'ResourceNotFound', 'ResourceNotFound.App'],
})

export const modifyGroupMember = defineAction({
  service: 'im',
  name: 'ModifyGroupMemberInfo',
  summary: 'Change role and name card of a member, or mute it',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    GroupId: groupId,
    UserID: userId,
    Role: z.enum(['Admin', 'Member']).optional(),
    NameCard: textUpTo(groupLimits.nameCardBytes).optional(),
    /** Seconds from now; 0 lets the member speak again, 4294967295 is for ever. */
    MuteSeconds: z.coerce.number().int().min(0).max(0xffff_ffff).optional(),
  }),
  response: nothing,
  errors: ['InvalidParameterValue', 'OperationDenied', 'ResourceNotFound', 'ResourceNotFound.App'],
})

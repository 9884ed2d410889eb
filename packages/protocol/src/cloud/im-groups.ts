import { z } from 'zod'
import { textUpTo, userId } from '../fields.ts'
import { applyOptions, groupId, groupType, groupTypes, inviteOptions } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { appId, defineAction, limit, nothing, offset, unixSeconds } from './action.ts'
import { groupIds, groupResults, MOST_ROWS } from './im-group-rows.ts'

const name = textUpTo(groupLimits.nameBytes)
const introduction = textUpTo(groupLimits.introductionBytes)
const notification = textUpTo(groupLimits.notificationBytes)
const faceUrl = textUpTo(groupLimits.faceUrlBytes)
/** A group as lists show it. */
export const groupItem = z.object({
  GroupId: z.string(),
  Name: z.string(),
  Type: z.enum(groupTypes),
  /** '' where it has none. */
  OwnerUserID: z.string(),
  CreateTime: unixSeconds,
  /** Of live rooms those who are there now. */
  MemberNum: z.number(),
  Introduction: z.string(),
  SupportTopic: z.boolean(),
})
export type GroupItem = z.infer<typeof groupItem>

export const groupDetails = groupItem.extend({
  Notification: z.string(),
  FaceUrl: z.string(),
  MaxMemberNum: z.number(),
  ApplyJoinOption: z.enum(applyOptions),
  InviteJoinOption: z.enum(inviteOptions),
  MuteAllMember: z.boolean(),
  /** 0 where nothing was said yet. */
  LastMsgTime: unixSeconds,
  NextMsgSeq: z.number(),
  CustomFields: z.array(z.object({ Key: z.string(), Value: z.string() })),
})
export type GroupDetails = z.infer<typeof groupDetails>

export const describeGroupList = defineAction({
  service: 'im',
  name: 'DescribeAppidGroupList',
  summary: 'List groups, newest first; the keyword is looked for in GroupId and name',
  resource: 'app',
  writes: false,
  request: z.object({
    SDKAppID: appId,
    Offset: offset,
    Limit: limit,
    Keyword: z.string().max(100).optional(),
    Type: groupType.optional(),
    /** These groups and no page of a list; those that do not exist are left out. */
    GroupIds: groupIds.optional(),
  }),
  response: z.object({ TotalCount: z.number(), GroupList: z.array(groupItem) }),
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

export const describeGroup = defineAction({
  service: 'im',
  name: 'DescribeGroupInfo',
  summary: 'Everything about one group but its members',
  resource: 'app',
  writes: false,
  request: z.object({ SDKAppID: appId, GroupId: groupId }),
  response: groupDetails,
  errors: ['ResourceNotFound', 'ResourceNotFound.App'],
})

export const createGroupAction = defineAction({
  service: 'im',
  name: 'CreateGroup',
  summary: 'Create a group',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    Name: name.min(1),
    Type: groupType,
    GroupId: groupId.optional(),
    OwnerUserID: userId.optional(),
    Introduction: introduction.optional(),
    SupportTopic: z.boolean().optional(),
  }),
  response: z.object({ GroupId: z.string() }),
  errors: [
    'InvalidParameterValue',
    'LimitExceeded',
    'OperationDenied',
    'ResourceInUse',
    'ResourceNotFound.Account',
    'ResourceNotFound.App',
  ],
})

export const importGroups = defineAction({
  service: 'im',
  name: 'ImportGroups',
  summary: 'Create up to 100 groups; a row that fails is told and hinders no other',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    GroupList: z
      .array(
        z.object({
          GroupId: z.string().max(200).optional(),
          Name: z.string().max(400),
          Type: z.string().max(20),
          OwnerUserID: z.string().max(64).optional(),
          Introduction: z.string().max(1000).optional(),
          SupportTopic: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(MOST_ROWS),
  }),
  response: z.object({
    SuccessCount: z.number(),
    FailGroups: z.array(
      z.object({ Index: z.number(), GroupId: z.string(), Code: z.number(), Message: z.string() }),
    ),
  }),
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

export const modifyGroupAction = defineAction({
  service: 'im',
  name: 'ModifyGroupBaseInfo',
  summary: 'Change what a group is called and how it works',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    GroupId: groupId,
    Name: name.min(1).optional(),
    Introduction: introduction.optional(),
    Notification: notification.optional(),
    FaceUrl: faceUrl.optional(),
    MaxMemberNum: z.coerce.number().int().min(1).max(1_000_000).optional(),
    ApplyJoinOption: z.enum(applyOptions).optional(),
    InviteJoinOption: z.enum(inviteOptions).optional(),
    MuteAllMember: z.boolean().optional(),
    /** A member, who becomes the owner. */
    OwnerUserID: userId.optional(),
  }),
  response: nothing,
  errors: [
    'InvalidParameterValue',
    'LimitExceeded',
    'OperationDenied',
    'ResourceNotFound',
    'ResourceNotFound.App',
  ],
})

export const dismissGroups = defineAction({
  service: 'im',
  name: 'DestroyGroup',
  summary: 'Dismiss up to 100 groups for good, with everything in them',
  resource: 'app',
  writes: true,
  request: z.object({ SDKAppID: appId, GroupIds: groupIds }),
  response: groupResults,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

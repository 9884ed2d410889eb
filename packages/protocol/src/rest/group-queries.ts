import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { flag, userId } from '../fields.ts'
import { groupType } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import {
  customFilter,
  groupBase,
  groupBaseFilter,
  memberFilter,
  memberInfo,
  selfFilter,
  selfInfo,
} from './group-data.ts'
import { groupRow, itemResult } from './group-row.ts'

/** A type to filter by; `BChatRoom` is an old one that no group has any more. */
const typeFilter = z.union([groupType, z.literal('BChatRoom')]).optional()
const place = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const getAppidGroupList = defineCommand({
  ...groupRow,
  fieldErrors: {},
  name: 'get_appid_group_list',
  summary: 'List the ids of all groups of the app by page',
  ratePerSecond: 1,
  request: z.object({
    Limit: z
      .number()
      .int()
      .min(1)
      .max(groupLimits.groupsPerPage)
      .default(groupLimits.groupsPerPage),
    Next: place.default(0),
    GroupType: typeFilter,
  }),
  response: z.object({
    /** Of the app, or of the type; whatever the page. */
    TotalCount: z.number(),
    GroupIdList: z.array(z.object({ GroupId: z.string() })),
    /** 0 at the end. */
    Next: z.number(),
  }),
  errors: [errors.badParameter, errors.replyTooLong],
})

export const getGroupInfo = defineCommand({
  ...groupRow,
  fieldErrors: {},
  name: 'get_group_info',
  summary: 'Read groups, their members included; each has its own code',
  request: z.object({
    /** The form of each id is for the handler to judge: it has its own code in the answer. */
    GroupIdList: z.array(z.string()).min(1).max(groupLimits.groupsPerQuery),
    /** Absent: everything. Present: what it names and nothing else. */
    ResponseFilter: z
      .object({
        GroupBaseInfoFilter: groupBaseFilter.optional(),
        MemberInfoFilter: memberFilter.optional(),
        AppDefinedDataFilter_Group: customFilter.optional(),
        AppDefinedDataFilter_GroupMember: customFilter.optional(),
      })
      .optional(),
  }),
  response: z.object({
    GroupInfo: z.array(
      groupBase.extend({ ...itemResult, MemberList: z.array(memberInfo).optional() }),
    ),
  }),
  errors: [errors.badParameter, errors.noGroup, errors.badGroupId, errors.replyTooLong],
})

export const getJoinedGroupList = defineCommand({
  ...groupRow,
  fieldErrors: {},
  name: 'get_joined_group_list',
  summary: 'List the groups an account is in',
  request: z
    .object({
      Member_Account: userId,
      /** 1: live rooms too. */
      WithHugeGroups: flag.default(0),
      /** 1: Work groups too that wait for their first message. */
      WithNoActiveGroups: flag.default(0),
      /** All where absent. */
      Limit: z.number().int().min(1).max(groupLimits.joinedGroupsPerPage).optional(),
      Offset: place.default(0),
      GroupType: typeFilter,
      SupportTopic: flag.optional(),
      ResponseFilter: z
        .object({
          GroupBaseInfoFilter: groupBaseFilter.optional(),
          SelfInfoFilter: selfFilter.optional(),
        })
        .optional(),
    })
    .refine(
      ({ SupportTopic, GroupType }) => SupportTopic === undefined || GroupType === 'Community',
      {
        path: ['SupportTopic'],
        message: 'only with the GroupType Community',
      },
    ),
  response: z.object({
    /** Whatever the page. */
    TotalCount: z.number(),
    GroupIdList: z.array(groupBase.extend({ SelfInfo: selfInfo.optional() })),
  }),
  errors: [errors.badParameter, errors.replyTooLong],
})

/** The commands that read groups. */
export const groupQueryCommands = [getAppidGroupList, getGroupInfo, getJoinedGroupList] as const

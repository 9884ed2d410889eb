import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { flag, storableTextUpTo, uint32, userId } from '../fields.ts'
import { groupId, groupRoles, msgFlags } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { customFilter, memberFilter, memberInfo } from './group-data.ts'
import {
  accountsUpTo,
  groupRow,
  groupStandard,
  memberCustom,
  namedMember,
  tooManyIn,
} from './group-row.ts'

const filters = {
  MemberInfoFilter: memberFilter.optional(),
  MemberRoleFilter: z.array(z.enum(groupRoles)).max(10).optional(),
  AppDefinedDataFilter_GroupMember: customFilter.optional(),
}

/** Where a page begins; '' at the beginning, for which older pages have the number 0. */
const cursor = z
  .union([z.string().max(256), z.number().int().min(0)])
  .transform((next) => (next === 0 ? '' : String(next)))

export const getGroupMemberInfo = defineCommand({
  ...groupRow,
  name: 'get_group_member_info',
  summary: 'List the members of a group by page',
  request: z.object({
    GroupId: groupId,
    ...filters,
    /** Up to the table's 6000, where the text says 200; all where absent. */
    Limit: z.number().int().min(1).max(groupLimits.membersPerPage).optional(),
    /** Of all types but communities. */
    Offset: uint32.default(0),
    /** Of communities, which need it. */
    Next: cursor.optional(),
  }),
  response: z.object({
    MemberNum: z.number(),
    MemberList: z.array(memberInfo),
    /** Of communities; '' at the end. */
    Next: z.string().optional(),
  }),
  errors: [...groupStandard, errors.replyTooLong, errors.tooManyForPage],
})

export const getSpecifiedGroupMemberInfo = defineCommand({
  ...groupRow,
  name: 'get_specified_group_member_info',
  summary: 'Read chosen members of a group',
  request: z.object({
    GroupId: groupId,
    Member_List_Account: accountsUpTo(groupLimits.membersPerQuery),
    ...filters,
  }),
  response: z.object({ GroupId: z.string(), MemberList: z.array(memberInfo) }),
  sizeErrors: tooManyIn('Member_List_Account'),
  errors: [...groupStandard, errors.tooManyAccounts],
})

export const addGroupMember = defineCommand({
  ...groupRow,
  name: 'add_group_member',
  summary: 'Add accounts to a group',
  request: z.object({
    GroupId: groupId,
    /** 1: nobody is told. */
    Silence: flag.default(0),
    MemberList: z.array(namedMember).min(1).max(groupLimits.membersPerAddition),
  }),
  response: z.object({
    MemberList: z.array(
      z.object({
        Member_Account: z.string(),
        /** 0 failed, 1 added, 2 was a member, 3 waits for the invitee, 4 the invitee is in too many groups. */
        Result: z.number(),
      }),
    ),
  }),
  sizeErrors: tooManyIn('MemberList'),
  errors: [
    ...groupStandard,
    errors.tooManyAccounts,
    errors.groupFull,
    errors.unknownAccount,
    errors.tooManyGroupsOfUser,
  ],
})

export const deleteGroupMember = defineCommand({
  ...groupRow,
  name: 'delete_group_member',
  summary: 'Remove members from a group; who is no member counts as removed',
  request: z.object({
    GroupId: groupId,
    /** 1: only who is removed is told, as the field's text says; the example says nobody. */
    Silence: flag.default(0),
    Reason: storableTextUpTo(groupLimits.removeReasonBytes).optional(),
    MemberToDel_Account: accountsUpTo(groupLimits.membersPerRemoval),
  }),
  response: z.object({}),
  sizeErrors: tooManyIn('MemberToDel_Account'),
  // Its page lists 10007 too: live rooms answer 10004, and an administrator of the app may do the rest.
  errors: [errors.badParameter, errors.noGroup, errors.badGroupId, errors.tooManyAccounts],
})

export const importGroupMember = defineCommand({
  ...groupRow,
  name: 'import_group_member',
  summary: 'Import members with their original times; nobody is told',
  request: z.object({
    GroupId: groupId,
    MemberList: z
      .array(
        namedMember.extend({
          Role: z.enum(['Admin', 'Member']).optional(),
          /** Unix seconds, after the creation of the group and before now. */
          JoinTime: uint32.optional(),
          /** No more than there are messages. */
          UnreadMsgNum: uint32.optional(),
        }),
      )
      .min(1)
      .max(groupLimits.membersPerImport),
  }),
  response: z.object({
    MemberList: z.array(
      z.object({
        Member_Account: z.string(),
        /** 0 failed, 1 imported, 2 was a member. */
        Result: z.number(),
      }),
    ),
  }),
  sizeErrors: tooManyIn('MemberList'),
  // Its page lists 10006 too: what is imported counts to no limit of a day.
  errors: [...groupStandard, errors.tooManyAccounts],
})

export const modifyGroupMemberInfo = defineCommand({
  ...groupRow,
  name: 'modify_group_member_info',
  summary: 'Change the role, the mute, the card or the options of a member',
  renamed: { ShutUpTime: 'MuteTime' },
  request: z.object({
    GroupId: groupId,
    Member_Account: userId,
    Role: z.enum(['Admin', 'Member']).optional(),
    MsgFlag: z.enum(msgFlags).optional(),
    NameCard: storableTextUpTo(groupLimits.nameCardBytes).optional(),
    /** Seconds; 0 lifts the mute. */
    MuteTime: uint32.optional(),
    AppMemberDefinedData: memberCustom.optional(),
  }),
  response: z.object({}),
  errors: groupStandard,
})

export const getRoleInGroup = defineCommand({
  ...groupRow,
  name: 'get_role_in_group',
  summary: 'Tell the roles of accounts in a group',
  request: z.object({ GroupId: groupId, User_Account: accountsUpTo(groupLimits.rolesPerQuery) }),
  response: z.object({
    UserIdList: z.array(
      z.object({ Member_Account: z.string(), Role: z.enum([...groupRoles, 'NotMember']) }),
    ),
  }),
  sizeErrors: tooManyIn('User_Account'),
  errors: [...groupStandard, errors.tooManyAccounts],
})

/** The commands about members of a group. */
export const groupMemberCommands = [
  getGroupMemberInfo,
  getSpecifiedGroupMemberInfo,
  addGroupMember,
  deleteGroupMember,
  importGroupMember,
  modifyGroupMemberInfo,
  getRoleInGroup,
] as const

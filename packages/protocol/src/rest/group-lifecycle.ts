import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { flag, uint32, userId } from '../fields.ts'
import { applyOptions, groupId, groupType, inviteOptions, onOff } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import {
  groupCustom,
  groupName,
  groupRow,
  groupStandard,
  groupTexts,
  memberCustom,
  tooManyIn,
} from './group-row.ts'

const applyOption = z.enum(applyOptions).optional()
const inviteOption = z.enum(inviteOptions).optional()

/** The plan of the app caps it. */
const memberCap = z.number().int().min(1).max(0xffff_ffff).optional()

/** Whether the form of an id suits the type of the group is for the handler to judge. */
const founding = {
  Owner_Account: userId.optional(),
  Type: groupType,
  GroupId: groupId.optional(),
  Name: groupName,
  ...groupTexts,
  MaxMemberCount: memberCap,
  /** Absent: by type, as 群组系统 says; the page of the command says `NeedPermission` for all. */
  ApplyJoinOption: applyOption,
  AppDefinedData: groupCustom.optional(),
  SupportTopic: flag.optional(),
}

/** Neither page lists 10015: a bad id is a bad parameter. */
const foundingRow = { ...groupRow, fieldErrors: {} }

export const createGroup = defineCommand({
  ...foundingRow,
  name: 'create_group',
  summary: 'Create a group, with or without an owner and first members',
  request: z.object({
    ...founding,
    InviteJoinOption: inviteOption,
    MemberList: z
      .array(
        z.object({
          Member_Account: userId,
          Role: z.enum(['Admin', 'Member']).optional(),
          AppMemberDefinedData: memberCustom.optional(),
        }),
      )
      .max(groupLimits.membersAtCreation)
      .optional(),
    EnablePermission: flag.optional(),
    /** Bits of rights in a community (权限组). */
    DefaultPermission: uint32.optional(),
  }),
  response: z.object({
    GroupId: z.string(),
    /** These two only clients have shown, no page. */
    Type: z.string().optional(),
    HugeGroupFlag: flag.optional(),
  }),
  sizeErrors: tooManyIn('MemberList'),
  errors: [
    errors.badParameter,
    errors.tooManyAccounts,
    errors.tooFrequent,
    errors.noPermission,
    /** The plan lacks communities. */
    errors.illegalRequest,
    errors.idTaken,
    errors.idIsOwn,
    errors.tooManyLiveRooms,
    errors.tooManyGroupsOfUser,
    errors.tooManyMembers,
    errors.trialGroups,
    errors.communityOff,
  ],
})

export const importGroup = defineCommand({
  ...foundingRow,
  name: 'import_group',
  summary: 'Import a group with its original time; nobody is told',
  request: z.object({
    ...founding,
    /** Unix seconds; now where absent. */
    CreateTime: uint32.optional(),
  }),
  response: z.object({ GroupId: z.string() }),
  /** The page lists none for what the plan leaves out: the codes of `create_group` are answered. */
  errors: [
    errors.badParameter,
    errors.noPermission,
    errors.illegalRequest,
    errors.idTaken,
    errors.tooManyGroupsOfUser,
    errors.tooManyMembers,
    errors.trialGroups,
    errors.communityOff,
  ],
})

export const modifyGroupBaseInfo = defineCommand({
  ...groupRow,
  name: 'modify_group_base_info',
  summary: 'Change the profile and the options of a group',
  renamed: { ShutUpAllMember: 'MuteAllMember' },
  request: z.object({
    GroupId: groupId,
    Name: groupName.optional(),
    ...groupTexts,
    /** Passed over in a live room. */
    MaxMemberNum: memberCap,
    ApplyJoinOption: applyOption,
    InviteJoinOption: inviteOption,
    MuteAllMember: onOff.optional(),
    HistoryMsgBeforeJoin: onOff.optional(),
    /** Who it is done in the name of; the calling administrator where absent. */
    From_Account: userId.optional(),
    EnablePermission: flag.optional(),
    DefaultPermission: uint32.optional(),
    AppDefinedData: groupCustom.optional(),
  }),
  response: z.object({}),
  errors: groupStandard,
})

export const destroyGroup = defineCommand({
  ...groupRow,
  name: 'destroy_group',
  summary: 'Dismiss a group and remove what belongs to it',
  request: z.object({ GroupId: groupId }),
  response: z.object({}),
  /** The app's administrators may dismiss every group, and the only field has a code of its own. */
  errors: [errors.noGroup, errors.badGroupId],
})

export const changeGroupOwner = defineCommand({
  ...groupRow,
  name: 'change_group_owner',
  summary: 'Make a member the owner of a group',
  request: z.object({
    GroupId: groupId,
    NewOwner_Account: userId,
    From_Account: userId.optional(),
  }),
  response: z.object({}),
  errors: groupStandard,
})

/** The commands that groups come, change and go by. */
export const groupLifecycleCommands = [
  createGroup,
  importGroup,
  modifyGroupBaseInfo,
  destroyGroup,
  changeGroupOwner,
] as const

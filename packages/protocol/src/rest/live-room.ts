import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { uint32, userId } from '../fields.ts'
import { groupId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { accountsUpTo, groupRow, groupStandard, tooManyIn } from './group-row.ts'

const liveRow = { ...groupRow, service: 'group_open_avchatroom_http_svc' } as const

/** A switch of the app that is off answers 10007. */
const premiumErrors = [...groupStandard, errors.tooManyAccounts, errors.needsPremium]

/** 1 sets, 2 takes away. */
const commandType = z.union([z.literal(1), z.literal(2)])

/** 500 counts as always online, 600 is hidden from the list; the app's own begin at 1000. */
const mark = uint32.refine(
  (each) => each >= 1000 || each === 500 || each === 600,
  'a mark is 500, 600 or at least 1000',
)

const shown = { NickName: z.string(), Avatar: z.string() }

export const getOnlineMemberNum = defineCommand({
  ...groupRow,
  name: 'get_online_member_num',
  summary: 'Tell how many members of a group are online',
  request: z.object({ GroupId: groupId }),
  response: z.object({ OnlineMemberNum: z.number() }),
  errors: [errors.noGroup, errors.badGroupId],
})

/** Its page lists 10001 too, for callers that the door knows already. */
export const getLiveMembers = defineCommand({
  ...liveRow,
  name: 'get_members',
  summary: 'List who is in a live room by page, the newest first',
  request: z.object({
    GroupId: groupId,
    /** 0 at the beginning, then what the last answer told. */
    Timestamp: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    /** Only those with this mark. */
    Mark: mark.optional(),
  }),
  response: z.object({
    /** Up to 250 of a page; an older one says 500. */
    MemberList: z.array(
      z.object({
        Member_Account: z.string(),
        /** Unix seconds. */
        JoinTime: z.number(),
        ...shown,
      }),
    ),
    /** 0 at the end. */
    NextTimestamp: z.number(),
  }),
  errors: groupStandard,
})

export const modifyLiveMember = defineCommand({
  ...liveRow,
  name: 'modify_user_info',
  summary: 'Set marks on members of a live room, or take them away',
  request: z.object({
    GroupId: groupId,
    CommandType: commandType,
    MemberList: z
      .array(
        z.object({
          Member_Account: userId,
          Marks: z.array(mark).min(1).max(groupLimits.markKinds),
        }),
      )
      .min(1)
      .max(groupLimits.marksPerRequest),
  }),
  response: z.object({
    CommandType: z.number(),
    /** Those it was done to. */
    MemberList: z.array(z.object({ Member_Account: z.string(), Marks: z.array(z.number()) })),
  }),
  sizeErrors: tooManyIn('MemberList'),
  errors: premiumErrors,
})

export const modifyLiveAdmin = defineCommand({
  ...liveRow,
  name: 'modify_admin',
  summary: 'Make accounts administrators of a live room, or members again',
  request: z.object({
    GroupId: groupId,
    CommandType: commandType,
    Admin_Account: accountsUpTo(groupLimits.liveAdmins),
  }),
  response: z.object({}),
  sizeErrors: tooManyIn('Admin_Account'),
  errors: premiumErrors,
})

export const getLiveAdminList = defineCommand({
  ...liveRow,
  name: 'get_admin_list',
  summary: 'List the administrators of a live room',
  request: z.object({ GroupId: groupId }),
  response: z.object({
    Admin_List: z.array(z.object({ Admin_Account: z.string(), ...shown })),
  }),
  errors: [errors.noPermission, errors.noGroup, errors.badGroupId, errors.needsPremium],
})

const liveAccounts = {
  GroupId: groupId,
  Member_Account: accountsUpTo(groupLimits.liveAccountsPerRequest),
}

export const checkLiveMembers = defineCommand({
  ...liveRow,
  name: 'check_members',
  summary: 'Tell which accounts are in a live room',
  request: z.object(liveAccounts),
  response: z.object({ Member_Account: z.array(z.string()) }),
  sizeErrors: tooManyIn('Member_Account'),
  errors: [...groupStandard, errors.tooManyAccounts],
})

/** The name of the command is concluded from `del_robots`. */
export const addLiveRobots = defineCommand({
  ...liveRow,
  name: 'add_robots',
  summary: 'Show accounts in a live room without their joining it',
  request: z.object(liveAccounts),
  response: z.object({}),
  sizeErrors: tooManyIn('Member_Account'),
  errors: premiumErrors,
})

export const delLiveRobots = defineCommand({
  ...liveRow,
  name: 'del_robots',
  summary: 'Show accounts in a live room no longer',
  request: z.object(liveAccounts),
  response: z.object({}),
  sizeErrors: tooManyIn('Member_Account'),
  errors: premiumErrors,
})

/** The commands of live rooms. */
export const liveRoomCommands = [
  getOnlineMemberNum,
  getLiveMembers,
  modifyLiveMember,
  modifyLiveAdmin,
  getLiveAdminList,
  checkLiveMembers,
  addLiveRobots,
  delLiveRobots,
] as const

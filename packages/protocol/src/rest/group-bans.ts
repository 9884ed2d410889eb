import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { storableTextUpTo, uint32 } from '../fields.ts'
import { groupId, topicId } from '../group-fields.ts'
import { groupLimits } from '../group-limits.ts'
import { defineCommand } from './command.ts'
import { accountsUpTo, groupRow, groupStandard, tooManyIn, topicRow } from './group-row.ts'

export const forbidSendMsg = defineCommand({
  ...topicRow,
  name: 'forbid_send_msg',
  summary: 'Mute or unmute members of a group or a topic',
  renamed: { ShutUpTime: 'MuteTime' },
  request: z.object({
    GroupId: groupId,
    TopicId: topicId.optional(),
    Members_Account: accountsUpTo(groupLimits.mutesPerRequest),
    /** Seconds; 0 lifts the mute, 4294967295 is for ever. */
    MuteTime: uint32,
  }),
  response: z.object({}),
  sizeErrors: tooManyIn('Members_Account'),
  errors: [...groupStandard, errors.tooManyAccounts, errors.badTopicId, errors.noTopic],
})

export const getGroupMutedAccount = defineCommand({
  ...topicRow,
  name: 'get_group_muted_account',
  formerly: ['get_group_shutted_uin'],
  summary: 'List who is muted in a group or a topic',
  request: z.object({ GroupId: groupId, TopicId: topicId.optional() }),
  response: z.object({
    GroupId: z.string(),
    /** Until when, in Unix seconds. */
    MutedAccountList: z.array(z.object({ Member_Account: z.string(), MutedUntil: z.number() })),
  }),
  // Its page lists 10004 and 10007 too: every type has it, and its two fields have codes of their own.
  errors: [errors.noGroup, errors.badGroupId, errors.badTopicId, errors.noTopic],
})

const banned = {
  GroupId: groupId,
  Members_Account: accountsUpTo(groupLimits.bansPerRequest),
}

/** The pages of bans list no 10010 and 10015; an unknown group has no other code. */
const banErrors = [...groupStandard, errors.tooManyAccounts]

export const banGroupMember = defineCommand({
  ...groupRow,
  name: 'ban_group_member',
  summary: 'Remove members and keep them out for a time',
  request: z.object({
    ...banned,
    /** Seconds. */
    Duration: uint32,
    Description: storableTextUpTo(groupLimits.banDescriptionBytes).optional(),
  }),
  response: z.object({}),
  sizeErrors: tooManyIn('Members_Account'),
  errors: banErrors,
})

export const unbanGroupMember = defineCommand({
  ...groupRow,
  name: 'unban_group_member',
  summary: 'Let banned accounts in again',
  request: z.object(banned),
  response: z.object({}),
  sizeErrors: tooManyIn('Members_Account'),
  errors: banErrors,
})

export const getGroupBanMember = defineCommand({
  ...groupRow,
  name: 'get_group_ban_member',
  summary: 'List who is banned from a group',
  request: z.object({
    GroupId: groupId,
    Limit: z.number().int().min(1).max(groupLimits.bansPerPage).default(groupLimits.bansPerPage),
    Offset: uint32,
  }),
  response: z.object({
    /** Until when, in Unix seconds. */
    BannedAccountList: z.array(z.object({ Member_Account: z.string(), BannedUntil: z.number() })),
    /** 0 at the end. */
    NextOffset: z.number(),
  }),
  // Its page lists 10005 too, which no request leads to: it names no accounts.
  errors: groupStandard,
})

/** The commands about mutes and bans in a group. */
export const groupBanCommands = [
  forbidSendMsg,
  getGroupMutedAccount,
  banGroupMember,
  unbanGroupMember,
  getGroupBanMember,
] as const

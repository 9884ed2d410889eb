import { z } from 'zod'
import { relationErrors as errors } from '../errors/relation.ts'
import { userId } from '../fields.ts'
import {
  blockCheckTypes,
  blockRelations,
  friendGroupName,
  MOST_FRIEND_GROUPS,
} from '../relation-fields.ts'
import { defineCommand } from './command.ts'
import {
  friendAdd,
  friendCheck,
  friendDelete,
  friendDeleteAll,
  friendGet,
  friendGetList,
  friendImport,
  friendUpdate,
  snsAccounts,
  snsFailed,
  snsItem,
} from './relation.ts'

const service = 'sns'
const ratePerSecond = 200
const display = true
const invalid = errors.badParameter
const accounts = z.object({ From_Account: userId, To_Account: snsAccounts })
const batch = z.object({ ResultItem: z.array(snsItem), Fail_Account: snsFailed })
const groupNames = z.array(friendGroupName).min(1).max(MOST_FRIEND_GROUPS)
const sequence = z.number().int().min(0)

export const blackListAdd = defineCommand({
  service,
  name: 'black_list_add',
  summary: 'Block accounts; the friendship ends on both sides',
  ratePerSecond,
  display,
  request: accounts,
  response: batch,
  invalid,
  errors: [errors.badParameter, errors.unknownAccount, errors.blocklistFull],
})

export const blackListDelete = defineCommand({
  service,
  name: 'black_list_delete',
  summary: 'Take accounts off a blocklist',
  ratePerSecond,
  display,
  request: accounts,
  response: batch,
  invalid,
  errors: [errors.badParameter, errors.unknownAccount],
})

export const blackListGet = defineCommand({
  service,
  name: 'black_list_get',
  summary: 'Read a blocklist page by page',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    StartIndex: sequence,
    MaxLimited: z.number().int().min(1).max(1000),
    LastSequence: sequence,
  }),
  response: z.object({
    BlackListItem: z.array(z.object({ To_Account: z.string(), AddBlackTimeStamp: z.number() })),
    StartIndex: z.number(),
    CurruentSequence: z.number(),
  }),
  invalid,
  errors: [errors.badParameter, errors.unknownAccount],
})

export const blackListCheck = defineCommand({
  service,
  name: 'black_list_check',
  summary: 'Check who blocks whom',
  ratePerSecond,
  display,
  request: accounts.extend({ CheckType: z.enum(blockCheckTypes) }),
  response: z.object({
    BlackListCheckItem: z.array(snsItem.extend({ Relation: z.enum(blockRelations) })),
    Fail_Account: snsFailed,
  }),
  invalid,
  errors: [errors.badParameter, errors.unknownAccount],
})

export const groupAdd = defineCommand({
  service,
  name: 'group_add',
  summary: 'Make friend groups, with friends in them',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    GroupName: groupNames,
    To_Account: snsAccounts.optional(),
  }),
  response: z.object({
    ResultItem: z.array(snsItem).optional(),
    Fail_Account: snsFailed,
    CurrentSequence: z.number(),
  }),
  invalid,
  errors: [errors.badParameter, errors.unknownAccount, errors.groupsFull, errors.memberNotFriend],
})

export const groupDelete = defineCommand({
  service,
  name: 'group_delete',
  summary: 'Delete friend groups; the friends stay',
  ratePerSecond,
  display,
  request: z.object({ From_Account: userId, GroupName: groupNames }),
  response: z.object({ CurrentSequence: z.number() }),
  invalid,
  errors: [errors.badParameter, errors.unknownAccount],
})

export const groupGet = defineCommand({
  service,
  name: 'group_get',
  summary: 'Read friend groups',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    LastSequence: sequence,
    NeedFriend: z.string().max(64).optional(),
    GroupName: z.array(friendGroupName).max(MOST_FRIEND_GROUPS).optional(),
  }),
  response: z.object({
    ResultItem: z.array(
      z.object({
        GroupName: z.string(),
        FriendNumber: z.number(),
        To_Account: z.array(z.string()).optional(),
      }),
    ),
    CurrentSequence: z.number(),
  }),
  invalid,
  errors: [errors.badParameter, errors.unknownAccount],
})

/** The commands of the relationship chain. */
export const relationCommands = [
  friendAdd,
  friendImport,
  friendUpdate,
  friendDelete,
  friendDeleteAll,
  friendCheck,
  friendGet,
  friendGetList,
  blackListAdd,
  blackListDelete,
  blackListGet,
  blackListCheck,
  groupAdd,
  groupDelete,
  groupGet,
]

import { z } from 'zod'
import { relationErrors as errors } from '../errors/relation.ts'
import { flag, uint32, userId } from '../fields.ts'
import {
  addSource,
  addTypes,
  addWording,
  customText,
  deleteTypes,
  friendCheckTypes,
  friendGroupName,
  friendRelations,
  friendRemark,
  MOST_FRIEND_GROUPS,
} from '../relation-fields.ts'
import { defineCommand } from './command.ts'

const service = 'sns'
const ratePerSecond = 200
const display = true
const invalid = errors.badParameter

/** Accounts of one call. */
export const snsAccounts = z.array(userId).min(1).max(1000)
export const snsItem = z.object({
  To_Account: z.string(),
  ResultCode: z.number(),
  ResultInfo: z.string(),
})
export const snsFailed = z.array(z.string()).optional()
const tagValue = z.union([z.string(), z.number(), z.array(z.string())])
const tagged = z.object({ Tag: z.string(), Value: tagValue })
const sequence = z.number().int().min(0)
const custom = z.object({
  Tag: z.string().max(64),
  Value: z.union([customText, z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)]),
})
const batch = z.object({ ResultItem: z.array(snsItem), Fail_Account: snsFailed })

export const friendAdd = defineCommand({
  service,
  name: 'friend_add',
  summary: 'Add friends, or ask them',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    AddFriendItem: z
      .array(
        z.object({
          To_Account: userId,
          AddSource: addSource,
          Remark: friendRemark.optional(),
          GroupName: friendGroupName.optional(),
          AddWording: addWording.optional(),
        }),
      )
      .min(1)
      .max(1000),
    AddType: z.enum(addTypes).default('Add_Type_Both'),
    ForceAddFlags: flag.default(0),
  }),
  response: batch,
  invalid,
  errors: [
    errors.badParameter,
    errors.unknownAccount,
    errors.requestsForbidden,
    errors.friendsFull,
    errors.groupsFull,
    errors.pendingFull,
    errors.peerFriendsFull,
    errors.blockedPeer,
    errors.refusesAll,
    errors.blockedByPeer,
    errors.pending,
  ],
})

export const friendImport = defineCommand({
  service,
  name: 'friend_import',
  summary: 'Import up to 1000 one-way friends',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    AddFriendItem: z
      .array(
        z.object({
          To_Account: userId,
          AddSource: addSource,
          Remark: friendRemark.optional(),
          RemarkTime: uint32.optional(),
          GroupName: z.array(friendGroupName).max(MOST_FRIEND_GROUPS).optional(),
          AddWording: addWording.optional(),
          AddTime: uint32.optional(),
          CustomItem: z.array(custom).max(20).optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  response: batch,
  invalid,
  errors: [errors.badParameter, errors.unknownAccount, errors.friendsFull, errors.groupsFull],
})

export const friendUpdate = defineCommand({
  service,
  name: 'friend_update',
  summary: 'Change remark, groups and custom fields of friends',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    UpdateItem: z
      .array(
        z.object({
          To_Account: userId,
          SnsItem: z
            .array(
              z.object({
                Tag: z.string().max(64),
                // What each tag takes is checked item by item: a bad value fails alone.
                Value: z.union([
                  z.string(),
                  z.number(),
                  z.array(z.string()).max(MOST_FRIEND_GROUPS),
                ]),
              }),
            )
            .min(1)
            .max(25),
        }),
      )
      .min(1)
      .max(1000),
  }),
  response: batch,
  invalid,
  errors: [errors.badParameter, errors.unknownAccount, errors.groupsFull],
})

export const friendDelete = defineCommand({
  service,
  name: 'friend_delete',
  summary: 'Delete friends, on one side or on both',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    To_Account: snsAccounts,
    DeleteType: z.enum(deleteTypes).default('Delete_Type_Single'),
  }),
  response: batch,
  invalid,
  errors: [errors.badParameter, errors.unknownAccount, errors.notFriends],
})

export const friendDeleteAll = defineCommand({
  service,
  name: 'friend_delete_all',
  summary: 'Delete every friend of an account',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    DeleteType: z.enum(deleteTypes).default('Delete_Type_Single'),
  }),
  response: z.object({}),
  invalid,
  errors: [errors.badParameter, errors.unknownAccount],
})

export const friendCheck = defineCommand({
  service,
  name: 'friend_check',
  summary: 'Check whether accounts are friends',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    To_Account: snsAccounts,
    CheckType: z.enum(friendCheckTypes),
  }),
  response: z.object({
    InfoItem: z.array(snsItem.extend({ Relation: z.enum(friendRelations) })),
    Fail_Account: snsFailed,
  }),
  invalid,
  errors: [errors.badParameter, errors.unknownAccount],
})

export const friendGet = defineCommand({
  service,
  name: 'friend_get',
  formerly: ['friend_get_all'],
  summary: 'Read all friends of an account, page by page',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    StartIndex: sequence,
    StandardSequence: sequence.optional(),
    CustomSequence: sequence.optional(),
  }),
  response: z.object({
    UserDataItem: z.array(z.object({ To_Account: z.string(), ValueItem: z.array(tagged) })),
    StandardSequence: z.number(),
    CustomSequence: z.number(),
    FriendNum: z.number(),
    CompleteFlag: z.number(),
    NextStartIndex: z.number(),
  }),
  invalid,
  errors: [errors.badParameter, errors.unknownAccount],
})

export const friendGetList = defineCommand({
  service,
  name: 'friend_get_list',
  summary: 'Read profile and friend fields of some friends',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    To_Account: snsAccounts,
    TagList: z.array(z.string().max(64)).min(1).max(100),
  }),
  response: z.object({
    InfoItem: z.array(snsItem.extend({ SnsProfileItem: z.array(tagged).optional() })),
    Fail_Account: snsFailed,
  }),
  invalid,
  errors: [errors.badParameter, errors.unknownAccount],
})

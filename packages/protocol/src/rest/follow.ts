import { z } from 'zod'
import { relationErrors as errors } from '../errors/relation.ts'
import { userId } from '../fields.ts'
import { defineCommand } from './command.ts'

const service = 'follow'
const ratePerSecond = 200
const display = true
const invalid = errors.badParameter
const item = z.object({ To_Account: z.string(), ResultCode: z.number(), ResultInfo: z.string() })
const accounts = (most: number) =>
  z.object({ From_Account: userId, To_Account: z.array(userId).min(1).max(most) })
/** What every command of the family may answer. */
const common = [errors.badParameter, errors.unknownAccount, errors.followOff]

export const followAdd = defineCommand({
  service,
  name: 'follow_add',
  summary: 'Follow up to 20 accounts',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    FollowItem: z
      .array(z.object({ To_Account: userId }))
      .min(1)
      .max(20),
  }),
  response: z.object({ ResultItem: z.array(item) }),
  invalid,
  errors: [...common, errors.friendsFull],
})

export const followDelete = defineCommand({
  service,
  name: 'follow_delete',
  summary: 'Stop following up to 20 accounts',
  ratePerSecond,
  display,
  request: accounts(20),
  response: z.object({ ResultItem: z.array(item) }),
  invalid,
  errors: common,
})

export const followCheck = defineCommand({
  service,
  name: 'follow_check',
  summary: 'Who follows whom, of up to 100 accounts',
  ratePerSecond,
  display,
  request: accounts(100),
  response: z.object({ ResultItem: z.array(item.extend({ FollowType: z.number() })) }),
  invalid,
  errors: common,
})

export const followGet = defineCommand({
  service,
  name: 'follow_get',
  summary: 'Read followers, followed ones, or those that are both, page by page',
  ratePerSecond,
  display,
  request: z.object({
    From_Account: userId,
    FollowType: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    StartCursor: z.string().max(64),
    WantNum: z.number().int().min(1).max(1000).default(100),
  }),
  response: z.object({
    FollowItem: z.array(
      z.object({
        To_Account: z.string(),
        FollowTime: z.number(),
        ProfileItem: z.array(
          z.object({ Tag: z.string(), Value: z.union([z.string(), z.number()]) }),
        ),
      }),
    ),
    NextCursor: z.string(),
  }),
  invalid,
  errors: common,
})

export const followGetInfo = defineCommand({
  service,
  name: 'follow_get_info',
  summary: 'How many follow accounts, and how many they follow',
  ratePerSecond,
  display,
  request: accounts(20),
  response: z.object({
    FollowInfo: z.array(
      item.extend({
        FollowerCount: z.number(),
        FollowingCount: z.number(),
        MutualFollowingCount: z.number(),
      }),
    ),
  }),
  invalid,
  errors: common,
})

/** The commands of followers and followed ones. */
export const followCommands = [followAdd, followDelete, followCheck, followGet, followGetInfo]

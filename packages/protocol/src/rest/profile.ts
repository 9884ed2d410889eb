import { z } from 'zod'
import { profileErrors } from '../errors/profile.ts'
import { userId } from '../fields.ts'
import { defineCommand } from './command.ts'

const value = z.union([z.string(), z.number()])
const item = z.object({ Tag: z.string(), Value: value })

export const portraitSet = defineCommand({
  service: 'profile',
  name: 'portrait_set',
  summary: 'Set profile fields of one account',
  ratePerSecond: 200,
  display: true,
  request: z.object({ From_Account: userId, ProfileItem: z.array(item).min(1).max(100) }),
  response: z.object({}),
  invalid: profileErrors.badParameter,
  errors: [
    profileErrors.badParameter,
    profileErrors.unknownAccount,
    profileErrors.noWrite,
    profileErrors.unknownTag,
    profileErrors.tooLong,
    profileErrors.badValue,
    profileErrors.badType,
  ],
})

export const portraitGet = defineCommand({
  service: 'profile',
  name: 'portrait_get',
  summary: 'Read profile fields of up to 100 accounts',
  ratePerSecond: 200,
  display: true,
  request: z.object({
    To_Account: z.array(userId).min(1).max(100),
    TagList: z.array(z.string()).min(1).max(100),
  }),
  response: z.object({
    UserProfileItem: z.array(
      z.object({
        To_Account: z.string(),
        ProfileItem: z.array(item).optional(),
        ResultCode: z.number(),
        ResultInfo: z.string(),
      }),
    ),
    Fail_Account: z.array(z.string()).optional(),
  }),
  invalid: profileErrors.badParameter,
  fieldErrors: { To_Account: profileErrors.noAccount },
  errors: [
    profileErrors.badParameter,
    profileErrors.noAccount,
    profileErrors.unknownAccount,
    profileErrors.noRead,
    profileErrors.unknownTag,
  ],
})

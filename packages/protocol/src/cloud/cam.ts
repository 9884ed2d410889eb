import { z } from 'zod'
import { defineAction, nothing } from './action.ts'

const keyItem = z.object({
  AccessKeyId: z.string(),
  Status: z.enum(['Active', 'Inactive']),
  CreateTime: z.string(),
  Description: z.string(),
})

export const getUserAppId = defineAction({
  service: 'cam',
  name: 'GetUserAppId',
  summary: 'Who is calling: own account, root account and AppId',
  resource: 'none',
  writes: false,
  request: nothing,
  response: z.object({ Uin: z.string(), OwnerUin: z.string(), AppId: z.number() }),
  errors: [],
})

export const listAccessKeys = defineAction({
  service: 'cam',
  name: 'ListAccessKeys',
  summary: 'The access keys of the caller, without their secrets',
  resource: 'none',
  writes: false,
  request: z.object({ TargetUin: z.coerce.number().int().optional() }),
  response: z.object({ AccessKeys: z.array(keyItem) }),
  errors: ['ResourceNotFound'],
})

export const createAccessKey = defineAction({
  service: 'cam',
  name: 'CreateAccessKey',
  summary: 'Create an access key; its secret is shown this once. At most two per user',
  resource: 'none',
  writes: true,
  request: z.object({
    TargetUin: z.coerce.number().int().optional(),
    Description: z.string().max(300).default(''),
  }),
  response: z.object({ AccessKey: keyItem.extend({ SecretAccessKey: z.string() }) }),
  errors: ['LimitExceeded', 'ResourceNotFound'],
})

export const deleteAccessKey = defineAction({
  service: 'cam',
  name: 'DeleteAccessKey',
  summary: 'Delete an access key for good',
  resource: 'none',
  writes: true,
  request: z.object({
    AccessKeyId: z.string().max(64),
    TargetUin: z.coerce.number().int().optional(),
  }),
  response: nothing,
  errors: ['ResourceNotFound'],
})

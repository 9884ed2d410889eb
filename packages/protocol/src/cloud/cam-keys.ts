import { z } from 'zod'
import { defineAction, nothing } from './action.ts'
import { checkedLater, uin } from './cam-fields.ts'

/** Source: 数据结构, AccessKey. */
export const accessKeyInfo = z.object({
  AccessKeyId: z.string(),
  Status: z.enum(['Active', 'Inactive']),
  CreateTime: z.string(),
  Description: z.string(),
})

/** Whose keys are meant; the caller's own where it is left out. */
const target = { TargetUin: uin.optional() }
const accessKeyId = z.string().max(64)

/** What a call about somebody's keys may be refused with. A sub-user never touches those of the root. */
const aboutKeys = [
  'InvalidParameter.ParamError',
  'InvalidParameter.UserNotExist',
  'OperationDenied.SubUin',
] as const

/** Source: 列出指定用户的访问密钥. */
export const listAccessKeys = defineAction({
  service: 'cam',
  name: 'ListAccessKeys',
  summary: 'The access keys of a user, without their secrets',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: false,
  request: z.object(target),
  response: z.object({ AccessKeys: z.array(accessKeyInfo) }),
  errors: ['InvalidParameter.UserNotExist', 'OperationDenied.SubUin'],
})

/** Source: 创建访问密钥. */
export const createAccessKey = defineAction({
  service: 'cam',
  name: 'CreateAccessKey',
  summary: 'Create an access key; its secret is shown this once. At most two per user',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: true,
  request: z.object({ ...target, Description: checkedLater.default('') }),
  response: z.object({ AccessKey: accessKeyInfo.extend({ SecretAccessKey: z.string() }) }),
  errors: [...aboutKeys, 'OperationDenied.AccessKeyOverLimit'],
})

/** Source: 更新访问密钥. */
export const updateAccessKey = defineAction({
  service: 'cam',
  name: 'UpdateAccessKey',
  summary: 'Activate an access key, or stop it from signing',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: true,
  request: z.object({
    ...target,
    AccessKeyId: accessKeyId,
    Status: z.enum(['Active', 'Inactive']),
  }),
  response: nothing,
  errors: [...aboutKeys, 'ResourceNotFound.SecretNotExist'],
})

/** Source: 删除访问密钥. */
export const deleteAccessKey = defineAction({
  service: 'cam',
  name: 'DeleteAccessKey',
  summary: 'Delete an access key for good',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: true,
  request: z.object({ ...target, AccessKeyId: accessKeyId }),
  response: nothing,
  errors: [...aboutKeys, 'ResourceNotFound.SecretNotExist'],
})

/** Source: 获取密钥最近使用情况. */
export const getSecurityLastUsed = defineAction({
  service: 'cam',
  name: 'GetSecurityLastUsed',
  summary: 'When access keys last signed a call; unknown ones are left out',
  resource: 'none',
  writes: false,
  request: z.object({ SecretIdList: z.array(accessKeyId).min(1).max(10) }),
  response: z.object({
    SecretIdLastUsedRows: z.array(
      z.object({
        SecretId: z.string(),
        LastUsedDate: z.string().nullable().meta({ description: 'A day; null for never.' }),
        LastSecretUsedDate: z.number().meta({ description: 'Unix seconds; 0 for never.' }),
      }),
    ),
  }),
  errors: ['InvalidParameter'],
})

/** Whose an access key is, so that the user list finds somebody by a SecretId. Ours: no public action says it. */
export const describeAccessKeyOwner = defineAction({
  service: 'cam',
  name: 'DescribeAccessKeyOwner',
  summary: 'Whose an access key is, among the root account and its sub-users',
  resource: 'none',
  writes: false,
  request: z.object({ AccessKeyId: accessKeyId }),
  response: z.object({ Uin: z.number(), Name: z.string() }),
  errors: ['ResourceNotFound.SecretNotExist'],
})

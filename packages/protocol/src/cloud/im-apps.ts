import { z } from 'zod'
import { storableTextUpTo } from '../fields.ts'
import { appId, defineAction, limit, nothing, offset, unixSeconds } from './action.ts'
import { billingStates } from './plans.ts'

const appName = storableTextUpTo(100).refine((name) => name.trim() !== '', 'a name is required')
const appType = storableTextUpTo(32)
const introduction = storableTextUpTo(300)

/** The kinds of application an operator may choose from; `''` is none chosen. */
export const appTypes = [
  '',
  'social',
  'game',
  'live',
  'education',
  'ecommerce',
  'office',
  'other',
] as const

/** One application card. Times are Unix seconds; `ExpireTime` is null where the plan does not run out. */
export const appItem = z.object({
  SDKAppID: z.number(),
  AppName: z.string(),
  AppType: z.string(),
  Introduction: z.string(),
  /** Only `enabled` apps work; `arrears` and `refunded` ones were stopped for not being paid for. */
  Status: z.enum(['enabled', 'disabled', 'expired', 'arrears', 'refunded']),
  Plan: z.string(),
  Billing: z.enum(billingStates),
  /** When an app in arrears stops, or stopped; null for others. */
  StopTime: unixSeconds.nullable(),
  CreateTime: unixSeconds,
  UpdateTime: unixSeconds,
  ExpireTime: unixSeconds.nullable(),
  Tags: z.array(z.object({ TagKey: z.string(), TagValue: z.string() })),
})
export type AppItem = z.infer<typeof appItem>

export const registerIMApp = defineAction({
  service: 'im',
  name: 'RegisterIMApp',
  summary: 'Create an application',
  resource: 'apps',
  writes: true,
  request: z.object({
    AppName: appName,
    AppType: appType.optional(),
    Introduction: introduction.optional(),
  }),
  response: z.object({ SDKAppID: z.number() }),
  errors: ['InvalidParameterValue', 'MissingParameter', 'LimitExceeded.App'],
})

export const describeIMAppList = defineAction({
  service: 'im',
  name: 'DescribeIMAppList',
  summary: 'List applications, newest first; the keyword matches the name or the SDKAppID',
  resource: 'visibleApps',
  writes: false,
  request: z.object({ Offset: offset, Limit: limit, Keyword: storableTextUpTo(300).optional() }),
  response: z.object({ TotalCount: z.number(), AppList: z.array(appItem) }),
  errors: ['InvalidParameterValue'],
})

export const describeAppAndAccountInfo = defineAction({
  service: 'im',
  name: 'DescribeAppAndAccountInfo',
  summary: 'Everything about one application but its key',
  resource: 'app',
  writes: false,
  request: z.object({ SDKAppID: appId }),
  response: appItem.extend({ AccountCount: z.number(), AdministratorCount: z.number() }),
  errors: ['ResourceNotFound.App'],
})

export const modifyAppInfo = defineAction({
  service: 'im',
  name: 'ModifyAppInfo',
  summary: 'Change name, type or introduction of an application',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    AppName: appName.optional(),
    AppType: appType.optional(),
    Introduction: introduction.optional(),
  }),
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

export const describeSecret = defineAction({
  service: 'im',
  name: 'DescribeSecret',
  summary: 'The key that UserSigs are signed with',
  resource: 'app',
  writes: false,
  reveals: true,
  request: z.object({ SDKAppID: appId }),
  response: z.object({
    SecretKey: z.string(),
    Algorithm: z.enum(['HMAC-SHA256', 'ECDSA-SHA256']),
    CreateTime: unixSeconds,
    UpdateTime: unixSeconds,
  }),
  errors: ['ResourceNotFound.App'],
})

export const stopSdkAppId = defineAction({
  service: 'im',
  name: 'StopSdkAppId',
  summary: 'Disable an application: its clients are signed out and its calls refused',
  resource: 'app',
  writes: true,
  request: z.object({ SDKAppID: appId }),
  response: nothing,
  errors: ['ResourceNotFound.App'],
})

export const startSdkAppId = defineAction({
  service: 'im',
  name: 'StartSdkAppId',
  summary: 'Enable a disabled application',
  resource: 'app',
  writes: true,
  request: z.object({ SDKAppID: appId }),
  response: nothing,
  errors: ['ResourceNotFound.App'],
})

export const deleteSdkAppId = defineAction({
  service: 'im',
  name: 'DeleteSdkappid',
  summary: 'Delete a disabled application with all its data, for good',
  resource: 'app',
  writes: true,
  request: z.object({ SDKAppID: appId }),
  response: nothing,
  errors: ['ResourceNotFound.App', 'OperationDenied.AppEnabled', 'OperationDenied.AppPaid'],
})

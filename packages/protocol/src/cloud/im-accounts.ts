import { z } from 'zod'
import { customKey, MOST_CUSTOM_FIELDS } from '../custom-fields.ts'
import { textUpTo, uint32, userId } from '../fields.ts'
import { profileFields } from '../profile.ts'
import { appId, defineAction, limit, nothing, offset, unixSeconds } from './action.ts'

const accountType = z.enum(['ordinary', 'administrator'])
const number = z.coerce.number().pipe(uint32)

/** The editable profile of an account; every field is optional and absent where it was never set. */
export const accountProfile = z.object({
  Nick: textUpTo(500).optional(),
  FaceUrl: textUpTo(500).optional(),
  Gender: z.enum(profileFields.Tag_Profile_IM_Gender.choices).optional(),
  BirthDay: number.optional(),
  Location: textUpTo(16).optional(),
  SelfSignature: textUpTo(500).optional(),
  AllowType: z.enum(profileFields.Tag_Profile_IM_AllowType.choices).optional(),
  Language: number.optional(),
  MsgSettings: number.optional(),
  AdminForbidType: z.enum(profileFields.Tag_Profile_IM_AdminForbidType.choices).optional(),
  Level: number.optional(),
  Role: number.optional(),
  /** Fields of the application's own, by the name after `Tag_Profile_Custom_`. */
  CustomFields: z
    .array(z.object({ Key: customKey, Value: z.union([textUpTo(500), z.number()]) }))
    .max(MOST_CUSTOM_FIELDS)
    .optional(),
})
export type AccountProfile = z.infer<typeof accountProfile>

export const accountItem = accountProfile.extend({
  UserID: z.string(),
  AccountType: accountType,
  /** True for the account every app is born with; it cannot be deleted. */
  BuiltIn: z.boolean(),
  CreateTime: unixSeconds,
})
export type AccountItem = z.infer<typeof accountItem>

export const createAccount = defineAction({
  service: 'im',
  name: 'CreateAccount',
  summary: 'Create one account',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    UserID: userId,
    Nick: textUpTo(500).optional(),
    FaceUrl: textUpTo(500).optional(),
    AccountType: accountType.default('ordinary'),
  }),
  response: nothing,
  errors: [
    'InvalidParameterValue',
    'ResourceInUse',
    'LimitExceeded.Account',
    'LimitExceeded.Administrator',
    'ResourceNotFound.App',
  ],
})

export const importAccounts = defineAction({
  service: 'im',
  name: 'ImportAccounts',
  summary: 'Create up to 100 accounts; a row that fails is told and hinders no other',
  resource: 'app',
  writes: true,
  request: z.object({
    SDKAppID: appId,
    AccountList: z
      .array(
        z.object({
          UserID: z.string(),
          Nick: z.string().optional(),
          FaceUrl: z.string().optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  response: z.object({
    SuccessCount: z.number(),
    FailAccounts: z.array(
      z.object({ Index: z.number(), UserID: z.string(), Code: z.string(), Message: z.string() }),
    ),
  }),
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

export const describeAccountList = defineAction({
  service: 'im',
  name: 'DescribeAccountList',
  summary: 'List accounts, newest first; the keyword matches the beginning of the UserID',
  resource: 'app',
  writes: false,
  request: z.object({
    SDKAppID: appId,
    Offset: offset,
    Limit: limit,
    Keyword: z.string().max(32).optional(),
    AccountType: accountType.optional(),
    /** Exact ids instead of a page, for export. */
    UserIDs: z.array(z.string().max(32)).max(100).optional(),
  }),
  response: z.object({ TotalCount: z.number(), AccountList: z.array(accountItem) }),
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

export const modifyAccountInfo = defineAction({
  service: 'im',
  name: 'ModifyAccountInfo',
  summary: 'Change the profile or the type of an account',
  resource: 'app',
  writes: true,
  request: accountProfile.extend({
    SDKAppID: appId,
    UserID: userId,
    AccountType: accountType.optional(),
  }),
  response: nothing,
  errors: [
    'InvalidParameterValue',
    'ResourceNotFound.Account',
    'ResourceNotFound.App',
    'LimitExceeded.Administrator',
    'OperationDenied',
  ],
})

export const deleteAccounts = defineAction({
  service: 'im',
  name: 'DeleteAccounts',
  summary: 'Delete up to 100 accounts for good',
  resource: 'app',
  writes: true,
  request: z.object({ SDKAppID: appId, UserIDs: z.array(z.string().max(32)).min(1).max(100) }),
  response: z.object({
    ResultItem: z.array(
      z.object({ UserID: z.string(), ResultCode: z.number(), ResultInfo: z.string() }),
    ),
  }),
  errors: ['InvalidParameterValue', 'ResourceNotFound.App'],
})

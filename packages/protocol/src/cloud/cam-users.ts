import { z } from 'zod'
import { defineAction, nothing, offset } from './action.ts'
import { camId, checkedLater, numericFlag, remark, rowsPerPage, uin } from './cam-fields.ts'

/** What may be written about a user beside its name. */
const about = {
  Remark: remark.optional(),
  ConsoleLogin: numericFlag.optional(),
  Password: checkedLater.optional(),
  NeedResetPassword: numericFlag.optional(),
  PhoneNum: checkedLater.optional(),
  CountryCode: checkedLater.optional(),
  Email: checkedLater.optional(),
}

const described = {
  Uin: z.number(),
  Name: z.string(),
  Uid: z.number(),
  Remark: z.string(),
  ConsoleLogin: z.number(),
  PhoneNum: z.string(),
  CountryCode: z.string(),
  Email: z.string(),
}

/** A user as lists tell of it. Source: 数据结构, SubAccountInfo. */
export const subAccountInfo = z.object({
  ...described,
  CreateTime: z.string(),
  NickName: z.string(),
})

/** Kinds of accounts; only the first two exist here. Source: 数据结构, ListAllUser. */
export const accountKinds = [
  'Owner',
  'SubUser',
  'CICUser',
  'WechatCorpUser',
  'AgentIdentity',
  'Collaborator',
  'MessageReceiver',
] as const

/**
 * Source: 添加子用户. The password is answered only where it was made here: with `ConsoleLogin` 1 and
 * none given.
 */
export const addUser = defineAction({
  service: 'cam',
  name: 'AddUser',
  summary: 'Create a sub-user; a generated password and the secret of its key are shown this once',
  resource: 'none',
  writes: true,
  request: z.object({ Name: checkedLater, UseApi: numericFlag.default(0), ...about }),
  response: z.object({
    Uin: z.number(),
    Name: z.string(),
    Uid: z.number(),
    Password: z.string().optional(),
    SecretId: z.string().optional(),
    SecretKey: z.string().optional(),
  }),
  errors: [
    'InvalidParameter.ParamError',
    'InvalidParameter.PasswordViolatedRules',
    'InvalidParameter.SubUserFull',
    'InvalidParameter.SubUserNameInUse',
    'InvalidParameter.UserNameIllegal',
    'RequestLimitExceeded.CreateUser',
  ],
})

/**
 * Source: 更新子用户. What is left out stays. An empty `Password` with `ConsoleLogin` 1 asks for a
 * generated one, which is answered this once: the documents promise it and name no field for it.
 */
export const updateUser = defineAction({
  service: 'cam',
  name: 'UpdateUser',
  summary: 'Change a sub-user, found by its name; a new password ends its sessions',
  resource: { kind: 'userName', at: 'Name' },
  writes: true,
  request: z.object({ Name: checkedLater, ...about }),
  response: z.object({ Password: z.string().optional() }),
  errors: [
    'FailedOperation.Unmodifiable',
    'InvalidParameter',
    'InvalidParameter.PasswordViolatedRules',
    'RequestLimitExceeded',
    'ResourceNotFound.UserNotExist',
  ],
})

/** Source: 删除子用户. */
export const deleteUser = defineAction({
  service: 'cam',
  name: 'DeleteUser',
  summary: 'Delete a sub-user; one with access keys only by force, which needs `cam:DeleteApiKey`',
  resource: { kind: 'userName', at: 'Name' },
  writes: true,
  request: z.object({ Name: checkedLater, Force: numericFlag.default(0) }),
  response: nothing,
  errors: [
    'FailedOperation.Unmodifiable',
    'OperationDenied.HaveKeys',
    'ResourceNotFound.UserNotExist',
    'UnauthorizedOperation.DeleteApiKey',
  ],
})

/** Source: 查询子用户. The root account is found by its name as well. */
export const getUser = defineAction({
  service: 'cam',
  name: 'GetUser',
  summary: 'One user by its name',
  resource: { kind: 'userName', at: 'Name' },
  writes: false,
  request: z.object({ Name: checkedLater }),
  response: z.object({
    ...described,
    RecentlyLoginIP: z.string(),
    RecentlyLoginTime: z.string().meta({ description: 'Empty where it never signed in.' }),
  }),
  errors: ['ResourceNotFound.UserNotExist'],
})

/** Source: 拉取子用户. */
export const listUsers = defineAction({
  service: 'cam',
  name: 'ListUsers',
  summary: 'All sub-users of the root account',
  resource: 'none',
  writes: false,
  request: nothing,
  response: z.object({ Data: z.array(subAccountInfo) }),
  errors: [],
})

/** Source: 查询子用户, by uins. */
export const describeSubAccounts = defineAction({
  service: 'cam',
  name: 'DescribeSubAccounts',
  summary: 'Sub-users by their uins, with their last sign-in; unknown ones are left out',
  resource: { kind: 'user', at: 'FilterSubAccountUin' },
  writes: false,
  request: z.object({ FilterSubAccountUin: z.array(uin).min(1).max(50) }),
  response: z.object({
    SubAccounts: z.array(
      z.object({
        Uin: z.number(),
        Name: z.string(),
        Uid: z.number(),
        Remark: z.string(),
        CreateTime: z.string(),
        UserType: z.number(),
        LastLoginIp: z.string(),
        LastLoginTime: z.string().meta({ description: 'Empty where it never signed in.' }),
      }),
    ),
  }),
  errors: ['InvalidParameter'],
})

/** Source: 获取账号列表. Ordered by uin, so the root account comes first. */
export const listAccounts = defineAction({
  service: 'cam',
  name: 'ListAccounts',
  summary: 'The root account and its sub-users, page by page',
  resource: 'none',
  writes: false,
  request: z.object({
    MaxItems: z.coerce.number().int().min(1).max(100).default(100),
    Marker: z.string().max(64).optional(),
    UserType: z.enum(accountKinds).optional(),
  }),
  response: z.object({
    Users: z.array(z.object({ ...described, CreateTime: z.string(), UserType: z.string() })),
    Marker: z.string().optional().meta({ description: 'There while more follow.' }),
    IsTruncated: z.boolean(),
  }),
  errors: ['InvalidParameter', 'InvalidParameter.PaginationTokenInvalid'],
})

/** Source: 获取协作者列表. Nobody of another root account works here, so the list is empty. */
export const listCollaborators = defineAction({
  service: 'cam',
  name: 'ListCollaborators',
  summary: 'Collaborators, of which this platform has none',
  resource: 'none',
  writes: false,
  request: z.object({ Limit: rowsPerPage, Offset: offset }),
  response: z.object({ TotalNum: z.number(), Data: z.array(subAccountInfo) }),
  errors: [],
})

/** Source: 查询账户概览. */
export const getAccountSummary = defineAction({
  service: 'cam',
  name: 'GetAccountSummary',
  summary: 'How many sub-users, groups, members of groups and custom policies there are',
  resource: 'none',
  writes: false,
  request: nothing,
  response: z.object({
    Policies: z.number(),
    Roles: z.number(),
    Idps: z.number(),
    User: z.number(),
    Group: z.number(),
    Member: z.number(),
    IdentityProviders: z.number(),
  }),
  errors: [],
})

/** A user of a call: by uin, or by the short number. */
export const userReference = { Uid: camId.optional(), Uin: uin.optional() }

import { z } from 'zod'
import { defineAction, nothing } from './action.ts'
import { camId, checkedLater, numericFlag, uin } from './cam-fields.ts'

/** Bounds of the password rules. Source: 密码规则. */
export const passwordRuleLimits = {
  shortest: 8,
  longest: 32,
  days: 365,
  reuse: 24,
  retry: 10,
} as const

/**
 * Source: 数据结构, PassWordRule. `MustContain` lists kinds of characters: `A` upper case, `a` lower
 * case, `1` digits, `!` special ones.
 */
export const passwordRules = z.object({
  MinimumLength: z.number().int(),
  MustContain: z.string(),
  ForcePasswordChange: z.number().int().meta({ description: 'Days a password lasts; 0 for ever.' }),
  ReusePasswordLimit: z
    .number()
    .int()
    .meta({ description: 'So many last passwords may not be used again; 0 for no limit.' }),
  RetryPasswordLimit: z
    .number()
    .int()
    .meta({ description: 'Failed sign-ins within an hour that stop a user; 0 for no limit.' }),
  PasswordExpirationInvalidation: z
    .number()
    .int()
    .meta({ description: '1: an expired password does not sign in; 2: it must be changed then.' }),
})

/** Source: 获取密码规则. */
export const getPasswordRules = defineAction({
  service: 'cam',
  name: 'GetPasswordRules',
  summary: 'What the passwords of sub-users must be like',
  resource: 'none',
  writes: false,
  request: nothing,
  response: z.object({
    Rules: passwordRules,
    UpdateTime: z.string().meta({ description: 'Empty while the rules are the first ones.' }),
    Modifier: z.string().meta({ description: 'The name of who changed them last.' }),
  }),
  errors: [],
})

/**
 * Source: 更新密码规则. What is left out stays; `0` as a length and no kinds of characters mean the
 * first rules.
 */
export const updatePasswordRules = defineAction({
  service: 'cam',
  name: 'UpdatePasswordRules',
  summary: 'Change what the passwords of sub-users must be like',
  resource: 'none',
  writes: true,
  request: z.object({ Rules: passwordRules.partial() }),
  response: nothing,
  errors: ['InvalidParameter.PasswordRuleError'],
})

/** Source: 设置用户权限边界. */
export const putUserPermissionsBoundary = defineAction({
  service: 'cam',
  name: 'PutUserPermissionsBoundary',
  summary: 'Cap what the policies of a sub-user may grant',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: true,
  request: z.object({ TargetUin: uin, PolicyId: camId }),
  response: nothing,
  errors: [
    'InvalidParameter.ParamError',
    'InvalidParameter.PolicyIdNotExist',
    'InvalidParameter.UserNotExist',
  ],
})

/** Source: 删除用户权限边界. */
export const deleteUserPermissionsBoundary = defineAction({
  service: 'cam',
  name: 'DeleteUserPermissionsBoundary',
  summary: 'Lift the permission boundary of a sub-user',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: true,
  request: z.object({ TargetUin: uin }),
  response: nothing,
  errors: ['InvalidParameter.ParamError', 'InvalidParameter.UserNotExist'],
})

/** Source: 获取用户权限边界. Every member is null where there is none. */
export const getUserPermissionBoundary = defineAction({
  service: 'cam',
  name: 'GetUserPermissionBoundary',
  summary: 'The permission boundary of a sub-user',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: false,
  request: z.object({ TargetUin: uin }),
  response: z.object({
    PolicyId: z.number().nullable(),
    PolicyName: z.string().nullable(),
    PolicyDocument: z.string().nullable(),
    PolicyType: z.number().nullable().meta({ description: '1 custom, 2 preset.' }),
    CreateMode: z.number().nullable(),
  }),
  errors: ['InvalidParameter.ParamError', 'ResourceNotFound.UserNotExist'],
})

const zero = z.literal(0)

/** No further factor can be asked for, so every flag is 0. Source: 数据结构, LoginActionFlag. */
const noFactors = z.object({
  Phone: zero,
  Token: zero,
  Stoken: zero,
  Wechat: zero,
  Custom: zero,
  Mail: zero,
  U2FToken: zero,
  Passkey: zero,
})

const safeAuthFlags = z.object({
  LoginFlag: noFactors,
  ActionFlag: noFactors,
  OffsiteFlag: z.object({
    VerifyFlag: zero,
    NotifyPhone: zero,
    NotifyEmail: zero,
    NotifyWechat: zero,
    Tips: zero,
  }),
  PromptTrust: zero,
})

/** Source: 获取安全设置. */
export const describeSafeAuthFlag = defineAction({
  service: 'cam',
  name: 'DescribeSafeAuthFlag',
  summary: 'Which further factors protect the caller: none',
  resource: 'none',
  writes: false,
  request: nothing,
  response: safeAuthFlags,
  errors: [],
})

/** Source: 获取子用户安全设置. */
export const describeSafeAuthFlagColl = defineAction({
  service: 'cam',
  name: 'DescribeSafeAuthFlagColl',
  summary: 'Which further factors protect a sub-user: none',
  resource: { kind: 'user', at: 'SubUin' },
  writes: false,
  request: z.object({ SubUin: uin }),
  response: safeAuthFlags,
  errors: ['ResourceNotFound.UserNotExist'],
})

const wantedFactors = z
  .object({ Phone: numericFlag, Stoken: numericFlag, Wechat: numericFlag })
  .partial()
  .optional()

/**
 * Source: 设置用户的登录保护和敏感操作校验方式. Taking factors away is answered, for there are none;
 * asking for one is refused.
 */
export const setMfaFlag = defineAction({
  service: 'cam',
  name: 'SetMfaFlag',
  summary: 'Ask for further factors at sign-in; the platform has none, so only 0 is taken',
  resource: { kind: 'user', at: 'OpUin' },
  writes: true,
  request: z.object({
    OpUin: uin.optional(),
    LoginFlag: wantedFactors,
    ActionFlag: wantedFactors,
  }),
  response: nothing,
  errors: ['FailedOperation', 'InvalidParameter.UserNotExist'],
})

const addressRule = z.object({ IP: checkedLater, Effect: checkedLater })

/**
 * Source: 设置子用户登录 IP 策略. `IpPolicies` replaces all that were set, and stay where they are left
 * out. `Deny` wins; where there is an `Allow`, an address needs one. Nobody approves single sign-ins
 * here, so approvers are refused, and so is policy type 2, which asks for a further factor.
 */
export const createSubAccountLoginIpPolicy = defineAction({
  service: 'cam',
  name: 'CreateSubAccountLoginIpPolicy',
  summary: 'From which addresses sub-users may sign in to the console',
  resource: 'none',
  writes: true,
  request: z.object({
    IpPolicies: z.array(addressRule).max(1000).optional(),
    ApproverType: checkedLater.optional(),
    ApproverUin: z.array(uin).max(100).optional(),
    DisablePolicy: numericFlag.optional(),
    PolicyType: z.coerce.number().int().optional(),
  }),
  response: nothing,
  errors: [
    'FailedOperation.PolicyFull',
    'InvalidParameter.AssitApproverTypeError',
    'InvalidParameter.EffectError',
    'InvalidParameter.IPIllegal',
    'InvalidParameter.IPRangeOverlapping',
    'InvalidParameter.ParamError',
  ],
})

/** What `CreateSubAccountLoginIpPolicy` set. An action of this platform: the documents name none. */
export const describeSubAccountLoginIpPolicy = defineAction({
  service: 'cam',
  name: 'DescribeSubAccountLoginIpPolicy',
  summary: 'From which addresses sub-users may sign in to the console, as it was set',
  resource: 'none',
  writes: false,
  request: nothing,
  response: z.object({
    IpPolicies: z.array(z.object({ IP: z.string(), Effect: z.enum(['Allow', 'Deny']) })),
    DisablePolicy: z.number(),
    UpdateTime: z.string().meta({ description: 'Empty where nothing was ever set.' }),
  }),
  errors: [],
})

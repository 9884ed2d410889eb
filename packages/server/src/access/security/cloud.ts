import {
  CloudError,
  createSubAccountLoginIpPolicy,
  deleteUserPermissionsBoundary,
  describeSafeAuthFlag,
  describeSafeAuthFlagColl,
  describeSubAccountLoginIpPolicy,
  getPasswordRules,
  getUserPermissionBoundary,
  putUserPermissionsBoundary,
  setMfaFlag,
  updatePasswordRules,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { ActionCall, ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import { localTime } from '../local-time.ts'
import type { PasswordRules } from '../password-rules.ts'
import { noUser } from '../users/faults.ts'
import type { Users } from '../users/users.ts'
import type { Boundaries } from './boundaries.ts'
import type { LoginAddresses } from './login-addresses.ts'
import type { PasswordPolicy, PasswordRulesChange } from './password-policy.ts'

export interface SecurityActionsDeps {
  readonly users: Pick<Users, 'find'>
  readonly passwordPolicy: PasswordPolicy
  readonly loginAddresses: LoginAddresses
  readonly boundaries: Boundaries
}

export function securityActions(deps: SecurityActionsDeps): readonly ActionHandler[] {
  return [
    ...passwordActions(deps),
    ...addressActions(deps),
    ...boundaryActions(deps),
    ...factorActions(deps),
  ]
}

/** When a setting was changed; empty where it never was. */
function changeTime(at: number): string {
  return at === 0 ? '' : localTime(at)
}

function passwordActions({ passwordPolicy, users }: SecurityActionsDeps): readonly ActionHandler[] {
  return [
    handleAction(getPasswordRules, async ({ principal: { ownerUin } }) => {
      const { value, updatedAt, updatedBy } = await passwordPolicy.of(ownerUin)
      const modifier = updatedBy === '' ? undefined : await users.find(ownerUin, updatedBy)
      return {
        Rules: toWireRules(value),
        UpdateTime: changeTime(updatedAt),
        Modifier: modifier?.name ?? updatedBy,
      }
    }),
    handleAction(
      updatePasswordRules,
      async ({ principal, body }) => {
        await passwordPolicy.update(principal, toRulesChange(body.Rules))
        return {}
      },
      { snapshot: async ({ principal }) => (await passwordPolicy.of(principal.ownerUin)).value },
    ),
  ]
}

function toWireRules(rules: PasswordRules) {
  return {
    MinimumLength: rules.minimumLength,
    MustContain: rules.mustContain.join(''),
    ForcePasswordChange: rules.lastsDays,
    ReusePasswordLimit: rules.reuseLimit,
    RetryPasswordLimit: rules.retryLimit,
    PasswordExpirationInvalidation: rules.expiredIsInvalid ? 1 : 2,
  }
}

function toRulesChange(
  rules: z.output<typeof updatePasswordRules.request>['Rules'],
): PasswordRulesChange {
  const invalidation = rules.PasswordExpirationInvalidation
  if (invalidation !== undefined && invalidation !== 1 && invalidation !== 2) {
    const message = '`PasswordExpirationInvalidation` must be 1 or 2'
    throw new CloudError('InvalidParameter.PasswordRuleError', message)
  }
  return {
    minimumLength: rules.MinimumLength,
    mustContain: rules.MustContain,
    lastsDays: rules.ForcePasswordChange,
    reuseLimit: rules.ReusePasswordLimit,
    retryLimit: rules.RetryPasswordLimit,
    expiredIsInvalid: invalidation === undefined ? undefined : invalidation === 1,
  }
}

function addressActions({ loginAddresses }: SecurityActionsDeps): readonly ActionHandler[] {
  const told = async (ownerUin: string) => {
    const { value, updatedAt } = await loginAddresses.of(ownerUin)
    return {
      IpPolicies: value.rules.map(({ ip, effect }) => ({ IP: ip, Effect: effect })),
      DisablePolicy: value.disabled ? 1 : 0,
      UpdateTime: changeTime(updatedAt),
    }
  }
  return [
    handleAction(describeSubAccountLoginIpPolicy, ({ principal }) => told(principal.ownerUin)),
    handleAction(
      createSubAccountLoginIpPolicy,
      async ({ principal, body }) => {
        refuseApproval(body)
        await loginAddresses.change(principal, {
          rules: body.IpPolicies?.map(({ IP, Effect }) => ({ ip: IP, effect: Effect })),
          disabled: body.DisablePolicy === undefined ? undefined : body.DisablePolicy === 1,
        })
        return {}
      },
      { snapshot: ({ principal }) => told(principal.ownerUin) },
    ),
  ]
}

/** Nobody approves single sign-ins here, and there is no further factor to ask for. */
function refuseApproval(body: z.output<typeof createSubAccountLoginIpPolicy.request>): void {
  if (body.ApproverType) {
    const message = '`ApproverType`: sign-ins are not approved one by one here.'
    throw new CloudError('InvalidParameter.AssitApproverTypeError', message)
  }
  if (body.ApproverUin !== undefined && body.ApproverUin.length > 0) {
    const message = '`ApproverUin`: sign-ins are not approved one by one here.'
    throw new CloudError('InvalidParameter.ParamError', message)
  }
  if (body.PolicyType !== undefined && body.PolicyType !== 1) {
    const message = '`PolicyType` must be 1: there is no further factor to ask for.'
    throw new CloudError('InvalidParameter.ParamError', message)
  }
}

function boundaryActions({ boundaries }: SecurityActionsDeps): readonly ActionHandler[] {
  type Call = ActionCall<{ readonly TargetUin: number }>
  const snapshot = async ({ principal, body }: Call) => {
    const policy = await boundaries.get(principal.ownerUin, body.TargetUin)
    return policy && { policyId: policy.policyId, name: policy.name }
  }
  return [
    handleAction(
      putUserPermissionsBoundary,
      async ({ principal, body }) => {
        await boundaries.put(principal.ownerUin, body.TargetUin, body.PolicyId)
        return {}
      },
      { snapshot },
    ),
    handleAction(
      deleteUserPermissionsBoundary,
      async ({ principal, body }) => {
        await boundaries.delete(principal.ownerUin, body.TargetUin)
        return {}
      },
      { snapshot },
    ),
    handleAction(getUserPermissionBoundary, async ({ principal, body }) => {
      const policy = await boundaries.get(principal.ownerUin, body.TargetUin)
      return {
        PolicyId: policy?.policyId ?? null,
        PolicyName: policy?.name ?? null,
        PolicyDocument: policy?.document ?? null,
        PolicyType: policy === undefined ? null : policy.kind === 'custom' ? 1 : 2,
        CreateMode: policy?.createMode ?? null,
      }
    }),
  ]
}

const noFactors = {
  Phone: 0,
  Token: 0,
  Stoken: 0,
  Wechat: 0,
  Custom: 0,
  Mail: 0,
  U2FToken: 0,
  Passkey: 0,
} as const

/** Passwords are the only thing that people sign in with. */
const safeAuthFlags = {
  LoginFlag: noFactors,
  ActionFlag: noFactors,
  OffsiteFlag: { VerifyFlag: 0, NotifyPhone: 0, NotifyEmail: 0, NotifyWechat: 0, Tips: 0 },
  PromptTrust: 0,
} as const

function factorActions({ users }: SecurityActionsDeps): readonly ActionHandler[] {
  return [
    handleAction(describeSafeAuthFlag, async () => safeAuthFlags),
    handleAction(describeSafeAuthFlagColl, async ({ principal, body }) => {
      const user = await users.find(principal.ownerUin, body.SubUin)
      if (user === undefined) throw noUser('SubUin', body.SubUin)
      return safeAuthFlags
    }),
    handleAction(setMfaFlag, async ({ principal, body }) => {
      const target = body.OpUin ?? principal.uin
      if ((await users.find(principal.ownerUin, target)) === undefined) {
        const message = `\`OpUin\`: there is no user ${target}.`
        throw new CloudError('InvalidParameter.UserNotExist', message)
      }
      for (const name of ['LoginFlag', 'ActionFlag'] as const) {
        const wanted = Object.entries(body[name] ?? {}).find(([, flag]) => flag === 1)
        if (wanted === undefined) continue
        const message = `\`${name}.${wanted[0]}\`: this platform has no such factor.`
        throw new CloudError('FailedOperation', message)
      }
      return {}
    }),
  ]
}

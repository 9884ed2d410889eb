import { z } from 'zod'
import { defineAction, nothing } from './action.ts'
import { camId, page, rowsPerPage, uin } from './cam-fields.ts'
import { deactivated, keyword, narrowPage, policyId } from './cam-policy-fields.ts'
import { coded } from './coded.ts'
import type { CloudErrorCode } from './errors.ts'

const attachErrors = [
  'InternalError.SystemError',
  'InvalidParameter.AttachmentFull',
  'InvalidParameter.ParamError',
  'InvalidParameter.PolicyIdError',
  'InvalidParameter.PolicyIdNotExist',
  'InvalidParameter.UserNotExist',
  'ResourceNotFound.PolicyIdNotFound',
] as const satisfies readonly CloudErrorCode[]

/** A policy that is attached to somebody. `AddTime` is when. Source: AttachPolicyInfo. */
export const attachPolicyInfo = z.object({
  PolicyId: z.number(),
  PolicyName: z.string(),
  AddTime: z.string(),
  CreateMode: z.number(),
  /** `User` for custom policies, `QCS` for preset ones. */
  PolicyType: z.enum(['User', 'QCS']),
  Remark: z.string(),
  OperateOwnerUin: z.string(),
  OperateUin: z.string(),
  /** 0: a sub-account did it, or the root. */
  OperateUinType: z.number(),
  ...deactivated,
})
export type AttachPolicyInfo = z.infer<typeof attachPolicyInfo>

/** Source: AttachUserPolicy. */
export const attachUserPolicy = defineAction({
  service: 'cam',
  name: 'AttachUserPolicy',
  summary: 'Attach a policy to a sub-user',
  resource: { kind: 'user', at: 'AttachUin' },
  writes: true,
  request: z.object({ PolicyId: policyId, AttachUin: uin }),
  response: nothing,
  errors: [...attachErrors, 'FailedOperation.PolicyFull', 'ResourceNotFound.UserNotExist'],
})

/** Source: DetachUserPolicy. */
export const detachUserPolicy = defineAction({
  service: 'cam',
  name: 'DetachUserPolicy',
  summary: 'Take a policy from a sub-user',
  resource: { kind: 'user', at: 'DetachUin' },
  writes: true,
  request: z.object({ PolicyId: policyId, DetachUin: uin }),
  response: nothing,
  errors: [...attachErrors, 'ResourceNotFound.UserNotExist'],
})

/** Source: AttachGroupPolicy. */
export const attachGroupPolicy = defineAction({
  service: 'cam',
  name: 'AttachGroupPolicy',
  summary: 'Attach a policy to a user group, and so to each of its members',
  resource: { kind: 'group', at: 'AttachGroupId' },
  writes: true,
  request: z.object({ PolicyId: policyId, AttachGroupId: camId }),
  response: nothing,
  errors: [...attachErrors, 'FailedOperation.PolicyFull', 'ResourceNotFound.GroupNotExist'],
})

/** Source: DetachGroupPolicy. */
export const detachGroupPolicy = defineAction({
  service: 'cam',
  name: 'DetachGroupPolicy',
  summary: 'Take a policy from a user group',
  resource: { kind: 'group', at: 'DetachGroupId' },
  writes: true,
  request: z.object({ PolicyId: policyId, DetachGroupId: camId }),
  response: nothing,
  errors: [
    'InternalError.SystemError',
    'InvalidParameter.ParamError',
    'InvalidParameter.PolicyIdError',
    'InvalidParameter.PolicyIdNotExist',
    'InvalidParameter.UserNotExist',
    'ResourceNotFound.GroupNotExist',
    'ResourceNotFound.UserNotExist',
  ],
})

/** Source: ListAttachedUserPolicies. */
export const listAttachedUserPolicies = defineAction({
  service: 'cam',
  name: 'ListAttachedUserPolicies',
  summary: 'The policies that are attached to a user itself',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: false,
  request: z.object({ TargetUin: uin, Page: page, Rp: rowsPerPage }),
  response: z.object({ TotalNum: z.number(), List: z.array(attachPolicyInfo) }),
  errors: ['InternalError.SystemError', 'InvalidParameter.ParamError'],
})

const strategyType = z.coerce.number().pipe(z.literal([1, 2]))

/**
 * `Groups` names the groups that bring a policy; `Direct` is ours and 1 where the user has it itself.
 * Source: ListAttachedUserAllPolicies.
 */
export const listAttachedUserAllPolicies = defineAction({
  service: 'cam',
  name: 'ListAttachedUserAllPolicies',
  summary: 'The policies that a user has, itself and by its groups',
  resource: { kind: 'user', at: 'TargetUin' },
  writes: false,
  request: z.object({
    TargetUin: uin,
    Rp: narrowPage,
    Page: narrowPage,
    /** 0 all, 1 direct, 2 by groups. */
    AttachType: z.coerce.number().pipe(z.literal([0, 1, 2])),
    StrategyType: strategyType.optional(),
    Keyword: keyword.optional(),
  }),
  response: z.object({
    TotalNum: z.number(),
    PolicyList: z.array(
      z.object({
        PolicyId: z.string(),
        PolicyName: z.string(),
        Description: z.string(),
        AddTime: z.string(),
        /** 1 custom, 2 preset. */
        StrategyType: z.string(),
        CreateMode: z.string(),
        Groups: z.array(z.object({ GroupId: z.number(), GroupName: z.string() })),
        Direct: z.number(),
        ...deactivated,
      }),
    ),
  }),
  errors: [
    'InvalidParameter.ParamError',
    'InvalidParameter.SearchKeywordLengthError',
    'ResourceNotFound.UserNotExist',
  ],
})

/** Source: ListAttachedGroupPolicies. */
export const listAttachedGroupPolicies = defineAction({
  service: 'cam',
  name: 'ListAttachedGroupPolicies',
  summary: 'The policies that are attached to a user group',
  resource: { kind: 'group', at: 'TargetGroupId' },
  writes: false,
  request: z.object({
    TargetGroupId: camId,
    Page: page,
    Rp: rowsPerPage,
    Keyword: keyword.optional(),
  }),
  response: z.object({ TotalNum: z.number(), List: z.array(attachPolicyInfo) }),
  errors: [
    'InternalError.SystemError',
    'InvalidParameter.ParamError',
    'InvalidParameter.SearchKeywordLengthError',
  ],
})

export const entityFilters = ['All', 'User', 'Group', 'Role'] as const

/** Users come first, then groups. Source: ListEntitiesForPolicy. */
export const listEntitiesForPolicy = defineAction({
  service: 'cam',
  name: 'ListEntitiesForPolicy',
  summary: 'The users and groups that a policy is attached to',
  resource: { kind: 'policy', at: 'PolicyId' },
  writes: false,
  request: z.object({
    PolicyId: policyId,
    Page: page,
    Rp: rowsPerPage,
    EntityFilter: z
      .string()
      .default('All')
      .refine(
        (filter) => (entityFilters as readonly string[]).includes(filter),
        coded('InvalidParameter.EntityFilterError', 'All, User, Group or Role'),
      ),
  }),
  response: z.object({
    TotalNum: z.number(),
    List: z.array(
      z.object({
        Id: z.string(),
        Name: z.string(),
        /** 0 for groups. */
        Uin: z.number(),
        /** 1 user, 2 group. */
        RelatedType: z.number(),
        AttachmentTime: z.string(),
      }),
    ),
  }),
  errors: [
    'InternalError.SystemError',
    'InvalidParameter.EntityFilterError',
    'InvalidParameter.ParamError',
    'InvalidParameter.PolicyIdError',
  ],
})

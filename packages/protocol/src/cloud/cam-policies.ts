import { z } from 'zod'
import { textUpTo } from '../fields.ts'
import { defineAction, nothing } from './action.ts'
import {
  camTag,
  deactivated,
  documentErrors,
  keyword,
  narrowPage,
  newCamTags,
  policyDescription,
  policyDocument,
  policyId,
  policyName,
  policyQuotas,
} from './cam-policy-fields.ts'
import { coded } from './coded.ts'

/** How a custom policy came to be: by syntax, by the generator, by tags. Source: CreateMode. */
export const createModes = [2, 3, 4] as const

/** One line of `ListPolicies`. `Attachments` counts users. Source: StrategyInfo. */
export const strategyInfo = z.object({
  PolicyId: z.number(),
  PolicyName: z.string(),
  AddTime: z.string(),
  /** 1 custom, 2 preset. */
  Type: z.number(),
  Description: z.string(),
  CreateMode: z.number(),
  Attachments: z.number(),
  ServiceType: z.string(),
  IsAttached: z.number().nullable(),
  ...deactivated,
  IsServiceLinkedPolicy: z.number(),
  /** Users and groups. */
  AttachEntityCount: z.number(),
  /** Users whose permission boundary it is. */
  AttachEntityBoundaryCount: z.number(),
  UpdateTime: z.string(),
  Tags: z.array(camTag),
  PermissionLevel: z.enum(['Global', 'CloudProduct']),
})
export type StrategyInfo = z.infer<typeof strategyInfo>

/**
 * `Tags` that are missing are made; all of the call happens, or nothing. `CreateMode` is ours: the
 * console says how the document was made. Source: CreatePolicy.
 */
export const createPolicy = defineAction({
  service: 'cam',
  name: 'CreatePolicy',
  summary: 'Create a custom policy from a document',
  resource: 'none',
  writes: true,
  request: z.object({
    PolicyName: policyName,
    PolicyDocument: policyDocument,
    Description: policyDescription.default(''),
    Tags: newCamTags.default([]),
    CreateMode: z.coerce.number().pipe(z.literal(createModes)).default(2),
  }),
  response: z.object({ PolicyId: z.number() }),
  errors: [...documentErrors, 'FailedOperation.PolicyFull', 'FailedOperation.PolicyNameInUse'],
})

/** The policy is named by id or by name. `Alias` is a remark on a preset policy. Source: UpdatePolicy. */
export const updatePolicy = defineAction({
  service: 'cam',
  name: 'UpdatePolicy',
  summary: 'Change description and document of a policy; the version in force is overwritten',
  resource: { kind: 'policy', at: 'PolicyId', name: 'PolicyName' },
  writes: true,
  request: z.object({
    PolicyId: policyId.optional(),
    PolicyName: policyName.optional(),
    Description: policyDescription.optional(),
    PolicyDocument: policyDocument.optional(),
    Alias: textUpTo(300).optional(),
  }),
  response: z.object({ PolicyId: z.number().optional() }),
  errors: [
    ...documentErrors,
    'FailedOperation.PolicyNameInUse',
    'InvalidParameter.PolicyIdError',
    'InvalidParameter.PolicyIdNotExist',
    'ResourceNotFound.PolicyIdNotFound',
  ],
})

/** Source: DeletePolicy. */
export const deletePolicy = defineAction({
  service: 'cam',
  name: 'DeletePolicy',
  summary: 'Delete custom policies and detach them from everybody; all of them or none',
  resource: { kind: 'policy', at: 'PolicyId' },
  writes: true,
  request: z.object({
    PolicyId: z
      .array(policyId)
      .min(1)
      .refine(
        (ids) => ids.length <= policyQuotas.batch,
        coded('InvalidParameter.OperatePoliciesOverLimit', 'at most 200 policies'),
      ),
  }),
  response: nothing,
  errors: [
    'InternalError.SystemError',
    'InvalidParameter.OperatePoliciesOverLimit',
    'InvalidParameter.ParamError',
    'InvalidParameter.PolicyIdError',
    'InvalidParameter.PolicyIdNotExist',
    'ResourceNotFound.NotFound',
    'ResourceNotFound.PolicyIdNotFound',
  ],
})

/** Source: GetPolicy. `PolicyId` and `CreateMode` are ours. */
export const getPolicy = defineAction({
  service: 'cam',
  name: 'GetPolicy',
  summary: 'A policy with the document in force',
  resource: { kind: 'policy', at: 'PolicyId' },
  writes: false,
  request: z.object({ PolicyId: policyId }),
  response: z.object({
    PolicyId: z.number(),
    PolicyName: z.string(),
    Description: z.string(),
    /** 1 custom, 2 preset. */
    Type: z.number(),
    CreateMode: z.number(),
    AddTime: z.string(),
    UpdateTime: z.string(),
    PolicyDocument: z.string(),
    PresetAlias: z.string().nullable(),
    IsServiceLinkedRolePolicy: z.number(),
    Tags: z.array(camTag),
  }),
  errors: [
    'InternalError.SystemError',
    'InvalidParameter.ParamError',
    'InvalidParameter.PolicyIdError',
    'ResourceNotFound.PolicyIdNotFound',
  ],
})

export const policyScopes = ['All', 'QCS', 'Local'] as const

/** Preset policies come first, then custom ones, newest first. Source: ListPolicies. */
export const listPolicies = defineAction({
  service: 'cam',
  name: 'ListPolicies',
  summary: 'List policies; the keyword matches the name or the description',
  resource: 'none',
  writes: false,
  request: z.object({
    Rp: narrowPage.default(20),
    Page: narrowPage.default(1),
    Scope: z
      .string()
      .default('All')
      .refine(
        (scope) => (policyScopes as readonly string[]).includes(scope),
        coded('InvalidParameter.ScopeError', 'All, QCS or Local'),
      ),
    Keyword: keyword.optional(),
  }),
  response: z.object({
    TotalNum: z.number(),
    List: z.array(strategyInfo),
    ServiceTypeList: z.array(z.string()),
  }),
  errors: [
    'InternalError.SystemError',
    'InvalidParameter.GroupIdError',
    'InvalidParameter.KeywordError',
    'InvalidParameter.ParamError',
    'InvalidParameter.ScopeError',
    'InvalidParameter.SearchKeywordLengthError',
  ],
})

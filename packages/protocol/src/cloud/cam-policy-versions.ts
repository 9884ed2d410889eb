import { z } from 'zod'
import { defineAction, nothing } from './action.ts'
import { camId } from './cam-fields.ts'
import {
  documentErrors,
  policyDocument,
  policyId,
  policyQuotas,
  versionId,
} from './cam-policy-fields.ts'

const versionItem = z.object({
  VersionId: z.number(),
  CreateDate: z.string(),
  IsDefaultVersion: z.number(),
})

/** Source: CreatePolicyVersion. */
export const createPolicyVersion = defineAction({
  service: 'cam',
  name: 'CreatePolicyVersion',
  summary: 'Add a version to a custom policy; at most five',
  resource: { kind: 'policy', at: 'PolicyId' },
  writes: true,
  request: z.object({
    PolicyId: camId,
    PolicyDocument: policyDocument,
    SetAsDefault: z.boolean(),
  }),
  response: z.object({ VersionId: z.number() }),
  errors: [
    ...documentErrors,
    'FailedOperation',
    'FailedOperation.PolicyFull',
    'FailedOperation.PolicyNameInUse',
    'FailedOperation.PolicyVersionFull',
    'InvalidParameter.PolicyIdNotExist',
  ],
})

/** Source: DeletePolicyVersion. */
export const deletePolicyVersion = defineAction({
  service: 'cam',
  name: 'DeletePolicyVersion',
  summary: 'Delete versions of a custom policy that are not in force; all of them or none',
  resource: { kind: 'policy', at: 'PolicyId' },
  writes: true,
  request: z.object({
    PolicyId: policyId,
    VersionId: z.array(versionId).min(1).max(policyQuotas.versions),
  }),
  response: nothing,
  errors: [
    'FailedOperation',
    'FailedOperation.PolicyNameInUse',
    'FailedOperation.PolicyVersionAlreadyDefault',
    'InternalError.SystemError',
    'InvalidParameter.ParamError',
    'InvalidParameter.PolicyIdError',
    'InvalidParameter.PolicyIdNotExist',
    'InvalidParameter.PolicyVersionNotExists',
    'ResourceNotFound.PolicyIdNotFound',
  ],
})

/** Source: GetPolicyVersion. */
export const getPolicyVersion = defineAction({
  service: 'cam',
  name: 'GetPolicyVersion',
  summary: 'A version of a policy with its document',
  resource: { kind: 'policy', at: 'PolicyId' },
  writes: false,
  request: z.object({ PolicyId: policyId, VersionId: versionId }),
  response: z.object({ PolicyVersion: versionItem.extend({ Document: z.string() }) }),
  errors: [
    'InternalError.SystemError',
    'InvalidParameter.ParamError',
    'InvalidParameter.PolicyIdError',
    'InvalidParameter.PolicyVersionNotExists',
    'ResourceNotFound.PolicyIdNotFound',
  ],
})

/** Newest first. Source: ListPolicyVersions. */
export const listPolicyVersions = defineAction({
  service: 'cam',
  name: 'ListPolicyVersions',
  summary: 'The versions of a policy, newest first',
  resource: { kind: 'policy', at: 'PolicyId' },
  writes: false,
  request: z.object({ PolicyId: camId }),
  response: z.object({ Versions: z.array(versionItem) }),
  errors: [
    'InternalError.SystemError',
    'InvalidParameter.ParamError',
    'InvalidParameter.PolicyIdNotExist',
    'ResourceNotFound.PolicyIdNotFound',
  ],
})

/** Source: SetDefaultPolicyVersion. */
export const setDefaultPolicyVersion = defineAction({
  service: 'cam',
  name: 'SetDefaultPolicyVersion',
  summary: 'Put a version of a custom policy in force',
  resource: { kind: 'policy', at: 'PolicyId' },
  writes: true,
  request: z.object({ PolicyId: policyId, VersionId: versionId }),
  response: nothing,
  errors: [
    ...documentErrors,
    'FailedOperation.PolicyNameInUse',
    'FailedOperation.PolicyVersionAlreadyDefault',
    'InvalidParameter.PolicyIdError',
    'InvalidParameter.PolicyIdNotExist',
    'InvalidParameter.PolicyVersionNotExists',
    'ResourceNotFound.PolicyIdNotFound',
  ],
})

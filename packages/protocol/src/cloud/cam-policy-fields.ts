import { z } from 'zod'
import { byteLength } from '../fields.ts'
import { coded, codedByAction } from './coded.ts'
import type { CloudErrorCode } from './errors.ts'
import { newTagKey, newTagValue, tagLimits } from './tag-fields.ts'

/** Limits of policies. Source: 限制 (the newer values), CreatePolicy. */
export const policyQuotas = {
  perRoot: 1500,
  perEntity: 200,
  versions: 5,
  nameLength: 128,
  descriptionBytes: 300,
  /** Policies that one call deletes. */
  batch: 200,
  keywordLength: 128,
} as const

/** What is wrong with a policy document. Source: the error lists of CreatePolicy and its kin. */
export const documentErrors = [
  'InternalError.SystemError',
  'InvalidParameter.ActionError',
  'InvalidParameter.ActionMiss',
  'InvalidParameter.ActionNotExist',
  'InvalidParameter.ActionServiceNotExist',
  'InvalidParameter.AttachmentFull',
  'InvalidParameter.ConditionContentError',
  'InvalidParameter.ConditionError',
  'InvalidParameter.ConditionTypeError',
  'InvalidParameter.DescriptionLengthOverlimit',
  'InvalidParameter.EffectError',
  'InvalidParameter.NotSupportProduct',
  'InvalidParameter.ParamError',
  'InvalidParameter.PolicyDocumentError',
  'InvalidParameter.PolicyDocumentLengthOverLimit',
  'InvalidParameter.PolicyNameError',
  'InvalidParameter.PrincipalError',
  'InvalidParameter.ResourceContentError',
  'InvalidParameter.ResourceError',
  'InvalidParameter.ResourceProjectError',
  'InvalidParameter.ResourceQcsError',
  'InvalidParameter.ResourceRegionError',
  'InvalidParameter.ResourceServiceNotExist',
  'InvalidParameter.ResourceUinError',
  'InvalidParameter.StatementError',
  'InvalidParameter.UserNotExist',
  'InvalidParameter.VersionError',
  'ResourceNotFound.GroupNotExist',
  'ResourceNotFound.NotFound',
  'ResourceNotFound.UserNotExist',
] as const satisfies readonly CloudErrorCode[]

const positive = (id: number) => id > 0

/** The id of a policy; preset ones have small ids of their own. */
export const policyId = z.coerce
  .number()
  .int()
  .refine(positive, coded('InvalidParameter.PolicyIdError', 'a policy id is above 0'))

export const policyName = z
  .string()
  .refine(
    (name) => /^[\w+=,.@-]{1,128}$/.test(name),
    coded(
      'InvalidParameter.PolicyNameError',
      'a policy name is 1 to 128 letters, digits or characters of +=,.@_-',
    ),
  )

export const policyDescription = z
  .string()
  .refine(
    (text) => byteLength(text) <= policyQuotas.descriptionBytes,
    coded('InvalidParameter.DescriptionLengthOverlimit', 'at most 300 bytes'),
  )
  .refine((text) => !text.includes('\0'), coded('InvalidParameter.ParamError', 'without NUL'))

/** JSON text; what is in it is checked by `checkPolicyDocument`. */
export const policyDocument = z.string()

export const versionId = z.coerce.number().int()

/** A page as `ListPolicies` bounds it. */
export const narrowPage = z.coerce.number().int().min(1).max(200)

/** Part of a name or description, in any case. */
export const keyword = z
  .string()
  .refine(
    (text) => text.length <= policyQuotas.keywordLength,
    coded('InvalidParameter.SearchKeywordLengthError', 'at most 128 characters'),
  )
  .refine(
    (text) => !text.includes('\0'),
    codedByAction('without NUL', 'InvalidParameter.KeywordError', 'InvalidParameter.ParamError'),
  )

export const camTag = z.object({ Key: z.string(), Value: z.string() })

/** Tags that something is made with, each key once. */
export const newCamTags = z
  .array(z.object({ Key: newTagKey, Value: newTagValue }))
  .refine(
    (tags) => tags.length <= tagLimits.tagsOfResource,
    coded('InvalidParameter.ParamError', `at most ${tagLimits.tagsOfResource} tags`),
  )
  .refine(
    (tags) => new Set(tags.map(({ Key }) => Key)).size === tags.length,
    coded('InvalidParameter.ParamError', 'a key is named twice'),
  )

/** Why a policy does not work although it is attached: never here. */
export const deactivated = {
  Deactived: z.number(),
  DeactivedDetail: z.array(z.string()),
}

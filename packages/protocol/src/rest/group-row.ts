import { z } from 'zod'
import { groupErrors as errors } from '../errors/group.ts'
import { storableTextUpTo, textUpTo, userId } from '../fields.ts'
import { groupLimits } from '../group-limits.ts'

/**
 * What the commands of `group_open_http_svc` share. Internal faults and unknown commands, which every
 * page lists as 10002 and 10003, are answered by the door with the public 60008 and 60009.
 */
export const groupRow = {
  service: 'group_open_http_svc',
  ratePerSecond: 200,
  invalid: errors.badParameter,
  fieldErrors: { GroupId: errors.badGroupId },
} as const

/** Beside a `GroupId` these commands take a `TopicId`. */
export const topicRow = {
  ...groupRow,
  fieldErrors: { GroupId: errors.badGroupId, TopicId: errors.badTopicId },
} as const

/** The errors every command about one group may answer. Source: 群组管理. */
export const groupStandard = [
  errors.badParameter,
  errors.noPermission,
  errors.noGroup,
  errors.badGroupId,
] as const

/** Seq of a message in its group or topic. */
export const msgSeq = z.number().int().min(1).max(0xffff_ffff)

/** Accounts of one request. How many is too many has a code of its own: see `tooManyIn`. */
export function accountsUpTo(max: number) {
  return z.array(userId).min(1).max(max)
}

/** `sizeErrors` of a field that holds accounts. */
export function tooManyIn<Field extends string>(field: Field) {
  return { [field]: errors.tooManyAccounts } as const
}

const fieldKey = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,15}$/, 'a custom field has a name of 1 to 16 letters or digits')

/** Custom fields of a group. An empty value deletes one, a value may hold any character, NUL too. */
export const groupCustom = z
  .array(z.object({ Key: fieldKey, Value: textUpTo(groupLimits.groupFieldBytes) }))
  .max(groupLimits.groupFields)

/** Custom fields of a member of a group, as those of groups. */
export const memberCustom = z
  .array(z.object({ Key: fieldKey, Value: textUpTo(groupLimits.memberFieldBytes) }))
  .max(groupLimits.memberFields)

/** Custom fields in an answer. */
export const customAnswer = z.array(z.object({ Key: z.string(), Value: z.string() }))

/** Texts of a group; the app's settings may allow fewer bytes. */
export const groupTexts = {
  Introduction: storableTextUpTo(groupLimits.introductionBytes).optional(),
  Notification: storableTextUpTo(groupLimits.notificationBytes).optional(),
  FaceUrl: storableTextUpTo(groupLimits.faceUrlBytes).optional(),
}

export const groupName = storableTextUpTo(groupLimits.nameBytes).min(1)

/** What became of one entry of a batch. */
export const itemResult = { ErrorCode: z.number(), ErrorInfo: z.string() }

/** A member as requests name one in a list. */
export const namedMember = z.object({ Member_Account: userId })

import { z } from 'zod'
import {
  groupField,
  groupFieldKey,
  groupFieldType,
  groupMemberField,
  memberFieldType,
} from '../group-custom-fields.ts'
import { appId, defineAction, nothing } from './action.ts'

const request = z.object({ SDKAppID: appId })

/** One type at least, and each once. */
function typesOf<One extends z.ZodType<{ readonly Type: string }>>(one: One) {
  return z
    .array(one)
    .min(1)
    .refine((types) => new Set(types.map(({ Type }) => Type)).size === types.length, {
      message: 'each type once',
    })
}

const groupRequest = z.object({
  SDKAppID: appId,
  Key: groupFieldKey,
  Types: typesOf(groupFieldType),
})
const memberRequest = z.object({
  SDKAppID: appId,
  Key: groupFieldKey,
  Types: typesOf(memberFieldType),
})

export const describeGroupFields = defineAction({
  service: 'im',
  name: 'DescribeGroupFields',
  summary: 'The custom fields of the groups of an application',
  resource: 'app',
  writes: false,
  request,
  response: z.object({ Fields: z.array(groupField) }),
  errors: ['ResourceNotFound.App'],
})

export const createGroupField = defineAction({
  service: 'im',
  name: 'CreateGroupField',
  summary: 'Add a custom field to groups of some types; neither it nor a type can ever be removed',
  resource: 'app',
  writes: true,
  request: groupRequest,
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App', 'ResourceInUse', 'LimitExceeded'],
})

export const modifyGroupField = defineAction({
  service: 'im',
  name: 'ModifyGroupField',
  summary:
    'Change who reads and writes a custom field of groups, or add types; types not named stay',
  resource: 'app',
  writes: true,
  request: groupRequest,
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App', 'ResourceNotFound'],
})

export const describeGroupMemberFields = defineAction({
  service: 'im',
  name: 'DescribeGroupMemberFields',
  summary: 'The custom fields of the members of groups of an application',
  resource: 'app',
  writes: false,
  request,
  response: z.object({ Fields: z.array(groupMemberField) }),
  errors: ['ResourceNotFound.App'],
})

export const createGroupMemberField = defineAction({
  service: 'im',
  name: 'CreateGroupMemberField',
  summary:
    'Add a custom field to the members of groups of some types; neither it nor a type can ever be removed',
  resource: 'app',
  writes: true,
  request: memberRequest,
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App', 'ResourceInUse', 'LimitExceeded'],
})

export const modifyGroupMemberField = defineAction({
  service: 'im',
  name: 'ModifyGroupMemberField',
  summary:
    'Change who reads and writes a custom field of members, or add types; types not named stay',
  resource: 'app',
  writes: true,
  request: memberRequest,
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App', 'ResourceNotFound'],
})

import { z } from 'zod'
import {
  customFieldTypes,
  customKey,
  fieldRights,
  friendField,
  userField,
} from '../custom-fields.ts'
import { appId, defineAction, nothing } from './action.ts'

const request = z.object({ SDKAppID: appId })
const key = { SDKAppID: appId, Key: customKey }
const type = z.enum(customFieldTypes)

/** At least one side reads a field and one writes it (用户自定义字段). */
function isUsable({ AppRead, AppWrite, AdminRead, AdminWrite }: z.infer<typeof fieldRights>) {
  return (AppRead || AdminRead) && (AppWrite || AdminWrite)
}
const useless = { path: ['AppRead'], message: 'one right to read and one to write are needed' }

export const describeUserFields = defineAction({
  service: 'im',
  name: 'DescribeUserFields',
  summary: 'The custom profile fields of an application',
  resource: 'app',
  writes: false,
  request,
  response: z.object({ Fields: z.array(userField) }),
  errors: ['ResourceNotFound.App'],
})

export const createUserField = defineAction({
  service: 'im',
  name: 'CreateUserField',
  summary: 'Add a custom profile field; it can never be renamed or removed',
  resource: 'app',
  writes: true,
  request: fieldRights.extend({ ...key, Type: type }).refine(isUsable, useless),
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App', 'ResourceInUse', 'LimitExceeded'],
})

export const modifyUserField = defineAction({
  service: 'im',
  name: 'ModifyUserField',
  summary: 'Change who reads and writes a custom profile field',
  resource: 'app',
  writes: true,
  request: fieldRights.extend(key).refine(isUsable, useless),
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App', 'ResourceNotFound'],
})

export const describeFriendFields = defineAction({
  service: 'im',
  name: 'DescribeFriendFields',
  summary: 'The custom friend fields of an application',
  resource: 'app',
  writes: false,
  request,
  response: z.object({ Fields: z.array(friendField) }),
  errors: ['ResourceNotFound.App'],
})

export const createFriendField = defineAction({
  service: 'im',
  name: 'CreateFriendField',
  summary: 'Add a custom friend field; it can never be changed or removed',
  resource: 'app',
  writes: true,
  request: z.object({ ...key, Type: type }),
  response: nothing,
  errors: ['InvalidParameterValue', 'ResourceNotFound.App', 'ResourceInUse', 'LimitExceeded'],
})

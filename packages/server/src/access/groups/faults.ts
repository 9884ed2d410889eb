import type { CloudErrorCode } from '@yanshu/protocol'
import { CloudError } from '@yanshu/protocol'

/** The code of a call for a group that is not there: their documents differ. */
export type MissingGroupCode = Extract<
  CloudErrorCode,
  'ResourceNotFound.GroupNotExist' | 'InvalidParameter.GroupNotExist'
>

export function noGroup(
  groupId: number,
  code: MissingGroupCode = 'ResourceNotFound.GroupNotExist',
): CloudError {
  return new CloudError(code, `\`GroupId\`: there is no user group ${groupId}.`)
}

export function nameIllegal(): CloudError {
  return new CloudError(
    'InvalidParameter.ParamError',
    '`GroupName` must be 1 to 64 characters without control characters.',
  )
}

export function nameInUse(name: string): CloudError {
  return new CloudError('InvalidParameter.GroupNameInUse', `\`GroupName\`: ${name} is in use.`)
}

export function groupsFull(most: number): CloudError {
  const message = `A root account has at most ${most} user groups.`
  return new CloudError('InvalidParameter.GroupFull', message)
}

export function usersFull(groupId: number, most: number): CloudError {
  const message = `\`Info\`: the user group ${groupId} would have more than ${most} users.`
  return new CloudError('InvalidParameter.GroupUserFull', message)
}

export function groupsOfUserFull(uin: string, most: number): CloudError {
  const message = `\`Info\`: the user ${uin} would be in more than ${most} user groups.`
  return new CloudError('InvalidParameter.UserGroupFull', message)
}

export function nobodyNamed(): CloudError {
  return new CloudError(
    'InvalidParameter.UserUinAndUinNotAllNull',
    'A user is named by its uin or by its Uid.',
  )
}

import { CloudError } from '@yanshu/protocol'

export function noUser(parameter: string, value: string | number): CloudError {
  const message = `\`${parameter}\`: there is no user ${value}.`
  return new CloudError('ResourceNotFound.UserNotExist', message)
}

export function nameInUse(name: string): CloudError {
  return new CloudError('InvalidParameter.SubUserNameInUse', `\`Name\`: ${name} is in use.`)
}

export function haveKeys(name: string): CloudError {
  const message = `${name} has access keys; delete them first, or set \`Force\` to 1.`
  return new CloudError('OperationDenied.HaveKeys', message)
}

export function noKeyRight(): CloudError {
  return new CloudError(
    'UnauthorizedOperation.DeleteApiKey',
    'Deleting a user with its access keys needs the permission cam:DeleteApiKey.',
  )
}

export function tooFast(): CloudError {
  const message = 'Too many users are made at once. Try again in a minute.'
  return new CloudError('RequestLimitExceeded.CreateUser', message)
}

export function tooMuchHashing(): CloudError {
  const message = 'Too many passwords are set at once. Try again in a moment.'
  return new CloudError('RequestLimitExceeded', message)
}

export function subUsersFull(most: number): CloudError {
  return new CloudError(
    'InvalidParameter.SubUserFull',
    `A root account has at most ${most} sub-users.`,
  )
}

export function unmodifiable(name: string): CloudError {
  const message = `\`Name\`: ${name} is the root account, which cannot be changed or deleted here.`
  return new CloudError('FailedOperation.Unmodifiable', message)
}

export function passwordRefused(lack: string): CloudError {
  return new CloudError('InvalidParameter.PasswordViolatedRules', `\`Password\` ${lack}.`)
}

export function changedMeanwhile(name: string): CloudError {
  return new CloudError('FailedOperation', `The password of ${name} was changed at the same time.`)
}

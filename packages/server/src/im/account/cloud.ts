import {
  accountErrors,
  CloudError,
  createAccount,
  deleteAccounts,
  describeAccountList,
  ImError,
  importAccounts,
  modifyAccountInfo,
  profileErrors,
} from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { AppService } from '../app/service.ts'
import type { ProfileService } from '../profile/service.ts'
import type { Account } from './account.ts'
import { BUILT_IN } from './account.ts'
import { toAccountItem, toProfileItems } from './cloud-profile.ts'
import type { AccountService } from './service.ts'
import { accountSnapshot } from './snapshots.ts'

/** The actions about accounts. */
export function accountActions(
  apps: AppService,
  accounts: AccountService,
  profiles: ProfileService,
): readonly ActionHandler[] {
  const stateOf = accountSnapshot(apps, accounts)
  return [
    handleAction(
      createAccount,
      async ({ body }) => {
        const { SDKAppID: appId, UserID: userId, Nick: nick, FaceUrl: faceUrl } = body
        const created = await accounts.create(appId, { userId, nick, faceUrl }).catch(asCloudError)
        if (!created) throw new CloudError('ResourceInUse', `UserID ${userId} exists already`)
        if (body.AccountType === 'administrator') await promoteNew(accounts, appId, userId)
        return {}
      },
      { snapshot: ({ body }) => stateOf(body.SDKAppID, [body.UserID]) },
    ),
    handleAction(
      importAccounts,
      async ({ body }) => {
        const wanted = body.AccountList.map(({ UserID, Nick, FaceUrl }) => ({
          userId: UserID,
          nick: Nick,
          faceUrl: FaceUrl,
        }))
        const failures = await accounts.importMany(body.SDKAppID, wanted)
        const failed = wanted.flatMap(({ userId }, at) => {
          const failure = failures.find((one) => one.userId === userId)
          return failure ? [toFailure(at, userId, failure.error)] : []
        })
        return { SuccessCount: wanted.length - failed.length, FailAccounts: failed }
      },
      {
        snapshot: ({ body }) =>
          stateOf(
            body.SDKAppID,
            body.AccountList.map(({ UserID }) => UserID),
          ),
      },
    ),
    handleAction(describeAccountList, async ({ body }) => {
      const { userFields } = await apps.get(body.SDKAppID)
      const toItem = (account: Account) => toAccountItem(userFields, account)
      if (body.UserIDs) {
        const found = await accounts.findMany(body.SDKAppID, body.UserIDs)
        return { TotalCount: found.size, AccountList: [...found.values()].map(toItem) }
      }
      const filter = { prefix: body.Keyword ?? '', type: body.AccountType }
      const page = await accounts.page(body.SDKAppID, filter, body.Offset, body.Limit)
      return { TotalCount: page.total, AccountList: page.accounts.map(toItem) }
    }),
    handleAction(
      modifyAccountInfo,
      async ({ body }) => {
        const { SDKAppID: appId, UserID: userId, AccountType: type } = body
        if (!(await accounts.find(appId, userId))) throw unknown(userId)
        if (type !== undefined) await changeType(accounts, appId, userId, type)
        const { userFields } = await apps.get(appId)
        const items = toProfileItems(userFields, body)
        if (items.length > 0) {
          const writer = 'administrator'
          await profiles.set({ appId, userId, items, writer }).catch(asCloudError)
        }
        return {}
      },
      { snapshot: ({ body }) => stateOf(body.SDKAppID, [body.UserID]) },
    ),
    handleAction(
      deleteAccounts,
      async ({ body }) => {
        const gone = await accounts.delete(body.SDKAppID, body.UserIDs).catch(asCloudError)
        return { ResultItem: body.UserIDs.map((userId) => toResult(userId, gone.has(userId))) }
      },
      { snapshot: ({ body }) => stateOf(body.SDKAppID, body.UserIDs) },
    ),
  ]
}

async function promoteNew(accounts: AccountService, appId: number, userId: string): Promise<void> {
  if (await accounts.promote(appId, userId)) return
  await accounts.delete(appId, [userId])
  throw tooManyAdministrators()
}

async function changeType(
  accounts: AccountService,
  appId: number,
  userId: string,
  type: 'ordinary' | 'administrator',
): Promise<void> {
  if (type === 'administrator') {
    if (!(await accounts.promote(appId, userId))) throw tooManyAdministrators()
    return
  }
  if (userId === BUILT_IN) {
    throw new CloudError('OperationDenied', 'the built-in administrator stays one')
  }
  await accounts.change(appId, userId, { type })
}

function tooManyAdministrators(): CloudError {
  return new CloudError('LimitExceeded.Administrator', 'at most 10 administrators in an app')
}

function unknown(userId: string): CloudError {
  return new CloudError('ResourceNotFound.Account', `UserID ${userId} not found`)
}

function toResult(userId: string, done: boolean) {
  if (done) return { UserID: userId, ResultCode: 0, ResultInfo: '' }
  if (userId === BUILT_IN) {
    const { code, info } = accountErrors.deleteRefused
    return { UserID: userId, ResultCode: code, ResultInfo: info }
  }
  const { code, info } = accountErrors.notImported
  return { UserID: userId, ResultCode: code, ResultInfo: info }
}

function toFailure(index: number, userId: string, error: ImError) {
  const { code, message } = toCloudError(error)
  return { Index: index, UserID: userId, Code: code, Message: message }
}

function toCloudError(error: ImError): CloudError {
  const cause = { cause: error }
  switch (error.row.code) {
    case accountErrors.accountCap.code:
      return new CloudError('LimitExceeded.Account', error.message, cause)
    case accountErrors.deletedRecently.code:
    case accountErrors.deleteRefused.code:
    case profileErrors.noWrite.code:
      return new CloudError('OperationDenied', error.message, cause)
    case accountErrors.notImported.code:
    case profileErrors.unknownAccount.code:
      return new CloudError('ResourceNotFound.Account', error.message, cause)
    default:
      return new CloudError('InvalidParameterValue', error.message, cause)
  }
}

function asCloudError(error: unknown): never {
  throw error instanceof ImError ? toCloudError(error) : error
}

import {
  accountCheck,
  accountDelete,
  accountErrors,
  accountImport,
  ImError,
  kick,
  multiAccountImport,
} from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { ImportFailure } from './import-check.ts'
import type { AccountService } from './service.ts'
import type { AccountSnapshot } from './snapshots.ts'

/** The account commands. */
export function accountRest(
  accounts: AccountService,
  stateOf: AccountSnapshot,
): readonly RestHandler[] {
  return [
    handleRest(
      accountImport,
      async ({ appId, body }) => {
        await accounts.import(appId, {
          userId: body.UserID,
          nick: body.Nick,
          faceUrl: body.FaceUrl,
        })
        return {}
      },
      { snapshot: ({ appId, body }) => stateOf(appId, [body.UserID]) },
    ),
    handleRest(
      multiAccountImport,
      async ({ appId, body }) => {
        const wanted = (body.AccountList ?? []).map(({ UserID, Nick, FaceUrl }) => ({
          userId: UserID,
          nick: Nick,
          faceUrl: FaceUrl,
        }))
        const old = (body.Accounts ?? []).map((userId) => ({ userId }))
        const all = [...wanted, ...old]
        const failures = await accounts.importMany(appId, all)
        if (failures.length === all.length && failures.every(isOverCap)) {
          throw new ImError(accountErrors.accountCap)
        }
        return { FailAccounts: failures.map(({ userId }) => userId) }
      },
      { snapshot: ({ appId, body }) => stateOf(appId, importedIds(body)) },
    ),
    handleRest(
      accountDelete,
      async ({ appId, body }) => {
        const ids = body.DeleteItem.map((item) => item.UserID)
        const gone = await accounts.delete(appId, ids)
        return { ResultItem: ids.map((userId) => result(userId, gone.has(userId))) }
      },
      {
        snapshot: ({ appId, body }) =>
          stateOf(
            appId,
            body.DeleteItem.map((item) => item.UserID),
          ),
      },
    ),
    handleRest(accountCheck, async ({ appId, body }) => {
      const ids = body.CheckItem.map((item) => item.UserID)
      const found = await accounts.findMany(appId, ids)
      return {
        ResultItem: ids.map((userId) => ({
          ...result(userId, true),
          AccountStatus: found.has(userId) ? ('Imported' as const) : ('NotImported' as const),
        })),
      }
    }),
    handleRest(
      kick,
      async ({ appId, body }) => {
        await accounts.revoke(appId, body.UserID)
        return {}
      },
      { snapshot: ({ appId, body }) => stateOf(appId, [body.UserID]) },
    ),
  ]
}

function importedIds({
  AccountList = [],
  Accounts = [],
}: z.output<typeof multiAccountImport.request>): readonly string[] {
  return [...AccountList.map(({ UserID }) => UserID), ...Accounts]
}

function isOverCap({ error }: ImportFailure): boolean {
  return error.row.code === accountErrors.accountCap.code
}

function result(userId: string, done: boolean) {
  const fault = accountErrors.notImported
  return {
    UserID: userId,
    ResultCode: done ? 0 : fault.code,
    ResultInfo: done ? '' : fault.info,
  }
}

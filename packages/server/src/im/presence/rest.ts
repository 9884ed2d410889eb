import { accountErrors, ImError, messageErrors, queryOnlineStatus } from '@yanshu/protocol'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { AccountService } from '../account/service.ts'
import type { Presence } from './service.ts'

const MOST_ACCOUNTS = 500

/** The command about who is online. */
export function presenceRest(accounts: AccountService, presence: Presence): readonly RestHandler[] {
  return [
    handleRest(queryOnlineStatus, async ({ appId, body }) => {
      const wanted = [...new Set(body.To_Account)]
      if (wanted.length > MOST_ACCOUNTS) throw new ImError(messageErrors.tooManyReceivers)
      const found = await accounts.findMany(appId, wanted)
      if (found.size === 0) throw new ImError(accountErrors.notImported)
      const unknown = wanted.filter((userId) => !found.has(userId))
      return {
        QueryResult: [...found.keys()].map((userId) => ({
          To_Account: userId,
          Status: presence.statusOf(appId, userId),
          ...(body.IsReturnCustomStatus === 1 ? { CustomStatus: '' } : {}),
          ...(body.IsNeedDetail === 1
            ? { Detail: detail(presence, appId, userId, body.IsReturnInstid === 1) }
            : {}),
        })),
        ErrorList: unknown.map((userId) => ({
          To_Account: userId,
          ErrorCode: accountErrors.notImported.code,
        })),
      }
    }),
  ]
}

function detail(presence: Presence, appId: number, userId: string, withInstance: boolean) {
  return presence.devicesOf(appId, userId).map(({ platform, status, instanceId }) => ({
    Platform: platform === 'Windows' || platform === 'Linux' ? 'PC' : platform,
    Status: status,
    ...(withInstance ? { Instid: instanceId } : {}),
  }))
}

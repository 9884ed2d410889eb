import { accountErrors, ImError, messageErrors, queryOnlineStatus } from '@yanshu/protocol'
import type { z } from 'zod'
import type { RestHandler } from '../../calls/rest-call.ts'
import { handleRest } from '../../calls/rest-call.ts'
import type { AccountService } from '../account/service.ts'
import type { AccountStatus, DeviceStatus, Presence } from './service.ts'

const MOST_ACCOUNTS = 500

type Query = z.output<typeof queryOnlineStatus.request>

/** The command about who is online. */
export function presenceRest(accounts: AccountService, presence: Presence): readonly RestHandler[] {
  return [
    handleRest(queryOnlineStatus, async ({ appId, body }) => {
      const wanted = [...new Set(body.To_Account)]
      if (wanted.length === 0) throw new ImError(messageErrors.badJson, 'To_Account is empty')
      if (wanted.length > MOST_ACCOUNTS) throw new ImError(messageErrors.tooManyReceivers)
      const found = await accounts.findMany(appId, wanted)
      if (found.size === 0) throw new ImError(accountErrors.notImported)
      const statuses = await presence.of(appId, [...found.keys()], body.IsNeedDetail === 1)
      return {
        QueryResult: statuses.map((status) => toResult(status, body)),
        ErrorList: wanted
          .filter((userId) => !found.has(userId))
          .map((userId) => ({ To_Account: userId, ErrorCode: accountErrors.notImported.code })),
      }
    }),
  ]
}

function toResult({ userId, status, customStatus, devices }: AccountStatus, asked: Query) {
  const withInstance = asked.IsReturnInstid === 1
  return {
    To_Account: userId,
    Status: status,
    ...(asked.IsReturnCustomStatus === 1 ? { CustomStatus: customStatus } : {}),
    ...(asked.IsNeedDetail === 1
      ? { Detail: devices.map((device) => toDetail(device, withInstance)) }
      : {}),
  }
}

function toDetail({ platform, status, instanceId }: DeviceStatus, withInstance: boolean) {
  return {
    Platform: platform === 'Windows' || platform === 'Linux' ? 'PC' : platform,
    Status: status,
    ...(withInstance ? { Instid: instanceId } : {}),
  }
}

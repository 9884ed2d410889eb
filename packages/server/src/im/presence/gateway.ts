import { accountErrors, ImError, presenceGet } from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import { hasFeature } from '../app/service.ts'
import type { Presence } from './service.ts'

/** What clients ask of others' online state; their own is always theirs to see. */
export function presenceGateway(
  apps: AppService,
  accounts: AccountService,
  presence: Presence,
): readonly GatewayHandler[] {
  return [
    handleMethod(presenceGet, async ({ appId, account, params }) => {
      const app = await apps.get(appId)
      const asksOthers = params.userIds.some((userId) => userId !== account)
      if (asksOthers && !hasFeature(app, 'userStatus')) {
        throw new ImError(accountErrors.statusOff)
      }
      const found = await accounts.findMany(appId, params.userIds)
      return {
        statuses: [...found.keys()].map((userId) => ({
          userId,
          status: presence.statusOf(appId, userId),
          customStatus: '',
        })),
        unknown: params.userIds.filter((userId) => !found.has(userId)),
      }
    }),
  ]
}

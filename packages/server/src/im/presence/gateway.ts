import {
  accountErrors,
  gatewayErrors,
  ImError,
  presenceGet,
  presenceSetSelf,
  presenceSubscribe,
  presenceUnsubscribe,
} from '@yanshu/protocol'
import type { GatewayCall, GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import { RateLimiter } from '../../calls/rate-limiter.ts'
import type { Clock } from '../../clock.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import { hasFeature } from '../app/service.ts'
import type { Connection, Presence, Registry } from './service.ts'

/** Calls about others' state that one account makes in so many milliseconds. */
const CALLS = 20
const WINDOW = 5000

export interface PresenceDoor {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly presence: Presence
  readonly registry: Registry<Connection>
  readonly now: Clock
}

type About<Params> = Pick<GatewayCall<Params>, 'appId' | 'account'>

/** What clients ask of others' online state; their own is always theirs to see. */
export function presenceGateway(door: PresenceDoor): readonly GatewayHandler[] {
  const { presence } = door
  const limit = new RateLimiter(door.now, { window: WINDOW })
  const permit = async (method: string, { appId, account }: About<unknown>) => {
    const app = await door.apps.get(appId)
    if (!hasFeature(app, 'userStatus')) throw new ImError(accountErrors.statusOff)
    const isInTime = limit.take(`${appId}/${account}/${method}`, CALLS)
    if (!isInTime) throw new ImError(gatewayErrors.tooFast)
  }
  return [
    handleMethod(presenceGet, async (call) => {
      const { appId, account, params } = call
      const asksOthers = params.userIds.some((userId) => userId !== account)
      if (asksOthers) await permit(presenceGet.name, call)
      return statusesOf(door, appId, params.userIds)
    }),
    handleMethod(presenceSubscribe, async (call) => {
      const { appId, account, params } = call
      await permit(presenceSubscribe.name, call)
      if (params.userIds.includes(account)) {
        throw new ImError(gatewayErrors.badParameter, 'userIds: nobody subscribes to oneself')
      }
      // Subscribed before it is looked: a change in between is told rather than missed.
      const connection = connectionOf(door, call)
      const found = await door.accounts.findMany(appId, params.userIds)
      if (connection) presence.subscriptions.add(connection, [...found.keys()])
      return statusesOf(door, appId, params.userIds)
    }),
    handleMethod(presenceUnsubscribe, async (call) => {
      await permit(presenceUnsubscribe.name, call)
      const connection = connectionOf(door, call)
      const { userIds } = call.params
      if (connection && userIds.length > 0) presence.subscriptions.remove(connection, userIds)
      else if (connection) presence.subscriptions.removeAll(connection)
      return {}
    }),
    handleMethod(presenceSetSelf, async ({ appId, account, params }) => {
      presence.setCustomStatus(appId, account, params.customStatus)
      const [own] = await presence.of(appId, [account])
      const status = own?.status ?? 'Online'
      return { userId: account, status, customStatus: params.customStatus }
    }),
  ]
}

async function statusesOf(door: PresenceDoor, appId: number, userIds: readonly string[]) {
  const found = await door.accounts.findMany(appId, userIds)
  return {
    statuses: await door.presence.statusesOf(appId, [...found.keys()]),
    unknown: userIds.filter((userId) => !found.has(userId)),
  }
}

/** The connection that asks, where it is still there. */
function connectionOf(
  { registry }: PresenceDoor,
  { appId, account, sessionId }: GatewayCall<unknown>,
): Connection | undefined {
  return registry.of(appId, account).find(({ id }) => id === sessionId)
}

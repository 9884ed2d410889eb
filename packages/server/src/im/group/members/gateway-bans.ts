import { gatewayErrors, groupBan, groupUnban, ImError } from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { hasFeature } from '../../app/service.ts'
import { rulesOf } from '../group.ts'
import { operatorOf } from './actor.ts'
import type { MemberServices } from './rest.ts'

/** Who keeps order in a group keeps others out of it for some time. */
export function banGateway({ core, bans }: MemberServices): readonly GatewayHandler[] {
  /** @throws {ImError} 60020 for live rooms that the plan has no bans for. */
  const requirePlan = async (appId: number, groupId: string) => {
    const group = await core.directory.get(appId, groupId)
    const app = await core.apps.get(appId)
    if (!rulesOf(group).storesMembers && !hasFeature(app, 'liveRooms')) {
      throw new ImError(gatewayErrors.notInPlan)
    }
  }
  return [
    handleMethod(groupBan, async (call) => {
      const { appId, params } = call
      const { groupId, userIds, seconds, reason } = params
      await requirePlan(appId, groupId)
      await bans.ban({
        appId,
        groupId,
        operator: operatorOf(call),
        accounts: userIds,
        seconds,
        description: reason,
      })
      return {}
    }),
    handleMethod(groupUnban, async (call) => {
      const { appId, params } = call
      const { groupId, userIds: accounts } = params
      await requirePlan(appId, groupId)
      await bans.unban({ appId, groupId, operator: operatorOf(call), accounts })
      return {}
    }),
  ]
}

import { gatewayErrors, groupErrors, groupMarkMembers, ImError } from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { hasFeature, liveSettings } from '../../app/service.ts'
import { rulesOf } from '../group.ts'
import { requirePower } from '../permissions.ts'
import type { LiveRestDeps } from './rest.ts'
import { isKindTooMany } from './room-marks.ts'
import { markMembers } from './stored-marks.ts'

/** What clients ask of live rooms. */
export function liveGateway({ core, live, marks }: LiveRestDeps): readonly GatewayHandler[] {
  return [
    handleMethod(groupMarkMembers, async ({ appId, account, params }) => {
      const { groupId, userIds, mark, enabled } = params
      const group = await core.directory.get(appId, groupId)
      requirePower(group, account === group.owner ? 'Owner' : undefined, 'marksMembers')
      const app = await core.apps.get(appId)
      if (rulesOf(group).storesMembers) {
        if (!hasFeature(app, 'community')) throw new ImError(gatewayErrors.notInPlan)
        return { marked: await markMembers(core.db, group, userIds, { mark, enabled }) }
      }
      if (!hasFeature(app, 'liveRooms')) throw new ImError(gatewayErrors.notInPlan)
      if (!liveSettings(app).memberList) throw new ImError(gatewayErrors.switchedOff)
      if (enabled && isKindTooMany(live.rooms.of(group), mark)) {
        throw new ImError(groupErrors.badParameter, 'too many kinds of marks')
      }
      const wanted = userIds.map((userId) => ({ account: userId, marks: [mark] }))
      const done = enabled ? await marks.set(group, wanted) : marks.clear(group, wanted)
      return { marked: done.map((one) => one.account) }
    }),
  ]
}

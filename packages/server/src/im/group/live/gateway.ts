import { gatewayErrors, groupErrors, groupMarkMembers, ImError } from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { hasFeature, liveSettings } from '../../app/service.ts'
import { requirePower } from '../permissions.ts'
import { requireLiveRoom } from './gates.ts'
import type { LiveRestDeps } from './rest.ts'
import { isKindTooMany } from './room-marks.ts'

/** What clients ask of live rooms. */
export function liveGateway({ core, live, marks }: LiveRestDeps): readonly GatewayHandler[] {
  return [
    handleMethod(groupMarkMembers, async ({ appId, account, params }) => {
      const { groupId, userIds, mark, enabled } = params
      const group = await core.directory.get(appId, groupId)
      requireLiveRoom(group)
      requirePower(group, account === group.owner ? 'Owner' : undefined, 'marksMembers')
      const app = await core.apps.get(appId)
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

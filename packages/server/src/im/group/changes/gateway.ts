import {
  gatewayErrors,
  groupErrors,
  groupModify,
  groupRecall,
  ImError,
  messageErrors,
} from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { isModifiable } from '../../message/service.ts'
import { rulesOf } from '../group.ts'
import { lookingOf } from '../messages/gateway-history.ts'
import { decodeGroupBody } from '../messages/stored-group-body.ts'
import type { GroupViews } from '../messages/views.ts'
import { requireType } from '../permissions.ts'
import { modifyMessage } from './modifies.ts'
import type { GroupRecalls } from './recalls.ts'
import type { ChangesDeps } from './tell-changed.ts'

export type ChangesDoor = ChangesDeps & {
  readonly views: GroupViews
  readonly recalls: GroupRecalls
}

/** What members do to what was said. */
export function groupChangesGateway(door: ChangesDoor): readonly GatewayHandler[] {
  return [
    handleMethod(groupRecall, async (call) => {
      const { seq, id, reason = '' } = call.params
      const looking = lookingOf(call)
      const place = await door.directory.place(call.appId, looking.placeId)
      if (rulesOf(place.group).storesMessages) {
        await door.recalls.recallAsMember(looking, seq, reason, call.sessionId)
      } else {
        if (id === undefined) throw new ImError(groupErrors.recallUnknown, 'id')
        await door.recalls.recallLive(looking, place, id, reason, call.sessionId)
      }
      return {}
    }),
    handleMethod(groupModify, async (call) => {
      const { seq, version, body, cloudCustomData } = call.params
      if (body === undefined && cloudCustomData === undefined) {
        throw new ImError(gatewayErrors.badParameter, 'body or cloudCustomData')
      }
      const looking = lookingOf(call)
      const { group } = await door.directory.place(call.appId, looking.placeId)
      requireType(group, (rules) => rules.canModifyMessages)
      const view = await door.views.of(looking)
      const [row] = await door.messages.findVisible(view, [seq])
      if (!row) throw new ImError(messageErrors.modifyUnknown)
      if (body && !isModifiable([...decodeGroupBody(row.body).body, ...body])) {
        throw new ImError(gatewayErrors.badParameter, 'only text, custom, location and face change')
      }
      const { account, sessionId } = call
      return modifyMessage(door, {
        place: view.place,
        row,
        change: { body, cloudCustomData },
        seen: version,
        tooLong: groupErrors.messageTooLong,
        account,
        sessionId,
      })
    }),
  ]
}

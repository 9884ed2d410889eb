import { messageHistoryAt, messageMerged, messageMergedPut } from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import type { HistoryAt } from '../history-at.ts'
import type { StateDeps } from './deps.ts'
import { sideOf } from './gateway.ts'
import type { MergedLists } from './merged-lists.ts'

export interface MergedDoor extends StateDeps {
  readonly mergedLists: MergedLists
  readonly historyAt: HistoryAt
}

/** Long lists of merged messages, and history by time. */
export function mergedGateway(door: MergedDoor): readonly GatewayHandler[] {
  const { mergedLists, historyAt, positions } = door
  return [
    handleMethod(messageMergedPut, async ({ appId, account, params }) => ({
      key: await mergedLists.put({ appId, account, ...params }),
    })),
    handleMethod(messageMerged, ({ appId, params }) =>
      mergedLists.read(appId, params.key, params.part),
    ),
    handleMethod(messageHistoryAt, async (call) => {
      const side = sideOf(call)
      const view = await positions.viewOf(side)
      if (!view) return { messages: [], complete: true, nextTime: call.params.time }
      return historyAt.read(view, side.peer, call.params)
    }),
  ]
}

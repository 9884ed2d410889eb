import {
  gatewayErrors,
  groupErrors,
  groupReceiptMembers,
  groupReceipts,
  groupSendReceipts,
  ImError,
} from '@yanshu/protocol'
import type { GatewayHandler } from '../../../calls/gateway-call.ts'
import { handleMethod } from '../../../calls/gateway-call.ts'
import { lookingOf } from '../messages/gateway-history.ts'
import type { GroupView, GroupViews, Looking } from '../messages/views.ts'
import type { GroupCore } from '../service.ts'
import { pageAfter } from './page.ts'
import type { GroupReceipts } from './receipts.ts'

export type ReceiptsDoor = GroupCore & {
  readonly views: GroupViews
  readonly receipts: GroupReceipts
}

/** Who has read which message. */
export function groupReceiptsGateway(door: ReceiptsDoor): readonly GatewayHandler[] {
  const { receipts } = door
  return [
    handleMethod(groupSendReceipts, async (call) => {
      const view = await viewFor(door, lookingOf(call))
      await receipts.send(view.place, view, call.params.seqs)
      return {}
    }),
    handleMethod(groupReceipts, async (call) => {
      const view = await viewFor(door, lookingOf(call))
      const rows = await door.messages.findVisible(view, call.params.seqs)
      return { receipts: await receipts.counts(view.place, rows, call.params.seqs) }
    }),
    handleMethod(groupReceiptMembers, async (call) => {
      const { seq, filter, cursor, limit } = call.params
      const view = await viewFor(door, lookingOf(call))
      const [row] = await door.messages.findVisible(view, [seq])
      if (row && row.sender !== call.account) throw new ImError(groupErrors.noPermission)
      const readers = await receipts.readers(view.place, row)
      const { page, next } = pageAfter(readers[filter], cursor, limit)
      return { userIds: page, cursor: next }
    }),
  ]
}

async function viewFor(door: ReceiptsDoor, looking: Looking): Promise<GroupView> {
  const view = await door.views.of(looking)
  await door.receipts.require(view.place, gatewayErrors.notInPlan)
  return view
}

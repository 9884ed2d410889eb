import type { GroupPart } from '../group-part.ts'
import { GroupViews } from '../messages/views.ts'
import type { GroupCore } from '../service.ts'
import { groupReceiptsGateway } from './gateway.ts'
import { GroupReceipts } from './receipts.ts'
import { groupReceiptsRest } from './rest.ts'

/** Read receipts of group messages. */
export function openGroupReceipts(core: GroupCore): GroupPart {
  const door = { ...core, views: new GroupViews(core), receipts: new GroupReceipts(core) }
  return { rest: groupReceiptsRest(door), gateway: groupReceiptsGateway(door), actions: [] }
}

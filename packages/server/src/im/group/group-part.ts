import type { ActionHandler } from '../../calls/action-call.ts'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import type { RestHandler } from '../../calls/rest-call.ts'

/** What a part of groups answers at each door. */
export interface GroupPart {
  readonly rest: readonly RestHandler[]
  readonly gateway: readonly GatewayHandler[]
  readonly actions: readonly ActionHandler[]
}

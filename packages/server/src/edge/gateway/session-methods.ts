import { closes, logout, ping } from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import { handleMethod } from '../../calls/gateway-call.ts'
import type { Clock } from '../../clock.ts'

export interface SessionMethodDeps {
  readonly now: Clock
  /** True where something of the account's conversations came after a cursor. */
  isBehind(appId: number, account: string, cursor: string): Promise<boolean>
  /** Ends a connection after its answer is sent. */
  end(sessionId: string, close: typeof closes.done): void
}

/** The methods about the connection itself. */
export function sessionMethods(deps: SessionMethodDeps): readonly GatewayHandler[] {
  return [
    handleMethod(ping, async ({ appId, account, params: { cursor } }) => ({
      serverTime: deps.now(),
      behind: cursor !== undefined && (await deps.isBehind(appId, account, cursor)),
    })),
    handleMethod(logout, ({ sessionId }) => {
      queueMicrotask(() => deps.end(sessionId, closes.done))
      return {}
    }),
  ]
}

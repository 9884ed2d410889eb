import type { GatewayEventName, GatewayEvents } from '@yanshu/protocol'
import { gatewayErrors, ImError } from '@yanshu/protocol'

export function answerFrame(id: number, result: unknown): string {
  return JSON.stringify({ id, result })
}

/** What is no public failure answers as an overloaded server, without detail. */
export function errorFrame(id: number, error: unknown): string {
  const known = error instanceof ImError ? error : new ImError(gatewayErrors.overload)
  return JSON.stringify({ id, error: { code: known.row.code, message: known.message } })
}

export function eventFrame<Name extends GatewayEventName>(
  event: Name,
  data: GatewayEvents[Name],
): string {
  return JSON.stringify({ event, data })
}

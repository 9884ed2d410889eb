import type { GatewayEventName, GatewayEvents, WireMessage } from '@yanshu/protocol'
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

/**
 * The event of a message that was sent, the same text as `eventFrame` makes of it. A plain message,
 * as nearly all are, takes over the body as the log has it: encoding it again would be a third of
 * what telling costs.
 *
 * @param stored - body and custom data as one JSON object, where it holds nothing but what receivers get.
 */
export function receivedFrame(
  message: WireMessage,
  stored: string | undefined,
  cursor: string | undefined,
): string {
  if (stored === undefined || cursor === undefined) {
    return eventFrame('message.received', cursor === undefined ? { message } : { message, cursor })
  }
  const { id, key, seq, from, to, time, clientTime, clientSeq, random, nick, faceUrl } = message
  const head = JSON.stringify({
    id,
    key,
    seq,
    from,
    to,
    time,
    clientTime,
    clientSeq,
    random,
    nick,
    faceUrl,
  })
  const joined = `${head.slice(0, -1)},${stored.slice(1)}`
  return `{"event":"message.received","data":{"message":${joined},"cursor":"${cursor}"}}`
}

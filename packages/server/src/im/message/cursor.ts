import { gatewayErrors, ImError } from '@yanshu/protocol'

/** How far a client has followed the log. Opaque on the wire. */
export interface Cursor {
  readonly id: number
  /** Unix milliseconds of that place, which bounds what must be searched. */
  readonly time: number
}

const CURSOR = /^([0-9a-z]{1,10})-([0-9a-z]{1,11})$/

export function formatCursor({ id, time }: Cursor): string {
  return `${time.toString(36)}-${id.toString(36)}`
}

/** @throws {ImError} 6017 for what is no cursor. */
export function parseCursor(text: string): Cursor {
  const [, time, id] = CURSOR.exec(text) ?? []
  if (time === undefined || id === undefined) {
    throw new ImError(gatewayErrors.badParameter, 'cursor')
  }
  return { time: Number.parseInt(time, 36), id: Number.parseInt(id, 36) }
}

import { failure, sdkErrors } from '../errors.ts'

/** What the SDK needs of a WebSocket; the one of browsers, Bun and Node, and the `ws` package fit. */
export interface Socket {
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(
    type: 'open' | 'message' | 'close' | 'error',
    listener: (event: never) => void,
  ): void
}

export type SocketClass = new (url: string) => Socket

/** The class handed in, or the platform's own. */
export function findSocketClass(given: SocketClass | undefined): SocketClass {
  const found = given ?? (globalThis.WebSocket as SocketClass | undefined)
  if (found === undefined) throw failure(sdkErrors.noWebSocket)
  return found
}

import type { SocketClass } from '@yanshu/client'

/** A socket that a test can cut, as a lost network does. */
export function cuttable() {
  const open = new Set<WebSocket>()
  class Cuttable extends WebSocket {
    constructor(url: string) {
      super(url)
      open.add(this)
    }
  }
  // Its listeners take events that the SDK never asks for.
  return {
    socketClass: Cuttable as unknown as SocketClass,
    cut: () => open.forEach((socket) => socket.close(4000)),
  }
}

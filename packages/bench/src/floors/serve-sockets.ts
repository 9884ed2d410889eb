import type { Server, WebSocketHandler } from 'bun'
import { announce } from './program.ts'

/** Serves bare sockets on a free port, without anything between them and `message`, and says where. */
export function serveSockets(
  message: NonNullable<WebSocketHandler<undefined>['message']>,
): Server<undefined> {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch(request, server) {
      if (server.upgrade(request)) return undefined
      return new Response('a WebSocket, please', { status: 426 })
    },
    websocket: { message },
  })
  announce(server.url)
  return server
}

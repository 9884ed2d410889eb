import { announce } from './program.ts'

/** Bare sockets: a login is answered and nothing is kept. */
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch(request, server) {
    if (server.upgrade(request)) return undefined
    return new Response('a WebSocket, please', { status: 426 })
  },
  websocket: {
    message(socket, text) {
      const { id } = JSON.parse(String(text)) as { id: number }
      socket.send(`{"id":${id},"result":{}}`)
    },
  },
})
announce(server.url)

import { groupEvent } from './message-event.ts'
import { announce } from './program.ts'

interface Request {
  readonly id: number
  readonly method: string
  readonly params: { readonly groupId: string; readonly random: number }
}

const TOPIC = 'everyone'

/** Bare native publish: every socket that joins subscribes, each message is published once. */
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch(request, server) {
    if (server.upgrade(request)) return undefined
    return new Response('a WebSocket, please', { status: 426 })
  },
  websocket: {
    message(socket, text) {
      const { id, method, params } = JSON.parse(String(text)) as Request
      if (method === 'group.send') socket.publish(TOPIC, groupEvent(params.groupId, params.random))
      else if (method === 'group.join') socket.subscribe(TOPIC)
      socket.send(`{"id":${id},"result":{}}`)
    },
  },
})
announce(server.url)

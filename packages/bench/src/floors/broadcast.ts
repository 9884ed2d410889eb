import { messageEvent } from './message-event.ts'
import { userName } from '../load/session.ts'
import { announce } from './program.ts'

interface Request {
  readonly id: number
  readonly method: string
  readonly params: { readonly random: number; readonly userId?: string }
}

const TOPIC = 'everyone'
/** The account whose sessions are the audience. */
const AUDIENCE = userName(0)

/** Bare native publish: every socket that signs in subscribes, each message is published once. */
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
      if (method === 'message.send') server.publish(TOPIC, messageEvent(params.random))
      else if (params.userId === AUDIENCE) socket.subscribe(TOPIC)
      socket.send(`{"id":${id},"result":{}}`)
    },
  },
})
announce(server.url)

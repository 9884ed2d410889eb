import { messageEvent } from './message-event.ts'
import { userName } from '../load/session.ts'
import { serveSockets } from './serve-sockets.ts'

interface Request {
  readonly id: number
  readonly method: string
  readonly params: { readonly random: number; readonly userId?: string }
}

const TOPIC = 'everyone'
/** The account whose sessions are the audience. */
const AUDIENCE = userName(0)

/** Bare native publish: every socket that signs in subscribes, each message is published once. */
const server = serveSockets((socket, text) => {
  const { id, method, params } = JSON.parse(String(text)) as Request
  if (method === 'message.send') server.publish(TOPIC, messageEvent(params.random))
  else if (params.userId === AUDIENCE) socket.subscribe(TOPIC)
  socket.send(`{"id":${id},"result":{}}`)
})

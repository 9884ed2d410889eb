import { groupEvent } from './message-event.ts'
import { serveSockets } from './serve-sockets.ts'

interface Request {
  readonly id: number
  readonly method: string
  readonly params: { readonly groupId: string; readonly random: number }
}

const TOPIC = 'everyone'

/** Bare native publish: every socket that joins subscribes, each message is published once. */
serveSockets((socket, text) => {
  const { id, method, params } = JSON.parse(String(text)) as Request
  if (method === 'group.send') socket.publish(TOPIC, groupEvent(params.groupId, params.random))
  else if (method === 'group.join') socket.subscribe(TOPIC)
  socket.send(`{"id":${id},"result":{}}`)
})

import { serveSockets } from './serve-sockets.ts'

/** Bare sockets: a login is answered and nothing is kept. */
serveSockets((socket, text) => {
  const { id } = JSON.parse(String(text)) as { id: number }
  socket.send(`{"id":${id},"result":{}}`)
})

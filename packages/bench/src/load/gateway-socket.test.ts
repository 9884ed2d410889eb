import { expect, test } from 'bun:test'
import { GatewaySocket } from './gateway-socket.ts'

function serve(onMessage: (socket: Bun.ServerWebSocket, text: string) => void) {
  return Bun.serve({
    port: 0,
    fetch(request, server) {
      if (new URL(request.url).pathname === '/gateway' && server.upgrade(request)) return undefined
      return new Response('no', { status: 404 })
    },
    websocket: { message: (socket, text) => onMessage(socket, String(text)) },
  })
}

test('hears text longer than one read of the network', async () => {
  using server = serve((socket) => void socket.send('z'.repeat(1_000_000)))
  const heard = Promise.withResolvers<number>()
  const socket = await GatewaySocket.connect(server.url.href, {
    text: (_, start, end) => heard.resolve(end - start),
    closed: heard.reject,
  })

  socket.send('more')

  expect(await heard.promise).toBe(1_000_000)
  socket.close()
})

test('sends everything that is queued, beyond what the kernel takes at once', async () => {
  let count = 0
  const all = Promise.withResolvers<void>()
  using server = serve(() => {
    if (++count === 2000) all.resolve()
  })
  const socket = await GatewaySocket.connect(server.url.href, { text: () => {}, closed: () => {} })

  for (let i = 0; i < 2000; i++) socket.send('w'.repeat(5000))

  await all.promise
  expect(count).toBe(2000)
  socket.close()
})

test('tells the code with which the server ends the connection', async () => {
  using server = serve((socket) => socket.close(4403, 'signed in elsewhere'))
  const reason = Promise.withResolvers<string>()
  const socket = await GatewaySocket.connect(server.url.href, {
    text: () => {},
    closed: reason.resolve,
  })

  socket.send('hello')

  expect(await reason.promise).toBe('closed with 4403 signed in elsewhere')
})

test('does not open where the server refuses the upgrade', async () => {
  using server = Bun.serve({ port: 0, fetch: () => new Response('no', { status: 404 }) })

  const opening = GatewaySocket.connect(server.url.href, { text: () => {}, closed: () => {} })

  expect(opening).rejects.toThrow('no WebSocket: HTTP/1.1 404')
})

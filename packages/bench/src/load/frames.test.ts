import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { encodeFrame, FrameReader } from './frames.ts'

/** A server frame, which is a client frame without mask. */
function serverFrame(payload: string): Buffer {
  const length = payload.length
  const head =
    length < 126
      ? Buffer.from([0x81, length])
      : length < 65_536
        ? Buffer.from([0x81, 126, length >> 8, length & 0xff])
        : Buffer.from([0x81, 127, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 0xff, length & 0xff])
  return Buffer.concat([head, Buffer.from(payload)])
}

function readAll(chunks: readonly Buffer[]): string[] {
  const found: string[] = []
  const reader = new FrameReader((_, bytes, start, end) => {
    found.push(bytes.toString('latin1', start, end))
  })
  for (const chunk of chunks) reader.read(chunk)
  return found
}

test('finds the same frames however the stream is cut', () => {
  const payloads = ['', 'a', 'b'.repeat(125), 'c'.repeat(126), 'd'.repeat(300)]
  const stream = Buffer.concat(payloads.map(serverFrame))
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length]
      const chunks = places.slice(1).map((place, at) => stream.subarray(places[at], place))

      expect(readAll(chunks)).toEqual(payloads)
    }),
  )
})

test('reads a frame with a length of 64 bits', () => {
  const payload = 'x'.repeat(70_000)

  expect(readAll([serverFrame(payload)])).toEqual([payload])
})

test('survives that the memory of a chunk is used again', () => {
  const found: string[] = []
  const reader = new FrameReader((_, bytes, start, end) => {
    found.push(bytes.toString('latin1', start, end))
  })
  const stream = serverFrame('hello')
  const chunk = Buffer.from(stream.subarray(0, 4))

  reader.read(chunk)
  chunk.fill(0)
  reader.read(stream.subarray(4))

  expect(found).toEqual(['hello'])
})

test.each([5, 125, 126, 1000])(
  'writes a masked frame of %d bytes that a server takes',
  async (length) => {
    const payload = 'y'.repeat(length)
    const got = Promise.withResolvers<string>()
    using server = Bun.serve({
      port: 0,
      fetch: (request, server) =>
        server.upgrade(request) ? undefined : new Response('no', { status: 400 }),
      websocket: { message: (_, text) => got.resolve(String(text)) },
    })
    const { GatewaySocket } = await import('./gateway-socket.ts')
    const socket = await GatewaySocket.connect(server.url.href, {
      text: () => {},
      closed: () => {},
    })

    socket.queue(encodeFrame(payload))
    socket.flush()

    expect(await got.promise).toBe(payload)
    socket.close()
  },
)

import type { Socket } from 'bun'
import { encodeFrame, FrameReader, opcodes } from './frames.ts'

export interface SocketHandlers {
  /** One text frame; the range is only valid during the call. */
  text(bytes: Buffer, start: number, end: number): void
  /** The connection ended, whoever ended it. */
  closed(reason: string): void
}

/**
 * A WebSocket client written straight onto TCP. It costs the machine several times less than a full
 * client, so that the generator is not what a figure measures. Frames queued while a piece of the
 * stream is read leave in one write at its end.
 */
export class GatewaySocket {
  readonly #socket: Socket
  readonly #link: Link
  #queue: Buffer[] = []

  private constructor(socket: Socket, link: Link) {
    this.#socket = socket
    this.#link = link
    link.flush = () => this.flush()
  }

  static async connect(url: string, handlers: SocketHandlers): Promise<GatewaySocket> {
    const { hostname, port } = new URL(url)
    const link = new Link(handlers)
    const socket = await Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        data: (socket, chunk) => link.receive(socket, chunk),
        drain: () => link.flush(),
        close: () => link.end('connection closed'),
        error: (_, error) => link.end(error.message),
      },
    })
    socket.write(upgradeRequest(hostname, port))
    await link.opened
    return new GatewaySocket(socket, link)
  }

  /** Puts a frame into the next write; `flush` sends it. */
  queue(frame: Buffer): void {
    this.#queue.push(frame)
  }

  send(payload: string): void {
    this.#queue.push(encodeFrame(payload))
    this.flush()
  }

  /** Writes what is queued; what the kernel does not take now goes out when it drains. */
  flush(): void {
    if (this.#queue.length === 0) return
    const bytes = this.#queue.length === 1 ? this.#queue[0] : Buffer.concat(this.#queue)
    this.#queue = []
    if (bytes === undefined) return
    const written = Math.max(0, this.#socket.write(bytes))
    if (written < bytes.length) this.#queue.push(bytes.subarray(written))
  }

  /** Sets who gets the frames from now on. */
  listen(text: SocketHandlers['text']): void {
    this.#link.text = text
  }

  /** Leaves without telling `closed`. */
  close(): void {
    this.#link.quiet = true
    this.#socket.end()
  }
}

/** The receiving half: handshake first, frames after. */
class Link {
  readonly opened: Promise<void>
  text: SocketHandlers['text']
  quiet = false
  flush: () => void = () => {}
  readonly #open: PromiseWithResolvers<void> = Promise.withResolvers<void>()
  readonly #handlers: SocketHandlers
  readonly #frames: FrameReader
  #upgraded = false
  #head = ''
  #socket: Socket | undefined

  constructor(handlers: SocketHandlers) {
    this.#handlers = handlers
    this.text = (bytes, start, end) => handlers.text(bytes, start, end)
    this.opened = this.#open.promise
    this.#frames = new FrameReader((opcode, bytes, start, end) =>
      this.#frame(opcode, bytes, start, end),
    )
  }

  receive(socket: Socket, chunk: Buffer): void {
    if (this.#upgraded) {
      this.#frames.read(chunk)
      this.flush()
      return
    }
    this.#socket = socket
    this.#head += chunk.toString('latin1')
    const end = this.#head.indexOf('\r\n\r\n')
    if (end === -1) return
    if (!this.#head.startsWith('HTTP/1.1 101')) {
      this.end(this.#head.slice(0, end))
      return
    }
    this.#upgraded = true
    this.#open.resolve()
    const rest = this.#head.slice(end + 4)
    if (rest !== '') this.#frames.read(Buffer.from(rest, 'latin1'))
  }

  end(reason: string): void {
    this.#open.reject(new Error(`no WebSocket: ${reason}`))
    if (this.quiet) return
    this.quiet = true
    this.#handlers.closed(reason)
  }

  #frame(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === opcodes.text) this.text(bytes, start, end)
    else if (opcode === opcodes.ping) {
      this.#socket?.write(encodeFrame(bytes.toString('latin1', start, end), opcodes.pong))
    } else if (opcode === opcodes.close) {
      const code = end - start >= 2 ? bytes.readUInt16BE(start) : 1005
      this.end(`closed with ${code} ${bytes.toString('latin1', start + 2, end)}`)
    }
  }
}

function upgradeRequest(hostname: string, port: string): string {
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  return [
    'GET /gateway HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${key}`,
    '\r\n',
  ].join('\r\n')
}

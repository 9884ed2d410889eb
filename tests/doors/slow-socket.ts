import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A WebSocket client over a bare socket, which can stop reading. */
export class SlowSocket {
  readonly #socket: Socket
  #tail = Buffer.alloc(0)
  /** Resolves with the code of the close frame, once it is read. */
  readonly closed: Promise<number>

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      this.#tail = Buffer.concat([this.#tail.subarray(-8), chunk])
    })
    this.closed = new Promise((resolve) => {
      socket.on('close', () => resolve(closeCodeIn(this.#tail)))
      socket.on('end', () => socket.end())
    })
  }

  static async open(url: string): Promise<SlowSocket> {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    const head = [
      'GET /gateway HTTP/1.1',
      `Host: ${hostname}:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      'Sec-WebSocket-Version: 13',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    await new Promise((resolve) => socket.once('data', resolve))
    return new SlowSocket(socket)
  }

  /** Sends a text of less than 64 KB, and resolves with the next piece that comes. */
  async ask(text: string): Promise<string> {
    const answer = new Promise<Buffer>((resolve) => this.#socket.once('data', resolve))
    this.#socket.write(frameOf(text))
    return (await answer).toString()
  }

  stopReading(): void {
    this.#socket.pause()
  }

  readOn(): void {
    this.#socket.resume()
  }
}

/** One text frame of a client, with a mask of zeros. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text)
  const head = Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0])
  return Buffer.concat([head, payload])
}

/** The close frame is the last thing that a server sends: two bytes of head, two of code, a reason. */
function closeCodeIn(tail: Buffer): number {
  const text = tail.toString('latin1')
  const at = text.lastIndexOf('\u0088')
  return at < 0 || at + 4 > tail.length ? 0 : tail.readUInt16BE(at + 2)
}

import type { Socket } from 'bun'
import type { HttpAnswer } from './http-reader.ts'
import { HttpReader } from './http-reader.ts'

/** Who waits for the next answer. */
interface Link {
  waiting: PromiseWithResolvers<HttpAnswer> | undefined
}

/**
 * One keep-alive connection with one request on its way at a time. Written straight onto TCP, because
 * `fetch` costs the generator more than an answer costs the server.
 */
export class HttpConnection {
  readonly #socket: Socket
  readonly #link: Link

  private constructor(socket: Socket, link: Link) {
    this.#socket = socket
    this.#link = link
  }

  static async connect(url: string): Promise<HttpConnection> {
    const { hostname, port } = new URL(url)
    const link: Link = { waiting: undefined }
    const reader = new HttpReader((answer) => link.waiting?.resolve(answer))
    const failed = (reason: string) => link.waiting?.reject(new Error(reason))
    const socket = await Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        data: (_, chunk) => reader.read(chunk),
        close: () => failed('the server ended the connection'),
        error: (_, error) => failed(error.message),
      },
    })
    return new HttpConnection(socket, link)
  }

  /** Sends one request, which must fit into the socket's buffer, and waits for its answer. */
  async exchange(request: Buffer): Promise<HttpAnswer> {
    const waiting = Promise.withResolvers<HttpAnswer>()
    this.#link.waiting = waiting
    const written = this.#socket.write(request)
    if (written !== request.length) throw new Error('a request did not fit into the socket')
    return await waiting.promise
  }

  close(): void {
    this.#link.waiting = undefined
    this.#socket.end()
  }
}

/** A POST of JSON, ready to be written. */
export function postRequest(host: string, path: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

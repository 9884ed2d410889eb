import type {
  GatewayEventName,
  GatewayEvents,
  Method,
  Platform,
  ResultOf,
  ParamsOf,
} from '@yanshu/protocol'

/** An answer with an error, as a thrown thing that tests can look at. */
export class GatewayFault extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

interface Answer {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
  readonly event?: GatewayEventName
  readonly data?: unknown
}

interface EventRecord {
  readonly event: GatewayEventName
  readonly data: unknown
}

/** A bare gateway client: frames out, frames in, nothing clever. */
export class RawClient {
  readonly #socket: WebSocket
  readonly #answers = new Map<number, (answer: Answer) => void>()
  readonly events: EventRecord[] = []
  #waiters: { name: string; take: (data: unknown) => void }[] = []
  #nextId = 1
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data))))
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason }))
    })
  }

  static connect(url: string): Promise<RawClient> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/gateway`)
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(new RawClient(socket)))
      socket.addEventListener('error', () => reject(new Error('the gateway refused the socket')))
    })
  }

  sendText(text: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(text)
  }

  call<M extends Method>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>> {
    return this.request(method.name, params) as Promise<ResultOf<M>>
  }

  /** Sends a request of any form. */
  request(method: string, params: unknown): Promise<unknown> {
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#answers.set(id, ({ error, result }) => {
        if (error) reject(new GatewayFault(error.code, error.message))
        else resolve(result)
      })
      void this.closed.then(({ code, reason }) =>
        reject(new GatewayFault(code, `closed: ${reason}`)),
      )
      this.sendText(JSON.stringify({ id, method, params }))
    })
  }

  /** The next event of a name, one that came already and was not taken included. */
  next<Name extends GatewayEventName>(name: Name): Promise<GatewayEvents[Name]> {
    const at = this.events.findIndex(({ event }) => event === name)
    const [found] = at < 0 ? [] : this.events.splice(at, 1)
    if (found) return Promise.resolve(found.data as GatewayEvents[Name])
    return new Promise((resolve) => {
      this.#waiters.push({ name, take: (data) => resolve(data as GatewayEvents[Name]) })
    })
  }

  close(): void {
    this.#socket.close(1000)
  }

  /** Ends the connection as a lost network does. */
  terminate(): void {
    // Bun's sockets can; the type is the browsers'.
    const socket = this.#socket as WebSocket & { terminate(): void }
    socket.terminate()
  }

  #receive(frame: Answer): void {
    if (frame.id !== undefined) {
      this.#answers.get(frame.id)?.(frame)
      this.#answers.delete(frame.id)
      return
    }
    if (frame.event === undefined) return
    const at = this.#waiters.findIndex(({ name }) => name === frame.event)
    const [waiter] = at < 0 ? [] : this.#waiters.splice(at, 1)
    if (waiter) waiter.take(frame.data)
    else this.events.push({ event: frame.event, data: frame.data })
  }
}

export interface SignInOptions {
  readonly platform?: Platform
  readonly instanceId?: string
  /** Replaces the one that is signed by the real time. */
  readonly userSig?: string
}

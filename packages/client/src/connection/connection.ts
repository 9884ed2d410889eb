import type { GatewayEventName } from '@yanshu/protocol'
import { accountErrors } from '@yanshu/protocol/errors/account'
import { gatewayErrors } from '@yanshu/protocol/errors/gateway'
import { closes } from '@yanshu/protocol/gateway/closes'
import { ChatError, failure, sdkErrors } from '../errors.ts'
import type { NetState } from '../events/event-map.ts'
import { backoff } from './backoff.ts'
import { type Answer, RequestTable } from './request-table.ts'
import type { RequestName, RequestParams, RequestResult } from './requests.ts'
import type { Socket, SocketClass } from './socket.ts'
import type { Timing } from './timing.ts'

export type FrameWatcher = (direction: 'in' | 'out', text: string) => void

/** What a connection begins with: who signs in, or that nobody does. */
type First = 'login' | 'visit'

export interface ConnectionDeps<Name extends First> {
  readonly url: string
  readonly socketClass: SocketClass
  readonly timing: Timing
  readonly first: { readonly name: Name; readonly params: RequestParams<Name> }
  readonly onFrame: FrameWatcher
  /** Requests are taken from now on; called for every connection. */
  readonly letIn: (result: RequestResult<Name>) => void
  readonly received: (event: GatewayEventName, data: unknown) => void
  readonly stateChanged: (state: NetState) => void
  /** The connection ended and will not come back. */
  readonly ended: (error: ChatError) => void
}

/** Refusals that time heals; only a client that was let in before waits for it. */
export const PASSING: ReadonlySet<number> = new Set([
  gatewayErrors.overload.code,
  gatewayErrors.tooFast.code,
  accountErrors.tooManyFailures.code,
  accountErrors.internal.code,
  sdkErrors.timeout.code,
])

/** One stay at the gateway, kept up over as many sockets as it takes. */
export class Connection<Name extends First> {
  readonly #deps: ConnectionDeps<Name>
  readonly #table: RequestTable
  #socket: Socket | undefined
  #state: NetState | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #firstDeadline: ReturnType<typeof setTimeout> | undefined
  #attempt = 0
  #letInAt: number | undefined
  #wasLetIn = false
  #stopped = false

  constructor(deps: ConnectionDeps<Name>) {
    this.#deps = deps
    this.#table = new RequestTable((text) => this.#send(text))
  }

  start(): void {
    this.#firstDeadline = setTimeout(
      () => this.#end(failure(sdkErrors.timeout, this.#deps.first.name)),
      this.#deps.timing.request,
    )
    this.#setState('connecting')
    this.#dial()
  }

  /** Ends for good; what has no answer fails with the error. */
  stop(error: ChatError): void {
    if (this.#stopped) return
    this.#stopped = true
    clearTimeout(this.#timer)
    clearTimeout(this.#firstDeadline)
    const socket = this.#socket
    this.#socket = undefined
    socket?.close(closes.done.code, closes.done.reason)
    this.#table.failAll(error)
  }

  request<Asked extends RequestName>(
    name: Asked,
    params: RequestParams<Asked>,
    options: { readonly retry?: boolean; readonly timeout?: number } = {},
  ): Promise<RequestResult<Asked>> {
    const { retry = true, timeout = this.#deps.timing.request } = options
    // The gateway answers what the contract says; nothing is checked a second time here.
    return this.#table.ask(name, params, { retry, timeout }) as Promise<RequestResult<Asked>>
  }

  /** Gives up a socket that does not answer and opens the next. */
  reconnect(): void {
    const socket = this.#socket
    if (socket === undefined) return
    socket.close()
    // The closing handshake of a dead network takes minutes, so the end is not waited for.
    this.#dropped(socket, closes.idle.code)
  }

  /** Tries at once instead of waiting for the next attempt: the network is back. */
  hurry(): void {
    if (this.#stopped || this.#socket !== undefined) return
    clearTimeout(this.#timer)
    this.#dial()
  }

  #dial(): void {
    const socket = this.#createSocket()
    if (socket === undefined) return
    this.#socket = socket
    this.#timer = setTimeout(() => this.reconnect(), this.#deps.timing.dial)
    socket.addEventListener('open', () => this.#enter(socket))
    socket.addEventListener('message', (event: { readonly data: unknown }) =>
      this.#received(socket, event.data),
    )
    socket.addEventListener('close', (event: { readonly code: number }) =>
      this.#dropped(socket, event.code),
    )
    // A close follows every error; the `ws` package throws errors nobody listens to.
    socket.addEventListener('error', () => {})
  }

  #createSocket(): Socket | undefined {
    try {
      return new this.#deps.socketClass(this.#deps.url)
    } catch (error) {
      this.#end(failure(sdkErrors.badParameter, `${this.#deps.url}: ${String(error)}`))
      return undefined
    }
  }

  #enter(socket: Socket): void {
    if (socket !== this.#socket) return
    const options = { retry: false, urgent: true, timeout: this.#deps.timing.dial }
    const { name, params } = this.#deps.first
    this.#table.ask(name, params, options).then(
      (result) => this.#letIn(socket, result as RequestResult<Name>),
      (error: ChatError) => this.#refused(socket, error),
    )
  }

  #letIn(socket: Socket, result: RequestResult<Name>): void {
    if (socket !== this.#socket) return
    clearTimeout(this.#timer)
    clearTimeout(this.#firstDeadline)
    this.#wasLetIn = true
    this.#letInAt = performance.now()
    this.#table.open()
    this.#setState('connected')
    this.#deps.letIn(result)
  }

  #refused(socket: Socket, error: ChatError): void {
    if (socket !== this.#socket) return
    if (this.#wasLetIn && PASSING.has(error.code)) this.reconnect()
    else this.#end(error)
  }

  #received(socket: Socket, data: unknown): void {
    if (socket !== this.#socket || typeof data !== 'string') return
    this.#deps.onFrame('in', data)
    const frame = parseFrame(data)
    if (frame === undefined) return
    if ('event' in frame) this.#deps.received(frame.event, frame.data)
    else this.#table.settle(frame)
  }

  #send(text: string): void {
    this.#deps.onFrame('out', text)
    this.#socket?.send(text)
  }

  #dropped(socket: Socket, code: number): void {
    if (socket !== this.#socket) return
    this.#socket = undefined
    clearTimeout(this.#timer)
    const fatal = fatalClose(code)
    if (fatal) {
      this.#end(fatal)
      return
    }
    this.#table.close(code)
    this.#setState(this.#letInAt === undefined ? 'disconnected' : 'connecting')
    this.#retryLater()
  }

  #retryLater(): void {
    const held = this.#letInAt === undefined ? 0 : performance.now() - this.#letInAt
    this.#letInAt = undefined
    // A gateway that takes a login and then ends the connection must not be called in a loop.
    if (held >= this.#deps.timing.stable) this.#attempt = 0
    this.#timer = setTimeout(() => this.#dial(), backoff(this.#attempt, Math.random()))
    this.#attempt += 1
  }

  #end(error: ChatError): void {
    if (this.#stopped) return
    this.stop(error)
    this.#deps.ended(error)
  }

  #setState(state: NetState): void {
    if (this.#state === state) return
    this.#state = state
    this.#deps.stateChanged(state)
  }
}

interface EventFrame {
  readonly event: GatewayEventName
  readonly data: unknown
}

// Something between client and gateway may send what is no frame; that is not worth a crash.
function parseFrame(text: string): Answer | EventFrame | undefined {
  try {
    return JSON.parse(text) as Answer | EventFrame
  } catch {
    return undefined
  }
}

/** The failure behind a close code after which a reconnection would be refused again. */
function fatalClose(code: number): ChatError | undefined {
  if (code === closes.kicked.code) return failure(gatewayErrors.kicked)
  if (code === closes.authFailed.code) return failure(gatewayErrors.notLoggedIn, 'login refused')
  return undefined
}

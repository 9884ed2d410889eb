import type { Close, KickReason } from '@yanshu/protocol'
import { closes, gatewayErrors, ImError, login, visit } from '@yanshu/protocol'
import type { Outcome } from '../../calls/gateway-call.ts'
import { Later } from '../../calls/gateway-call.ts'
import type { Connection } from '../../im/presence/service.ts'
import { answerFrame, errorFrame, eventFrame } from './frames.ts'
import type { Identity, SessionDeps, Socket, Visit } from './gateway-deps.ts'
import type { Flushable } from './outbox.ts'
import type { RequestFrame } from './request-frame.ts'
import { badParameter, parseFrame } from './request-frame.ts'
import { TokenBucket } from './token-bucket.ts'

/**
 * One client connection, from upgrade to close. The socket's handlers call `receive` and `ended`;
 * nothing else touches the socket.
 *
 * Requests begin in the order they came; the next one begins when the one before has done everything
 * whose order matters (see `Later`).
 */
export class Session implements Connection, Flushable {
  readonly id: string
  readonly sourceIp: string
  readonly openedAt: number
  readonly #socket: Socket
  readonly #deps: SessionDeps
  #bucket: TokenBucket | undefined
  /** Made when first needed, like `#out`: most connections are idle most of the time. */
  #queue: string[] | undefined
  #busy = false
  /** Requests that are not answered yet, those in the queue included. */
  #waiting = 0
  #identity: Identity | undefined
  /** Absent where somebody is signed in, and before the first request was answered. */
  #visit: Visit | undefined
  /** Frames that leave in one write at the end of this turn; see `Outbox`. */
  #out: string[] | undefined
  #close: Close | undefined
  #lastSeen: number

  constructor(id: string, sourceIp: string, socket: Socket, deps: SessionDeps) {
    this.id = id
    this.sourceIp = sourceIp
    this.#socket = socket
    this.#deps = deps
    this.openedAt = deps.now()
    this.#lastSeen = this.openedAt
  }

  get isOpen(): boolean {
    return this.#close === undefined
  }

  get appId(): number {
    return this.#required().appId
  }

  get account(): string {
    return this.#required().account
  }

  get platform() {
    return this.#required().platform
  }

  get instanceId(): string {
    return this.#required().instanceId
  }

  get order(): number {
    return this.#required().order
  }

  /** Takes a frame of the client. */
  receive(frame: string | Uint8Array): void {
    if (this.#close) return
    this.#lastSeen = this.#deps.now()
    if (typeof frame !== 'string') {
      this.close(closes.malformed)
      return
    }
    const { limits } = this.#deps
    if (this.#visit && frame.length > limits.visitorFrameBytes) {
      this.close(closes.tooBig)
      return
    }
    this.#waiting += 1
    if (this.#waiting > (this.#visit ? limits.visitorWaiting : limits.waiting)) {
      this.close(closes.flood)
      return
    }
    if (!this.#busy) this.#begin(frame)
    else if (this.#queue) this.#queue.push(frame)
    else this.#queue = [frame]
  }

  /** Sends an event, or ends the connection of a client that does not read. */
  send(frame: string): void {
    if (!this.#close) this.#transmit(frame)
  }

  /** Writes the frames that wait. */
  flush(): void {
    const frames = this.#out
    if (!frames) return
    this.#out = undefined
    this.#socket.cork(() => {
      for (const frame of frames) this.#write(frame)
    })
  }

  /** Takes native publications of a topic; see `Fanout`. */
  subscribe(topic: string): void {
    this.#socket.subscribe(topic)
  }

  unsubscribe(topic: string): void {
    this.#socket.unsubscribe(topic)
  }

  isOn(topic: string): boolean {
    return this.#socket.isSubscribed(topic)
  }

  /** Publishes to a topic's other subscribers. */
  publishToOthers(topic: string, frame: string): void {
    this.#socket.publish(topic, frame)
  }

  kick(reason: KickReason): void {
    this.send(eventFrame('session.kicked', { reason }))
    this.close(closes.kicked)
  }

  close(close: Close): void {
    if (this.#close) return
    this.flush()
    // Writing to a client that does not read has closed it on the way.
    if (this.#close) return
    this.#close = close
    this.#queue = undefined
    // Left at once: whoever signs in next must not find it.
    if (this.#identity) this.#deps.left(this, FOR_GOOD.has(close.code))
    this.#visit?.end()
    this.#socket.close(close.code, close.reason)
  }

  /** Looks whether time has run out for the session. */
  checkTime(now: number): void {
    const { limits } = this.#deps
    const isSilent = (seconds: number) => now - this.#lastSeen >= seconds * 1000
    if (this.#identity) {
      const { platform, expiresAt } = this.#identity
      const silence = platform === 'Web' ? limits.heartbeatSeconds * 2 : limits.nativeSilenceSeconds
      if (expiresAt < now) this.kick('userSigExpired')
      else if (isSilent(silence)) this.close(closes.idle)
    } else if (this.#visit) {
      const isIdle = this.#visit.isIdle(now) || isSilent(limits.heartbeatSeconds * 2)
      if (isIdle) this.close(closes.idle)
    } else if (now - this.openedAt >= limits.loginTime) this.close(closes.authLate)
  }

  /** The socket is closed, by whichever side. */
  ended(code: number): void {
    if (this.#close) return
    this.#close = { code, reason: '' }
    this.#queue = undefined
    if (this.#identity) this.#deps.left(this, code === closes.done.code)
    this.#visit?.end()
  }

  #begin(text: string): void {
    let next: string | undefined = text
    while (next !== undefined && !this.#close) {
      const blocking = this.#handle(next)
      if (blocking) {
        this.#busy = true
        void blocking.then(() => this.#resume())
        return
      }
      next = this.#queue?.shift()
    }
  }

  #resume(): void {
    this.#busy = false
    const next = this.#queue?.shift()
    if (next !== undefined) this.#begin(next)
  }

  /** Answers a frame; a promise holds the next one back until it settles. It never rejects. */
  #handle(text: string): Promise<void> | undefined {
    const frame = parseFrame(text)
    if (!frame) {
      this.close(closes.malformed)
      return undefined
    }
    try {
      if (this.#identity) {
        this.#limit(this.#deps.limits.requestsPerSecond)
        return this.#dispatch(frame, this.#identity)
      }
      // One request is all that a connection gets before it is let in: its rate is no question.
      if (!this.#visit) return this.#letIn(frame)
      this.#limit(this.#deps.limits.visitorRequestsPerSecond)
      return this.#settle(frame, this.#visit.run(frame))
    } catch (error) {
      this.#fail(frame, error)
      return undefined
    }
  }

  #limit(perSecond: number): void {
    this.#bucket ??= new TokenBucket(perSecond, this.#lastSeen)
    if (!this.#bucket.take(this.#lastSeen)) throw new ImError(gatewayErrors.tooFast)
  }

  #dispatch(frame: RequestFrame, identity: Identity): Promise<void> | undefined {
    const handler = this.#deps.handlers.get(frame.method)
    if (isFirst(frame)) throw new ImError(gatewayErrors.loggedInAlready)
    if (!handler) throw new ImError(gatewayErrors.unknownMethod, frame.method)
    const params = handler.method.params.safeParse(frame.params ?? {})
    if (!params.success) throw badParameter(params.error)
    const { appId, account } = identity
    const { id: sessionId, sourceIp } = this
    const call = { appId, account, sessionId, sourceIp, params: params.data }
    return this.#settle(frame, handler.run(call))
  }

  #settle(frame: RequestFrame, outcome: Outcome<unknown>): Promise<void> | undefined {
    if (outcome instanceof Promise) return this.#answerWhenDone(frame, outcome)
    if (outcome instanceof Later) this.#answerLater(frame, outcome)
    else this.#answer(frame, outcome)
    return undefined
  }

  async #answerWhenDone(frame: RequestFrame, outcome: Promise<unknown>): Promise<void> {
    try {
      const result = await outcome
      if (result instanceof Later) this.#answerLater(frame, result)
      else this.#answer(frame, result)
    } catch (error) {
      this.#fail(frame, error)
    }
  }

  #answerLater(frame: RequestFrame, later: Later<unknown>): void {
    later.settle(
      (result) => this.#answer(frame, result),
      (error) => this.#fail(frame, error),
    )
  }

  async #letIn(frame: RequestFrame): Promise<void> {
    try {
      if (!isFirst(frame)) throw new ImError(gatewayErrors.notLoggedIn)
      const method = frame.method === visit.name ? visit : login
      const params = method.params.safeParse(frame.params ?? {})
      if (!params.success) throw badParameter(params.error)
      if (method === visit) await this.#beginVisit(frame, params.data)
      else await this.#signIn(frame, params.data)
    } catch (error) {
      this.#fail(frame, error)
      // Trouble of the server passes: the client may come back.
      this.close(error instanceof ImError ? closes.authFailed : closes.internal)
    }
  }

  async #signIn(frame: RequestFrame, params: unknown): Promise<void> {
    const { identity, result, makeRoom } = await this.#deps.login(this, params)
    if (this.#close) return
    this.#identity = identity
    // In one turn of the loop: two that sign in at once must see each other.
    makeRoom()
    this.#deps.joined(this)
    this.#answer(frame, result)
    // Native publications of an account do not pass through here and must not come first.
    this.flush()
  }

  async #beginVisit(frame: RequestFrame, params: unknown): Promise<void> {
    const begun = await this.#deps.visit(this, params)
    if (this.#close) {
      begun.end()
      return
    }
    this.#visit = begun
    this.#answer(frame, begun.result)
    this.flush()
  }

  #answer(frame: RequestFrame, result: unknown): void {
    this.#waiting -= 1
    if (!this.#close) this.#transmit(answerFrame(frame.id, result))
  }

  #fail(frame: RequestFrame, error: unknown): void {
    this.#waiting -= 1
    if (!(error instanceof ImError)) {
      this.#deps.log.error('gateway.failed', { method: frame.method, error })
    }
    if (!this.#close) this.#transmit(errorFrame(frame.id, error))
  }

  #transmit(frame: string): void {
    if (this.#out) {
      this.#out.push(frame)
      return
    }
    this.#out = [frame]
    this.#deps.outbox.add(this)
  }

  #write(frame: string): void {
    if (this.#close) return
    const sent = this.#socket.send(frame)
    if (sent > 0) return
    // Buffered or dropped: the client reads more slowly than it is written to.
    if (this.#socket.getBufferedAmount() > this.#deps.limits.unsentBytes || sent === 0) {
      this.close(closes.slow)
    }
  }

  #required(): Identity {
    if (!this.#identity) throw new Error('the session is not signed in')
    return this.#identity
  }
}

/** What a connection begins with. */
function isFirst({ method }: RequestFrame): boolean {
  return method === login.name || method === visit.name
}

/** Closes after which a device is not waited for. */
const FOR_GOOD: ReadonlySet<number> = new Set([
  closes.done.code,
  closes.kicked.code,
  closes.appStopped.code,
])

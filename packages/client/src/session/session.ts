import type {
  GatewayEventName,
  GatewayEvents,
  KickReason,
  LoginResult,
  Platform,
} from '@yanshu/protocol'
import { accountErrors } from '@yanshu/protocol/errors/account'
import { gatewayErrors } from '@yanshu/protocol/errors/gateway'
import { backoff } from '../connection/backoff.ts'
import type { FrameWatcher } from '../connection/connection.ts'
import type { Ask } from '../connection/requests.ts'
import type { SocketClass } from '../connection/socket.ts'
import type { Timing } from '../connection/timing.ts'
import { ChatError, failure, sdkErrors } from '../errors.ts'
import type { Emitter } from '../events/emitter.ts'
import type { NetState } from '../events/event-map.ts'
import { type ChatResult, success } from '../result.ts'
import { Stay } from './stay.ts'

export interface LoginOptions {
  userID: string
  userSig: string
}

export interface LoginData {
  repeatLogin: boolean
  errorInfo?: string
}

export interface SessionDeps {
  readonly sdkAppId: number
  readonly url: string
  readonly platform: Platform
  readonly instanceId: string
  readonly onFrame: FrameWatcher
  readonly timing: Timing
  readonly events: Emitter
  readonly socketClass: () => SocketClass
  /** Loads what must be there before the app is told that it may begin. */
  readonly prepare: (result: LoginResult, ask: Ask) => Promise<void>
  readonly ready: () => void
  /** The connection is back after a loss. */
  readonly rejoined: (result: LoginResult) => Promise<void>
  readonly connected: (result: LoginResult) => void
  readonly disconnected: () => void
  /** An account is about to sign in. */
  readonly entering: () => void
  readonly received: <Name extends GatewayEventName>(name: Name, data: GatewayEvents[Name]) => void
  /** The account is gone; nothing of it may be shown to the next one. */
  readonly left: () => void
}

/** Milliseconds that a logout waits for its answer. */
const GOODBYE = 2_000

/** Who is logged in on this instance, from `login` to `logout` or to the end the server makes. */
export class Session {
  readonly #deps: SessionDeps
  #stay: Stay | undefined

  constructor(deps: SessionDeps) {
    this.#deps = deps
  }

  get userId(): string {
    return this.#stay?.result?.userId ?? ''
  }

  get tinyId(): string {
    return this.#stay?.result?.tinyId ?? ''
  }

  /** True where nobody is logged in, or is about to be. */
  get isAway(): boolean {
    return this.#stay === undefined
  }

  get isReady(): boolean {
    return this.#stay?.ready === true
  }

  /** Asks the gateway for a method of the app: only once the app was told that it may begin. */
  readonly ask: Ask = (name, params) => {
    if (this.#stay?.ready !== true) return Promise.reject(failure(sdkErrors.notReady))
    return this.#stay.connection.request(name, params)
  }

  /** One heartbeat: it is worth nothing on the next connection, so it is not sent again. */
  ping(cursor: string) {
    if (this.#stay === undefined) return Promise.reject(failure(sdkErrors.notReady))
    const options = { retry: false, timeout: this.#deps.timing.ping }
    return this.#stay.connection.request('ping', { cursor }, options)
  }

  reconnect(): void {
    this.#stay?.connection.reconnect()
  }

  async login({ userID, userSig }: LoginOptions): Promise<ChatResult<LoginData>> {
    if (typeof userID !== 'string' || userID === '') throw failure(sdkErrors.noUserId)
    if (typeof userSig !== 'string' || userSig === '') throw failure(sdkErrors.noUserSig)
    const present = this.#stay
    if (present && present.userId !== userID) throw failure(sdkErrors.otherLogin)
    if (present) {
      await present.signedIn
      return success({ repeatLogin: true, errorInfo: 'this user is logged in already' })
    }
    await this.#enter(userID, userSig).signedIn
    return success({ repeatLogin: false })
  }

  async logout(): Promise<ChatResult<Record<string, never>>> {
    const stay = this.#stay
    if (stay === undefined) return success({})
    const { connection } = stay
    this.#leave(stay)
    if (stay.result && stay.connected) {
      await connection.request('logout', {}, { retry: false, timeout: GOODBYE }).catch(() => {})
    }
    connection.stop(failure(sdkErrors.notReady))
    return success({})
  }

  #enter(userId: string, userSig: string): Stay {
    const { sdkAppId, platform, instanceId, url, onFrame, timing } = this.#deps
    this.#deps.entering()
    const stay: Stay = new Stay(userId, {
      url,
      timing,
      onFrame,
      socketClass: this.#deps.socketClass(),
      first: {
        name: 'login',
        params: { sdkAppId, userId, userSig, platform, instanceId },
      },
      letIn: (result) => this.#signedIn(stay, result),
      received: (name, data) => this.#received(stay, name, data),
      stateChanged: (state) => this.#stateChanged(stay, state),
      ended: (error) => this.#ended(stay, error),
    })
    this.#stay = stay
    stay.connection.start()
    return stay
  }

  #signedIn(stay: Stay, result: LoginResult): void {
    if (stay !== this.#stay) return
    const first = stay.result === undefined
    stay.signIn(result)
    this.#deps.connected(result)
    if (first) void this.#join(stay, result)
    else if (stay.ready) void this.#deps.rejoined(result)
    else stay.missed = true
  }

  async #join(stay: Stay, result: LoginResult): Promise<void> {
    const ask: Ask = (name, params) => stay.connection.request(name, params)
    for (let attempt = 0; stay === this.#stay; attempt += 1) {
      try {
        await this.#deps.prepare(result, ask)
        break
      } catch (error) {
        if (stay !== this.#stay) return
        this.#report(error)
        await new Promise((resolve) => setTimeout(resolve, backoff(attempt, Math.random())))
      }
    }
    if (stay === this.#stay) this.#becomeReady(stay, result)
  }

  #becomeReady(stay: Stay, result: LoginResult): void {
    stay.ready = true
    this.#deps.events.emit('sdkStateReady', undefined)
    if (stay !== this.#stay) return
    this.#deps.ready()
    for (const deliver of stay.takeHeld()) deliver()
    if (stay.missed) void this.#deps.rejoined(stay.result ?? result)
  }

  #received(stay: Stay, name: GatewayEventName, data: unknown): void {
    if (stay !== this.#stay) return
    if (name === 'session.kicked') {
      this.#kickedOut(stay, (data as GatewayEvents['session.kicked']).reason)
      return
    }
    const deliver = () => this.#deps.received(name, data as GatewayEvents[typeof name])
    if (stay.ready) deliver()
    else stay.hold(deliver)
  }

  #stateChanged(stay: Stay, state: NetState): void {
    if (stay !== this.#stay) return
    stay.connected = state === 'connected'
    if (!stay.connected) this.#deps.disconnected()
    this.#deps.events.emit('netStateChange', { state })
  }

  #ended(stay: Stay, error: ChatError): void {
    if (stay !== this.#stay) return
    const reason = kickReasonOf(error)
    if (stay.result === undefined) this.#leave(stay, error)
    else if (reason) this.#kickedOut(stay, reason)
    else {
      this.#report(error)
      this.#leave(stay, error)
    }
  }

  #kickedOut(stay: Stay, reason: KickReason): void {
    const error = failure(gatewayErrors.kicked, reason)
    stay.ready = false
    stay.connection.stop(error)
    if (stay.result) this.#deps.events.emit('kickedOut', { type: reason })
    this.#leave(stay, error)
  }

  #leave(stay: Stay, error: ChatError = failure(sdkErrors.notReady)): void {
    // A handler of the event before may have logged out already.
    if (stay !== this.#stay) return
    this.#stay = undefined
    stay.end(error)
    this.#deps.left()
    if (stay.result) this.#deps.events.emit('sdkStateNotReady', undefined)
  }

  #report(error: unknown): void {
    const { code, message } =
      error instanceof ChatError ? error : failure(sdkErrors.badParameter, String(error))
    this.#deps.events.emit('error', { code, message })
  }
}

/** The kick that a failed reconnection amounts to, if it does. */
function kickReasonOf({ code }: ChatError): KickReason | undefined {
  if (code === gatewayErrors.kicked.code) return 'multipleAccount'
  if (code === accountErrors.sigExpired.code) return 'userSigExpired'
  return undefined
}

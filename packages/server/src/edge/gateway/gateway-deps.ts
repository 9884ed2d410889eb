import type { Platform } from '@yanshu/protocol'
import type { GatewayHandler } from '../../calls/gateway-call.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { Outbox } from './outbox.ts'

/** Bounds of a connection; see `gatewayLimits` of the protocol. */
export interface GatewayLimits {
  readonly loginTime: number
  readonly frameBytes: number
  readonly waiting: number
  readonly unsentBytes: number
  readonly requestsPerSecond: number
  readonly heartbeatSeconds: number
  readonly nativeSilenceSeconds: number
}

/** The socket under a session. */
export interface Socket {
  /** Bytes sent, -1 where they wait in a buffer, 0 where they were dropped. */
  send(frame: string): number
  /** Puts everything that `write` sends into one system call. */
  cork(write: () => void): unknown
  close(code: number, reason: string): void
  getBufferedAmount(): number
  subscribe(topic: string): unknown
  unsubscribe(topic: string): unknown
  /** To every subscriber of a topic but this socket. */
  publish(topic: string, frame: string): unknown
}

/** What a successful login makes of a session. */
export interface Identity {
  readonly appId: number
  readonly account: string
  readonly platform: Platform
  readonly instanceId: string
  readonly order: number
  /** Unix milliseconds at which the UserSig runs out. */
  readonly expiresAt: number
}

/** A login that holds. */
export interface SignedInSession {
  readonly identity: Identity
  readonly result: object
  /** Sends away whoever must leave for this session. */
  makeRoom(): void
}

export interface SessionDeps {
  readonly limits: GatewayLimits
  readonly now: Clock
  readonly log: Logger
  readonly outbox: Outbox
  readonly handlers: ReadonlyMap<string, GatewayHandler>
  /** Signs a session in and answers what the client is told. */
  login(session: Signable, params: unknown): Promise<SignedInSession>
  /** The session is ready to get events. */
  joined(session: Signable): void
  /** The session ended; `signedOut` where that was meant for good. */
  left(session: Signable, signedOut: boolean): void
}

/** A session as the login sees it. */
export interface Signable {
  readonly id: string
  readonly sourceIp: string
}

import type { Close, Platform } from '@yanshu/protocol'
import type { GatewayHandler, Outcome } from '../../calls/gateway-call.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { Outbox } from './outbox.ts'
import type { RequestFrame } from './request-frame.ts'

/** Bounds of a connection; see `gatewayLimits` of the protocol. */
export interface GatewayLimits {
  readonly loginTime: number
  readonly frameBytes: number
  readonly waiting: number
  readonly unsentBytes: number
  readonly requestsPerSecond: number
  readonly heartbeatSeconds: number
  readonly nativeSilenceSeconds: number
  readonly visitorFrameBytes: number
  readonly visitorWaiting: number
  readonly visitorRequestsPerSecond: number
  readonly visitorRoomlessSeconds: number
  readonly visitorLookups: number
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
  isSubscribed(topic: string): boolean
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
  /** Lets a connection without an account look on in live rooms. */
  visit(session: VisitingSession, params: unknown): Promise<Visit>
  /** The session is ready to get events. */
  joined(session: Signable): void
  /** The session ended; `signedOut` where that was meant for good. */
  left(session: Signable, signedOut: boolean): void
}

/** What a connection without an account is answered, from the visit's beginning to its end. */
export interface Visit {
  readonly result: object
  /** @throws {ImError} 6014 for what only an account may ask, 6017, or what the live room says. */
  run(frame: RequestFrame): Outcome<unknown>
  /** True where it has been in no live room for too long. */
  isIdle(now: number): boolean
  /** The connection ended. */
  end(): void
}

/** A session as a visit sees it. */
export interface VisitingSession extends Signable {
  readonly isOpen: boolean
  subscribe(topic: string): void
  unsubscribe(topic: string): void
  close(close: Close): void
}

/** A session as the login sees it. */
export interface Signable {
  readonly id: string
  readonly sourceIp: string
}

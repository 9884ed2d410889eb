import type { Close, GroupJoinResult, Method, PingResult, VisitResult } from '@yanshu/protocol'
import { gatewayErrors, groupJoin, groupQuit, ImError, login, ping, visit } from '@yanshu/protocol'
import type { z } from 'zod'
import type { Outcome } from '../../calls/gateway-call.ts'
import type { Clock } from '../../clock.ts'
import type { LiveVisits, Onlooker } from '../../im/group/service.ts'
import type { GatewayLimits, Visit, VisitingSession } from './gateway-deps.ts'
import type { RequestFrame } from './request-frame.ts'
import { badParameter } from './request-frame.ts'

export interface RoomVisitDeps {
  readonly appId: number
  readonly result: VisitResult
  readonly rooms: LiveVisits
  readonly limits: GatewayLimits
  readonly now: Clock
  /** @throws {ImError} -10113 where the address asked storage for too much. */
  takeLookup(): void
  ended(): void
}

/** The stay of a connection without an account, which is in one live room at a time or in none. */
export class RoomVisit implements Visit, Onlooker {
  readonly id: string
  readonly appId: number
  readonly result: VisitResult
  readonly #session: VisitingSession
  readonly #deps: RoomVisitDeps
  /** When it was last seen in a room. */
  #inRoomAt: number

  constructor(session: VisitingSession, deps: RoomVisitDeps) {
    this.id = session.id
    this.appId = deps.appId
    this.result = deps.result
    this.#session = session
    this.#deps = deps
    this.#inRoomAt = deps.now()
  }

  get isOpen(): boolean {
    return this.#session.isOpen
  }

  run(frame: RequestFrame): Outcome<unknown> {
    switch (frame.method) {
      case groupJoin.name:
        return this.#join(paramsOf(groupJoin, frame))
      case groupQuit.name:
        this.#deps.rooms.quit(this, paramsOf(groupQuit, frame).groupId)
        return {}
      case ping.name:
        return { serverTime: this.#deps.now(), behind: false } satisfies PingResult
      case login.name:
      case visit.name:
        // Who signs in does so on a connection of its own, where nothing of the visit is left.
        throw new ImError(gatewayErrors.loggedInAlready)
      default:
        throw new ImError(gatewayErrors.notLoggedIn)
    }
  }

  isIdle(now: number): boolean {
    if (this.#deps.rooms.isIn(this)) this.#inRoomAt = now
    return now - this.#inRoomAt >= this.#deps.limits.visitorRoomlessSeconds * 1000
  }

  end(): void {
    this.#deps.rooms.leave(this)
    this.#deps.ended()
  }

  close(close: Close): void {
    this.#session.close(close)
  }

  subscribe(topic: string): void {
    this.#session.subscribe(topic)
  }

  unsubscribe(topic: string): void {
    this.#session.unsubscribe(topic)
  }

  async #join({ groupId, again }: z.output<typeof groupJoin.params>): Promise<GroupJoinResult> {
    const { rooms, takeLookup } = this.#deps
    if (!rooms.isKnown(this.appId, groupId)) takeLookup()
    const { entered, group, recent } = await rooms.join(this, { groupId, again })
    return entered ? { status: 'joined', group, recent } : { status: 'already', group }
  }
}

function paramsOf<Params extends z.ZodType>(
  { params }: Method<Params>,
  frame: RequestFrame,
): z.output<Params> {
  const checked = params.safeParse(frame.params ?? {})
  if (!checked.success) throw badParameter(checked.error)
  return checked.data
}

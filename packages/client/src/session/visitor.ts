import type { GatewayEventName, GatewayEvents, Platform, VisitResult } from '@yanshu/protocol'
import { groupErrors } from '@yanshu/protocol/errors/group'
import { Connection, type FrameWatcher, PASSING } from '../connection/connection.ts'
import type { SocketClass } from '../connection/socket.ts'
import type { Timing } from '../connection/timing.ts'
import { TYPES } from '../constants/types.ts'
import { ChatError, failure, sdkErrors } from '../errors.ts'
import type { Emitter } from '../events/emitter.ts'
import type { NetState } from '../events/event-map.ts'
import type { JoinedGroup, JoinGroupOptions } from '../groups/group-service.ts'
import type { Groups } from '../groups/groups.ts'
import { assertGroupId } from '../groups/refusals.ts'
import { type ChatResult, success } from '../result.ts'
import { Heartbeat } from './heartbeat.ts'

export interface VisitorDeps {
  readonly sdkAppId: number
  readonly url: string
  readonly platform: Platform
  readonly timing: Timing
  readonly onFrame: FrameWatcher
  readonly socketClass: () => SocketClass
  readonly events: Emitter
  readonly groups: Pick<Groups, 'live' | 'service'>
  /** True where nobody is logged in, or is about to be. */
  readonly isAway: () => boolean
  /** The server told its time, in Unix milliseconds. */
  readonly clock: (serverTime: number) => void
  readonly received: <Name extends GatewayEventName>(name: Name, data: GatewayEvents[Name]) => void
  /** The visit is over; nothing of it may be shown to who logs in. */
  readonly left: () => void
}

/** One visit, with its connection. */
interface Visit {
  readonly connection: Connection<'visit'>
  readonly heartbeat: Heartbeat
  readonly online: () => void
  /** The live room that was joined last; absent until the first. */
  groupId: string | undefined
  /** Rooms that are being joined. */
  joining: number
  /** The connection was replaced while a room was being joined. */
  missed: boolean
}

/**
 * Whoever looks on in a live room without being logged in (游客): hears what is said there, and can do
 * nothing else. A login ends the visit; the room is then joined again, with the account.
 */
export class Visitor {
  readonly #deps: VisitorDeps
  #visit: Visit | undefined

  constructor(deps: VisitorDeps) {
    this.#deps = deps
  }

  /** True where joining a room means to look on: in pages, before the login. */
  get isPossible(): boolean {
    return this.#deps.platform === 'Web' && this.#deps.isAway()
  }

  get isVisiting(): boolean {
    return this.#visit !== undefined
  }

  async join({ groupID, type }: JoinGroupOptions): Promise<ChatResult<JoinedGroup>> {
    assertGroupId(groupID)
    if (type !== undefined && type !== TYPES.GRP_AVCHATROOM) {
      throw failure(sdkErrors.onlyLiveRooms, type)
    }
    const visit = this.#visit ?? this.#begin()
    visit.joining += 1
    try {
      const answer = await visit.connection.request('group.join', { groupId: groupID })
      if (visit !== this.#visit) throw failure(sdkErrors.notReady)
      visit.groupId = groupID
      visit.missed = false
      return this.#deps.groups.service.visited(answer)
    } catch (error) {
      throw joinFailure(error)
    } finally {
      visit.joining -= 1
      this.#settle(visit)
    }
  }

  async quit(groupID: string): Promise<ChatResult<{ groupID: string }>> {
    assertGroupId(groupID)
    if (this.#visit?.groupId !== groupID) throw failure(sdkErrors.notInGroup, groupID)
    this.end()
    return success({ groupID })
  }

  end(error: ChatError = failure(sdkErrors.notReady)): void {
    const visit = this.#visit
    if (visit === undefined) return
    this.#visit = undefined
    visit.heartbeat.stop()
    visit.connection.stop(error)
    globalThis.removeEventListener?.('online', visit.online)
    this.#deps.left()
  }

  #begin(): Visit {
    const { sdkAppId, url, timing, onFrame, clock } = this.#deps
    const connection = new Connection<'visit'>({
      url,
      timing,
      onFrame,
      socketClass: this.#deps.socketClass(),
      first: { name: 'visit', params: { sdkAppId } },
      letIn: (result) => this.#letIn(visit, result),
      received: (name, data) => this.#received(visit, name, data),
      stateChanged: (state) => this.#stateChanged(visit, state),
      ended: (error) => this.#ended(visit, error),
    })
    const heartbeat = new Heartbeat({
      ping: () => connection.request('ping', {}, { retry: false, timeout: timing.ping }),
      clock,
      dead: () => connection.reconnect(),
    })
    const visit: Visit = {
      connection,
      heartbeat,
      online: () => connection.hurry(),
      groupId: undefined,
      joining: 0,
      missed: false,
    }
    this.#visit = visit
    // Only pages have a network that comes back with an event.
    globalThis.addEventListener?.('online', visit.online)
    connection.start()
    return visit
  }

  #letIn(visit: Visit, { serverTime, heartbeatSeconds }: VisitResult): void {
    if (visit !== this.#visit) return
    this.#deps.clock(serverTime)
    visit.heartbeat.start(heartbeatSeconds)
    // The room that is being joined comes first, and may take the place of the one before.
    if (visit.joining > 0) visit.missed = visit.groupId !== undefined
    else if (visit.groupId !== undefined) void this.#rejoin(visit, visit.groupId)
  }

  /** Nothing is being joined any more: a visit to nowhere ends. */
  #settle(visit: Visit): void {
    if (visit !== this.#visit || visit.joining > 0) return
    if (visit.groupId === undefined) this.end()
    else if (visit.missed) void this.#rejoin(visit, visit.groupId)
  }

  async #rejoin(visit: Visit, groupId: string): Promise<void> {
    visit.missed = false
    try {
      await visit.connection.request('group.join', { groupId, again: true })
    } catch (error) {
      if (visit !== this.#visit || visit.groupId !== groupId) return
      if (error instanceof ChatError && PASSING.has(error.code)) visit.connection.reconnect()
      else this.#ended(visit, joinFailure(error))
    }
  }

  #received(visit: Visit, name: GatewayEventName, data: unknown): void {
    if (visit !== this.#visit) return
    this.#deps.received(name, data as GatewayEvents[typeof name])
    // What was told may be that the room is no more, and a handler of the app may have ended the visit.
    const { groupId, joining } = visit
    const isGone = groupId !== undefined && !this.#deps.groups.live.isIn(groupId)
    if (visit === this.#visit && isGone && joining === 0) this.end()
  }

  #stateChanged(visit: Visit, state: NetState): void {
    if (visit !== this.#visit) return
    if (state !== 'connected') visit.heartbeat.stop()
    this.#deps.events.emit('netStateChange', { state })
  }

  #ended(visit: Visit, error: ChatError): void {
    if (visit !== this.#visit) return
    const { groupId } = visit
    this.end(error)
    // Whoever is still joining is told by that.
    if (groupId === undefined) return
    this.#deps.events.emit('error', { code: error.code, message: error.message })
  }
}

/** What `joinGroup` rejects with, by what the server said. */
function joinFailure(error: unknown): ChatError {
  if (!(error instanceof ChatError)) return failure(sdkErrors.joinFailed, String(error))
  if (error.code === groupErrors.noPermission.code) return failure(sdkErrors.onlyLiveRooms)
  if (TOLD_AS_IT_IS.has(error.code)) return error
  return failure(sdkErrors.joinFailed, `${error.message} (${error.code})`)
}

const TOLD_AS_IT_IS: ReadonlySet<number> = new Set([
  groupErrors.noGroup.code,
  sdkErrors.timeout.code,
  sdkErrors.notReady.code,
])

import { tipTypes } from '@yanshu/protocol'
import type { WireGroupMessage } from '@yanshu/protocol'
import type { BusEvents } from '../../../bus/events.ts'
import { RateLimiter } from '../../../calls/rate-limiter.ts'
import { toSeconds } from '../../../clock.ts'
import { liveSettings } from '../../app/service.ts'
import type { Logger } from '../../../log.ts'
import type { Connection, Registry } from '../../presence/service.ts'
import type { GroupDirectory } from '../directory.ts'
import type { GroupRow, Place } from '../group.ts'
import { placeOfGroup, rulesOf } from '../group.ts'
import type { Standing } from '../member-store.ts'
import type { LiveEntry, LiveOccupant, LiveRooms, LiveVisit } from '../seams.ts'
import type { Tips } from '../notices/tips.ts'
import type { EntranceDeps } from './entrance.ts'
import { Entrance } from './entrance.ts'
import { RecentMessages } from './recent-messages.ts'
import type { Room } from './room.ts'
import { keyOfRoom, Rooms } from './rooms.ts'

/** Who comes and goes is told so often a second; what is beyond shows in the number of the next one. */
const TIPS_PER_SECOND = 20

/** How long somebody whose connection was lost counts as there. */
const AWAY = 10_000

const SWEEP = 1000

/** Of the newest, so many are listed (直播群在线成员列表). */
const LISTED = 1000

/** The same where the app has no such list. */
const LISTED_WITHOUT = 30

type RoomKey = Pick<GroupRow, 'app_id' | 'group_id'>

export interface LiveRoomDeps extends EntranceDeps {
  readonly apps: { get(appId: number): Promise<Parameters<typeof liveSettings>[0]> }
  readonly registry: Registry<Connection>
  readonly directory: Pick<GroupDirectory, 'knownPlace'>
  readonly tips: Pick<Tips, 'tell'>
  readonly log: Logger
}

const NOBODY: LiveEntry = { entered: false, recent: [] }

/**
 * Live rooms (直播群): who is in them, in memory alone. A connection is in one room at a time, an account
 * in those that its connections are in; everybody has to come in anew after this process starts.
 */
export class LiveRoomService implements LiveRooms {
  readonly rooms = new Rooms()
  readonly #deps: LiveRoomDeps
  readonly #entrance: Entrance
  readonly #recent = new RecentMessages()
  readonly #tips: RateLimiter

  constructor(deps: LiveRoomDeps) {
    this.#deps = deps
    this.#entrance = new Entrance(deps)
    this.#tips = new RateLimiter(deps.now)
    this.#listen()
    setInterval(() => this.#sweep(), SWEEP).unref()
  }

  async join(group: GroupRow, visit: LiveVisit): Promise<LiveEntry> {
    if (this.rooms.of(group)?.of(visit.account)?.connections.includes(visit.sessionId)) {
      return NOBODY
    }
    const app = await this.#deps.apps.get(group.app_id)
    const { historyCount } = liveSettings(app)
    return this.#entrance.admit(group, visit.account, (standing) => {
      const connection = this.#connectionOf(group.app_id, visit)
      // It ended meanwhile.
      if (!connection) return NOBODY
      const before = this.rooms.ofConnection(connection.id)
      if (before?.place.id === group.group_id) return NOBODY
      if (before) this.#leave(before, connection)
      const recent = visit.again ? [] : this.recent(group, historyCount)
      this.#enter(group, connection, standing)
      return { entered: true, recent }
    })
  }

  leave(group: RoomKey, visit: LiveVisit): boolean {
    const room = this.rooms.of(group)
    const connection = this.#connectionOf(group.app_id, visit)
    if (!room || !connection || this.rooms.ofConnection(connection.id) !== room) return false
    this.#leave(room, connection)
    return true
  }

  isIn(group: RoomKey, account: string): boolean {
    return (this.rooms.of(group)?.of(account)?.connections.length ?? 0) > 0
  }

  online(group: RoomKey): number {
    const room = this.rooms.of(group)
    room?.expire(this.#deps.now())
    return room?.online ?? 0
  }

  async occupants(group: RoomKey, mark?: number): Promise<readonly LiveOccupant[]> {
    const most = await this.listed(group.app_id)
    const room = this.rooms.of(group)
    if (!room) return []
    room.expire(this.#deps.now())
    return room.list({ most, mark, limit: most }).map(({ account, joinedAt, standing }) => ({
      account,
      joinedAt,
      marks: room.marks.of(account),
      ...standing,
    }))
  }

  /** How many of the newest in a room are listed. */
  async listed(appId: number): Promise<number> {
    const app = await this.#deps.apps.get(appId)
    return liveSettings(app).memberList ? LISTED : LISTED_WITHOUT
  }

  standingOf({ appId, id }: Place, account: string): Standing | undefined {
    const occupant = this.rooms.of({ app_id: appId, group_id: id })?.of(account)
    return occupant && occupant.connections.length > 0 ? occupant.standing : undefined
  }

  messageOf({ appId, id: groupId }: Place, id: string): WireGroupMessage | undefined {
    return this.#recent.find(keyOfRoom(appId, groupId), id)
  }

  /** The last messages of a room, oldest first. */
  recent({ app_id: appId, group_id: groupId }: RoomKey, most: number): readonly WireGroupMessage[] {
    return this.#recent.last(keyOfRoom(appId, groupId), most, toSeconds(this.#deps.now()))
  }

  #connectionOf(appId: number, { account, sessionId }: LiveVisit): Connection | undefined {
    return this.#deps.registry.of(appId, account).find(({ id }) => id === sessionId)
  }

  #enter(group: GroupRow, connection: Connection, standing: Standing): void {
    const room = this.rooms.open(placeOfGroup(group))
    const isNew = room.enter(connection.account, connection.id, standing, this.#deps.now())
    this.rooms.entered(connection.id, room)
    connection.subscribe(room.topic)
    if (isNew) this.#tell(room, 'join', connection.account)
  }

  #leave(room: Room, connection: Connection): void {
    connection.unsubscribe(room.topic)
    this.rooms.left(connection.id)
    if (room.leave(connection.account, connection.id)) this.#tell(room, 'quit', connection.account)
    this.rooms.closeIfEmpty(room)
  }

  #listen(): void {
    const { bus } = this.#deps
    bus.subscribe('session.left', (left) => this.#sessionLeft(left))
    bus.subscribe('group.sent', (sent) => this.#remember(sent))
    bus.subscribe('group.messagesChanged', ({ appId, groupId, kind, messages }) => {
      if (kind !== 'recalled') return
      for (const { id } of messages) this.#recent.remove(keyOfRoom(appId, groupId), id)
    })
    bus.subscribe('group.memberChanged', ({ appId, groupId, account, change }) => {
      this.rooms.of({ app_id: appId, group_id: groupId })?.change(account, change)
    })
    bus.subscribe('group.membersRemoved', ({ appId, groupId, accounts }) => {
      this.#remove(this.rooms.of({ app_id: appId, group_id: groupId }), accounts)
    })
    bus.subscribe('group.dissolved', ({ appId, groupId }) => {
      const room = this.rooms.of({ app_id: appId, group_id: groupId })
      if (room) this.#clear(room)
      this.#recent.forget(keyOfRoom(appId, groupId))
    })
    bus.subscribe('app.stopped', ({ appId }) => this.#forgetApp(appId))
  }

  #sessionLeft({ account, sessionId, signedOut }: BusEvents['session.left']): void {
    const room = this.rooms.ofConnection(sessionId)
    if (!room) return
    this.rooms.left(sessionId)
    if (!signedOut) room.lose(account, sessionId, this.#deps.now())
    else if (room.leave(account, sessionId)) this.#tell(room, 'quit', account)
    this.rooms.closeIfEmpty(room)
  }

  /** Takes accounts out who were sent away; whoever did that tells so. */
  #remove(room: Room | undefined, accounts: readonly string[]): void {
    if (!room) return
    for (const account of accounts) {
      const gone = new Set(room.remove(account))
      for (const connection of this.#deps.registry.of(room.place.appId, account)) {
        if (gone.has(connection.id)) connection.unsubscribe(room.topic)
      }
      for (const id of gone) this.rooms.left(id)
    }
    this.rooms.closeIfEmpty(room)
  }

  /** The room is no more. */
  #clear(room: Room): void {
    for (const onlooker of room.onlookers) {
      onlooker.unsubscribe(room.topic)
      this.rooms.left(onlooker.id)
    }
    room.onlookers.clear()
    this.#remove(room, [...room.accounts()])
    this.rooms.closeIfEmpty(room)
  }

  #forgetApp(appId: number): void {
    for (const room of this.rooms.ofApp(appId)) this.#clear(room)
    for (const key of this.#recent.rooms()) {
      if (key.startsWith(keyOfRoom(appId, ''))) this.#recent.forget(key)
    }
  }

  #remember({ appId, groupId, message }: BusEvents['group.sent']): void {
    if (message.tip || message.broadcast) return
    const group = this.#deps.directory.knownPlace(appId, groupId)?.group
    if (!group || rulesOf(group).storesMessages) return
    this.#recent.add(keyOfRoom(appId, groupId), message)
  }

  #sweep(): void {
    const now = this.#deps.now()
    for (const room of this.rooms.all()) {
      for (const account of room.endLost(now - AWAY)) this.#tell(room, 'quit', account)
      room.expire(now)
      this.rooms.closeIfEmpty(room)
    }
  }

  #tell(room: Room, type: 'join' | 'quit', account: string): void {
    // Where no connection is left nobody hears it.
    if (!room.hasListeners) return
    const { appId, id } = room.place
    if (!this.#tips.take(keyOfRoom(appId, id), TIPS_PER_SECOND)) return
    const telling = this.#deps.tips.tell(room.place, {
      type: tipTypes[type],
      item: type === 'join' ? 'Applied' : 'Quit',
      operator: account,
      members: [account],
      more: { memberCount: room.online },
    })
    telling.catch((error: unknown) => this.#deps.log.error('group.roomNotTold', { error }))
  }
}

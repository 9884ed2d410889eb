import type { WireGroup, WireGroupMessage } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import { liveSettings } from '../../app/service.ts'
import type { GroupRow } from '../group.ts'
import { placeOfGroup } from '../group.ts'
import type { GroupCore } from '../service.ts'
import { outsideView } from '../service.ts'
import { requireLiveRoom } from './gates.ts'
import type { LiveRoomService } from './live-room-service.ts'
import type { Onlooker } from './room.ts'

export interface VisitEntry {
  /** False where the connection was in the room already. */
  readonly entered: boolean
  readonly group: WireGroup
  /** The last messages from before, oldest first, as many as members get. */
  readonly recent: readonly WireGroupMessage[]
}

/** Where a visitor wants to go. */
export interface VisitWish {
  readonly groupId: string
  /** Back after a lost connection: nothing of before is shown. */
  readonly again?: boolean | undefined
}

type VisitsCore = Pick<GroupCore, 'apps' | 'directory' | 'seams'>

/**
 * Visitors of live rooms (游客): connections without an account. They are on the native topic of their
 * room, so that what is said there reaches them by the same publication; they are in no list and no
 * number of members, because nobody could say who they are.
 */
export class LiveVisits {
  readonly #core: VisitsCore
  readonly #live: Pick<LiveRoomService, 'rooms' | 'recent'>

  constructor(core: VisitsCore, live: Pick<LiveRoomService, 'rooms' | 'recent'>) {
    this.#core = core
    this.#live = live
  }

  /** Whether nothing must be read from storage to join a room. */
  isKnown(appId: number, groupId: string): boolean {
    return this.#core.directory.knownPlace(appId, groupId) !== undefined
  }

  /** Whether a connection is in a room that still is. */
  isIn({ id }: Onlooker): boolean {
    return this.#live.rooms.ofConnection(id) !== undefined
  }

  /**
   * Brings a visitor into a room, and out of the one that it was in.
   *
   * @throws {ImError} 10007 for a group that is no live room, 10010.
   */
  async join(onlooker: Onlooker, { groupId, again }: VisitWish): Promise<VisitEntry> {
    const app = await this.#core.apps.get(onlooker.appId)
    const group = await this.#present(onlooker.appId, groupId)
    const view = outsideView(this.#core, app, group)
    const { rooms } = this.#live
    const before = rooms.ofConnection(onlooker.id)
    if (!onlooker.isOpen || before?.place.id === groupId) {
      return { entered: false, group: view, recent: [] }
    }
    this.leave(onlooker)
    const { historyCount } = liveSettings(app)
    const recent = again ? [] : this.#live.recent(group, historyCount)
    const room = rooms.open(placeOfGroup(group))
    room.onlookers.add(onlooker)
    rooms.entered(onlooker.id, room)
    onlooker.subscribe(room.topic)
    return { entered: true, group: view, recent }
  }

  /** @throws {ImError} 10007 for a room that the visitor is not in. */
  quit(onlooker: Onlooker, groupId: string): void {
    if (this.#live.rooms.ofConnection(onlooker.id)?.place.id !== groupId) {
      throw new ImError(groupErrors.noPermission, `not in ${groupId}`)
    }
    this.leave(onlooker)
  }

  /** Takes a visitor out of the room that it is in, if any. */
  leave(onlooker: Onlooker): void {
    const { rooms } = this.#live
    const room = rooms.ofConnection(onlooker.id)
    if (!room) return
    room.onlookers.delete(onlooker)
    rooms.left(onlooker.id)
    onlooker.unsubscribe(room.topic)
    rooms.closeIfEmpty(room)
  }

  /** The room, read again where it changed or went while it was read. */
  async #present(appId: number, groupId: string): Promise<GroupRow> {
    for (;;) {
      const group = await this.#core.directory.get(appId, groupId)
      requireLiveRoom(group)
      if (this.isKnown(appId, groupId)) return group
    }
  }
}

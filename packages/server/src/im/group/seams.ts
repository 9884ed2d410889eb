import type { WireGroupMessage } from '@yanshu/protocol'
import type { GroupRow, Place } from './group.ts'
import type { Standing } from './member-store.ts'

/** Somebody who comes into a live room, or goes, with one of its connections. */
export interface LiveVisit {
  readonly account: string
  readonly sessionId: string
  /** Back after a lost connection: nobody is told, and nothing of before is shown. */
  readonly again?: boolean | undefined
}

export interface LiveEntry {
  /** False where this connection was in the room already. */
  readonly entered: boolean
  /** The last messages from before, oldest first, as many as the app says. */
  readonly recent: readonly WireGroupMessage[]
}

/** Somebody in a live room, as its list of members shows. */
export interface LiveOccupant extends Standing {
  readonly account: string
  /** Unix milliseconds. */
  readonly joinedAt: number
  readonly marks: readonly number[]
}

type RoomKey = Pick<GroupRow, 'app_id' | 'group_id'>

/** Who is in live rooms, which only memory knows. */
export interface LiveRooms {
  /**
   * Brings a connection into a room, and out of the one that it was in. Tells the room.
   *
   * @throws {ImError} 10007 for who is banned.
   */
  join(group: GroupRow, visit: LiveVisit): Promise<LiveEntry>
  /** Takes a connection out of a room, and tells the room; false where it was not in it. */
  leave(group: RoomKey, visit: LiveVisit): boolean
  isIn(group: RoomKey, account: string): boolean
  /** How many are in a room now. */
  online(group: RoomKey): number
  /** Who is in a room, newest first: as many as the app's settings show, with a mark where it is given. */
  occupants(group: RoomKey, mark?: number): Promise<readonly LiveOccupant[]>
  /** How an account stands in a room; undefined for who is not in it. */
  standingOf(place: Place, account: string): Standing | undefined
  /** A message of the room that is remembered, by `WireGroupMessage.id`. */
  messageOf(place: Place, id: string): WireGroupMessage | undefined
}

/** What parts of groups know for others: each fills in its own when it opens. */
export class Seams {
  live: LiveRooms = {
    join: async () => ({ entered: true, recent: [] }),
    leave: () => false,
    isIn: () => false,
    online: () => 0,
    occupants: async () => [],
    standingOf: () => undefined,
    messageOf: () => undefined,
  }
}

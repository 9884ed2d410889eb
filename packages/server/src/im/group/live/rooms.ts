import type { GroupRow, Place } from '../group.ts'
import { Room } from './room.ts'

/** The live rooms that somebody is in, and the one that each connection is in. */
export class Rooms {
  readonly #rooms = new Map<string, Room>()
  readonly #byConnection = new Map<string, Room>()

  of({
    app_id: appId,
    group_id: groupId,
  }: Pick<GroupRow, 'app_id' | 'group_id'>): Room | undefined {
    return this.#rooms.get(keyOfRoom(appId, groupId))
  }

  open(place: Place): Room {
    const key = keyOfRoom(place.appId, place.id)
    const room = this.#rooms.get(key) ?? new Room(place)
    this.#rooms.set(key, room)
    return room
  }

  closeIfEmpty(room: Room): void {
    if (room.isEmpty) this.#rooms.delete(keyOfRoom(room.place.appId, room.place.id))
  }

  all(): Iterable<Room> {
    return this.#rooms.values()
  }

  *ofApp(appId: number): Iterable<Room> {
    for (const room of this.#rooms.values()) if (room.place.appId === appId) yield room
  }

  ofConnection(id: string): Room | undefined {
    return this.#byConnection.get(id)
  }

  entered(connection: string, room: Room): void {
    this.#byConnection.set(connection, room)
  }

  left(connection: string): void {
    this.#byConnection.delete(connection)
  }
}

/** Names a room over all apps. */
export function keyOfRoom(appId: number, groupId: string): string {
  return `${appId}/${groupId}`
}

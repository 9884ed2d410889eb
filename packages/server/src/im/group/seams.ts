import type { WireGroupMessage } from '@yanshu/protocol'
import type { Place } from './group.ts'
import type { Standing } from './member-store.ts'

/** Rights in a topic, in the bits of the contract (权限组管理). */
export const topicRights = {
  manage: 1,
  managePermissions: 2,
  mute: 4,
  send: 8,
  readHistory: 16,
  recall: 32,
  atAll: 64,
} as const

/** Who is in live rooms, which only memory knows. */
export interface LiveRooms {
  /** How an account stands in a room; undefined for who is not in it. */
  standingOf(place: Place, account: string): Standing | undefined
  /** A message of the room that is remembered, by `WireGroupMessage.id`. */
  messageOf(place: Place, id: string): WireGroupMessage | undefined
}

/** What members of communities with permission groups may do. */
export interface PermissionGroups {
  /**
   * The rights of a member in a topic, from the community's bits and the topic's; asked only where
   * the community has them switched on. Without waiting where they are in memory.
   */
  rightsIn(place: Place, account: string): number | Promise<number>
}

/** What parts of groups know for others: each fills in its own when it opens. */
export class Seams {
  live: LiveRooms = { standingOf: () => undefined, messageOf: () => undefined }
  permissions: PermissionGroups = { rightsIn: () => 0 }
}

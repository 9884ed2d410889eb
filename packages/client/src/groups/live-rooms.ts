import type { Ask } from '../connection/requests.ts'
import { TYPES } from '../constants/types.ts'
import { ChatError, sdkErrors } from '../errors.ts'
import { RecentMap } from '../recent-map.ts'
import type { Group } from './group.ts'
import type { GroupBook } from './group-book.ts'

export interface LiveRoomsDeps {
  readonly ask: Ask
  readonly book: GroupBook
  /** An account is in several live rooms at a time. */
  readonly several: boolean
}

/** Live rooms that are remembered as such. */
const REMEMBERED = 500

/** The live rooms that this instance is in: a connection joins them, so the next one joins again. */
export class LiveRooms {
  readonly #deps: LiveRoomsDeps
  readonly #joined = new Set<string>()
  readonly #known = new RecentMap<string, true>(REMEMBERED)

  constructor(deps: LiveRoomsDeps) {
    this.#deps = deps
  }

  /** Takes note of what a group is. */
  saw({ groupID, type }: Group): void {
    if (type === TYPES.GRP_AVCHATROOM) this.#known.set(groupID, true)
  }

  /** True for a group that is known to be a live room. */
  is(groupId: string): boolean {
    return this.#known.get(groupId) === true
  }

  isIn(groupId: string): boolean {
    return this.#joined.has(groupId)
  }

  /** The account joined one, and leaves the one it was in before. */
  async joined(group: Group): Promise<void> {
    const before = this.#deps.several ? [] : [...this.#joined]
    this.#joined.add(group.groupID)
    this.#deps.book.put(group)
    for (const groupId of before) {
      if (groupId === group.groupID) continue
      this.left(groupId)
      // It is left for the app in any case; the server notices with the next connection.
      await this.#deps.ask('group.quit', { groupId }).catch(() => {})
    }
  }

  /** Somebody who is not logged in joined one, and has left the one before with it. */
  visited(group: Group): void {
    for (const groupId of this.#joined) if (groupId !== group.groupID) this.left(groupId)
    this.#joined.add(group.groupID)
    this.#deps.book.put(group)
  }

  left(groupId: string): void {
    if (this.#joined.delete(groupId)) this.#deps.book.remove(groupId)
  }

  /** Joins again after the connection was lost; one that refuses is left. */
  async rejoined(): Promise<void> {
    for (const groupId of this.#joined) {
      try {
        await this.#deps.ask('group.join', { groupId, again: true })
      } catch (error) {
        const isRefused = error instanceof ChatError && error.code !== sdkErrors.timeout.code
        if (isRefused && error.code !== sdkErrors.notReady.code) this.left(groupId)
      }
    }
  }

  clear(): void {
    this.#joined.clear()
    this.#known.clear()
  }
}

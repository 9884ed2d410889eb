import { groupErrors, ImError, recentErrors } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { GroupPins } from '../group/service.ts'
import type { Conversations } from '../message/service.ts'
import type { Actor } from './contacts.ts'
import type { Folder } from './folder.ts'
import { conversationIdOf, groupKeyOf, sortedKeys } from './keys.ts'
import type { PositionStore } from './store.ts'

/** Conversations an account may pin (使用限制). */
export const MOST_PINNED = 50

export interface PinDeps {
  readonly store: PositionStore
  readonly conversations: Conversations
  readonly folder: Folder
  readonly groupPins: GroupPins
  readonly bus: Bus
  readonly now: Clock
}

/** What accounts pinned in their lists: conversations with accounts and those of groups, by their keys. */
export class Pins {
  readonly #deps: PinDeps

  constructor(deps: PinDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} 51012 where more than 50 would be pinned; none is then. */
  async change(actor: Actor, keys: readonly string[], pinned: boolean): Promise<void> {
    await (pinned ? this.#pin(actor, keys) : this.#unpin(actor, keys))
    this.#tell(actor, keys, pinned)
  }

  /** @throws {ImError} 51012 at 50 pinned conversations, 10007 for who is no member. */
  async changeGroup(actor: Actor, groupId: string, pinned: boolean): Promise<void> {
    const key = groupKeyOf(groupId)
    const changed = await (pinned ? this.#pin(actor, [key]) : this.#unpin(actor, [key]))
    if (changed === 0) throw new ImError(groupErrors.noPermission, groupId)
    this.#tell(actor, [key], pinned)
  }

  /** @returns how many groups it worked for. */
  async #pin(actor: Actor, keys: readonly string[]): Promise<number> {
    const { appId, account } = actor
    const { conversations, folder, groupPins, store, now } = this.#deps
    const { peers, groups } = sortedKeys(keys)
    const numbers = await conversations.findOrCreateMany(appId, account, peers)
    return folder.exclusively(async () => {
      const pinned = await store.pinned(appId, account, MOST_PINNED)
      const all = new Set([...pinned.map((row) => row.conversation), ...numbers.values()])
      const allGroups = new Set([...(await groupPins.pinned(appId, account)), ...groups])
      if (all.size + allGroups.size > MOST_PINNED) throw new ImError(recentErrors.tooManyPinned)
      const at = now()
      if (numbers.size > 0) await store.pin(actor, numbers, at)
      return groupPins.pin(actor, groups, at)
    })
  }

  /** @returns how many groups it worked for. */
  async #unpin(actor: Actor, keys: readonly string[]): Promise<number> {
    const { folder, groupPins, store } = this.#deps
    const { peers, groups } = sortedKeys(keys)
    await folder.caughtUp()
    // What was never there needs no row to be unpinned.
    const found = await store.findByPeers(actor.appId, actor.account, peers)
    return folder.exclusively(async () => {
      await store.unpin(
        actor,
        found.map((row) => row.conversation),
      )
      return groupPins.pin(actor, groups, 0)
    })
  }

  #tell({ appId, account, sessionId }: Actor, keys: readonly string[], pinned: boolean): void {
    for (const key of new Set(keys)) {
      const conversationId = conversationIdOf(key)
      this.#deps.bus.publish('conversation.pinned', {
        appId,
        account,
        conversationId,
        pinned,
        sessionId,
      })
    }
  }
}

import type { ErrorRow } from '@yanshu/protocol'
import { MOST_FRIEND_GROUPS, relationErrors } from '@yanshu/protocol'
import type { Account } from '../account/account.ts'
import type { App } from '../app/app.ts'
import type { Edit } from './edit.ts'
import { customOf } from './friend-view.ts'
import type { Friends, FriendsDeps, Outcome } from './friends.ts'
import type { FriendRow } from './rows.ts'
import { friendsAmong, groupsOf } from './rows.ts'
import type { FriendChange, SnsItem } from './rules.ts'
import { hasRoom, readItems } from './rules.ts'

/** A friend as another system knows it. */
export interface ImportedFriend {
  readonly userId: string
  readonly source: string
  readonly remark: string
  readonly wording: string
  readonly groups: readonly string[]
  readonly custom: readonly SnsItem[]
  /** Unix milliseconds; undefined for now. */
  readonly addedAt: number | undefined
  readonly remarkAt: number | undefined
}

/** What is known in the middle of an import. */
interface ImportScene {
  readonly app: App
  readonly edit: Edit
  readonly known: ReadonlyMap<string, Account>
  readonly present: Map<string, FriendRow>
}

/** What owners write of their friends. */
export class FriendEntries {
  readonly #deps: FriendsDeps
  readonly #friends: Friends

  constructor(deps: FriendsDeps, friends: Friends) {
    this.#deps = deps
    this.#friends = friends
  }

  /** Puts friends on one side, asking nobody. @throws {ImError} 30003. */
  async import(
    appId: number,
    owner: string,
    friends: readonly ImportedFriend[],
  ): Promise<readonly Outcome[]> {
    const { apps, accounts, changes } = this.#deps
    const app = await apps.get(appId)
    await this.#friends.exists(appId, owner)
    const ids = friends.map(({ userId }) => userId)
    const known = await accounts.findMany(appId, ids)
    return changes.make(appId, owner, [], async (edit) => {
      const present = new Map(await friendsAmong(edit.trx, appId, owner, ids))
      const scene = { app, edit, known, present }
      const outcomes: Outcome[] = []
      for (const friend of friends) {
        const error = await this.#importOne(scene, friend)
        outcomes.push({ userId: friend.userId, ...(error && { error }) })
      }
      return outcomes
    })
  }

  /** Changes remarks, groups and custom fields. @throws {ImError} 30003. */
  async update(
    appId: number,
    owner: string,
    updates: readonly { readonly userId: string; readonly items: readonly SnsItem[] }[],
  ): Promise<readonly Outcome[]> {
    const app = await this.#deps.apps.get(appId)
    await this.#friends.exists(appId, owner)
    const ids = updates.map(({ userId }) => userId)
    return this.#deps.changes.make(appId, owner, [], async (edit) => {
      const present = new Map(await friendsAmong(edit.trx, appId, owner, ids))
      const outcomes: Outcome[] = []
      for (const { userId, items } of updates) {
        const change = readItems(items, app.friendFields)
        const error = await this.#updateOne(edit, present, userId, change)
        outcomes.push({ userId, ...(error && { error }) })
      }
      return outcomes
    })
  }

  async #importOne(
    { app, edit, known, present }: ImportScene,
    friend: ImportedFriend,
  ): Promise<ErrorRow | undefined> {
    const { userId, groups } = friend
    const owner = edit.center
    if (!known.has(userId)) return relationErrors.unknownAccount
    const custom = readItems(friend.custom, app.friendFields)?.custom
    if (userId === owner || !custom) return relationErrors.badParameter
    const before = present.get(userId)
    if (!before && !hasRoom(edit.head(owner).friend_count, app.plan.quotas.friends)) {
      return relationErrors.friendsFull
    }
    if (!(await edit.addGroups(owner, groups, MOST_FRIEND_GROUPS))) return relationErrors.groupsFull
    const row = this.#imported(owner, friend, { ...(before && customOf(before)), ...custom })
    edit.putFriend(row, !before, true)
    if (before && before.groups !== row.groups) edit.groupsChanged(owner)
    present.set(userId, { ...row, app_id: app.appId, version: 0 })
    return undefined
  }

  async #updateOne(
    edit: Edit,
    present: Map<string, FriendRow>,
    userId: string,
    change: FriendChange | undefined,
  ): Promise<ErrorRow | undefined> {
    const row = present.get(userId)
    if (!row || !change) return relationErrors.badParameter
    if (!(await edit.addGroups(edit.center, change.groups ?? [], MOST_FRIEND_GROUPS))) {
      return relationErrors.groupsFull
    }
    const { remark = row.remark, groups = groupsOf(row), custom } = change
    const next: FriendRow = {
      ...row,
      remark,
      remark_at: change.remark === undefined ? row.remark_at : this.#deps.now(),
      groups: JSON.stringify(groups),
      custom: JSON.stringify({ ...customOf(row), ...custom }),
    }
    present.set(userId, next)
    edit.putFriend(next, false, Object.keys(custom).length > 0)
    if (next.groups !== row.groups) edit.groupsChanged(edit.center)
    return undefined
  }

  #imported(
    owner: string,
    friend: ImportedFriend,
    custom: Readonly<Record<string, string | number>>,
  ): Parameters<Edit['putFriend']>[0] {
    const now = this.#deps.now()
    return {
      owner,
      friend: friend.userId,
      remark: friend.remark,
      remark_at: friend.remarkAt ?? (friend.remark === '' ? 0 : now),
      source: friend.source,
      wording: friend.wording,
      groups: JSON.stringify([...new Set(friend.groups)]),
      custom: JSON.stringify(custom),
      added_at: friend.addedAt ?? now,
    }
  }
}

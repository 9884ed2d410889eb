import { ImError, MOST_FRIEND_GROUPS, relationErrors } from '@yanshu/protocol'
import type { Edit } from './edit.ts'
import type { Friends, FriendsDeps, Outcome } from './friends.ts'
import type { FriendRow } from './rows.ts'
import { friendsAmong, groupedFriends, groupNames, groupsOf } from './rows.ts'

/** A friend group and who is in it. */
export interface FriendGroup {
  readonly name: string
  readonly members: readonly string[]
}

export interface GroupsDone {
  readonly outcomes: readonly Outcome[]
  readonly sequence: number
}

/** Groups that accounts sort their friends into. */
export class FriendGroups {
  readonly #deps: FriendsDeps
  readonly #friends: Friends

  constructor(deps: FriendsDeps, friends: Friends) {
    this.#deps = deps
    this.#friends = friends
  }

  /** Makes groups that are not there yet and puts friends into all of them. @throws {ImError} 30003, 30011. */
  async add(
    appId: number,
    owner: string,
    names: readonly string[],
    members: readonly string[],
  ): Promise<GroupsDone> {
    await this.#friends.exists(appId, owner)
    return this.#deps.changes.make(appId, owner, [], async (edit) => {
      if (!(await edit.addGroups(owner, names, MOST_FRIEND_GROUPS))) {
        throw new ImError(relationErrors.groupsFull)
      }
      return this.#regroup(edit, members, (groups) => [...new Set([...groups, ...names])])
    })
  }

  /** Puts friends into a group that is there. @throws {ImError} 30001 where it is not. */
  addTo(appId: number, owner: string, name: string, members: readonly string[]) {
    return this.#changeMembers(appId, owner, name, members, (groups) => [
      ...new Set([...groups, name]),
    ])
  }

  /** Takes friends out of a group. @throws {ImError} 30001 where it is not there. */
  removeFrom(appId: number, owner: string, name: string, members: readonly string[]) {
    return this.#changeMembers(appId, owner, name, members, (groups) =>
      groups.filter((group) => group !== name),
    )
  }

  /** Deletes those of the groups that are there; answers how many were. @throws {ImError} 30003. */
  async delete(
    appId: number,
    owner: string,
    names: readonly string[],
  ): Promise<{ readonly gone: number; readonly sequence: number }> {
    await this.#friends.exists(appId, owner)
    return this.#deps.changes.make(appId, owner, [], async (edit) => {
      const gone = new Set(await edit.removeGroups(names))
      if (gone.size > 0) {
        await this.#rewrite(edit, (groups) => groups.filter((group) => !gone.has(group)))
      }
      return { gone: gone.size, sequence: edit.head(owner).group_seq }
    })
  }

  /** @throws {ImError} 30001 where the old one is not there or the new one is. */
  async rename(appId: number, owner: string, from: string, to: string): Promise<void> {
    await this.#deps.changes.make(appId, owner, [], async (edit) => {
      const names = await groupNames(edit.trx, appId, owner)
      if (!names.includes(from) || names.includes(to)) {
        throw new ImError(relationErrors.badParameter, 'group')
      }
      await edit.renameGroup(from, to)
      await this.#rewrite(edit, (groups) => groups.map((group) => (group === from ? to : group)))
    })
  }

  /** All groups, or those of the names; in the order in which they were made. @throws {ImError} 30003. */
  async list(
    appId: number,
    owner: string,
    names: readonly string[],
  ): Promise<{ readonly groups: readonly FriendGroup[]; readonly sequence: number }> {
    await this.#friends.exists(appId, owner)
    const { db } = this.#deps
    const head = await db
      .selectFrom('relation_head')
      .select(['group_seq', 'group_count'])
      .where('app_id', '=', appId)
      .where('user_id', '=', owner)
      .executeTakeFirst()
    if (!head || head.group_count === 0) return { groups: [], sequence: head?.group_seq ?? 0 }
    const all = await groupNames(db, appId, owner)
    const wanted = names.length === 0 ? all : all.filter((name) => names.includes(name))
    const members = new Map<string, string[]>(wanted.map((name) => [name, []]))
    for (const row of await groupedFriends(db, appId, owner)) {
      for (const name of groupsOf(row)) members.get(name)?.push(row.friend)
    }
    const groups = [...members].map(([name, friends]) => ({ name, members: friends }))
    return { groups, sequence: head.group_seq }
  }

  async #changeMembers(
    appId: number,
    owner: string,
    name: string,
    members: readonly string[],
    change: (groups: readonly string[]) => readonly string[],
  ): Promise<GroupsDone> {
    return this.#deps.changes.make(appId, owner, [], async (edit) => {
      const names = await groupNames(edit.trx, appId, owner)
      if (!names.includes(name)) throw new ImError(relationErrors.badParameter, 'no such group')
      return this.#regroup(edit, members, change)
    })
  }

  async #regroup(
    edit: Edit,
    members: readonly string[],
    change: (groups: readonly string[]) => readonly string[],
  ): Promise<GroupsDone> {
    const present = await friendsAmong(edit.trx, edit.appId, edit.center, members)
    for (const row of present.values()) regroup(edit, row, change)
    if (present.size > 0) edit.groupsChanged(edit.center)
    const outcomes = members.map((userId) =>
      present.has(userId) ? { userId } : { userId, error: relationErrors.memberNotFriend },
    )
    return { outcomes, sequence: edit.head(edit.center).group_seq }
  }

  async #rewrite(
    edit: Edit,
    change: (groups: readonly string[]) => readonly string[],
  ): Promise<void> {
    for (const row of await groupedFriends(edit.trx, edit.appId, edit.center)) {
      regroup(edit, row, change)
    }
  }
}

function regroup(
  edit: Edit,
  row: FriendRow,
  change: (groups: readonly string[]) => readonly string[],
): void {
  const groups = JSON.stringify(change(groupsOf(row)))
  if (groups !== row.groups) edit.putFriend({ ...row, groups }, false)
}

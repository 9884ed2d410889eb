import type { DeleteType, ErrorRow, FriendRelation } from '@yanshu/protocol'
import { ImError, MOST_FRIEND_GROUPS, relationErrors } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import type { Changes } from './changes.ts'
import type { Edit } from './edit.ts'
import { customOf } from './friend-view.ts'
import type { FriendRow } from './rows.ts'
import { friendsAmong, groupsOf, holdersAmong } from './rows.ts'
import type { SnsItem } from './rules.ts'
import { hasRoom, readItems } from './rules.ts'

/** How one item of a batch went; without an error it was done. */
export interface Outcome {
  readonly userId: string
  readonly error?: ErrorRow
}

export interface FriendsDeps {
  readonly db: Kysely<Schema>
  readonly apps: AppService
  readonly accounts: AccountService
  readonly changes: Changes
  readonly now: Clock
}

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

/** How far the changes of a friend list have come. */
export interface FriendStand {
  readonly total: number
  /** Counts the changes of the list, and the one that touched custom fields last. */
  readonly sequence: number
  readonly customSequence: number
  /** The change that removed friends last. */
  readonly removedSequence: number
}

export interface FriendPage extends FriendStand {
  readonly rows: readonly FriendRow[]
  readonly complete: boolean
}

/** Friend lists of accounts. */
export class Friends {
  readonly #deps: FriendsDeps

  constructor(deps: FriendsDeps) {
    this.#deps = deps
  }

  /** Puts friends on one side, asking nobody. @throws {ImError} 30003. */
  async import(
    appId: number,
    owner: string,
    friends: readonly ImportedFriend[],
  ): Promise<readonly Outcome[]> {
    const { apps, accounts, changes } = this.#deps
    const app = await apps.get(appId)
    await this.exists(appId, owner)
    const ids = friends.map(({ userId }) => userId)
    const known = await accounts.findMany(appId, ids)
    return changes.make(appId, owner, [], async (edit) => {
      const present = new Map(await friendsAmong(edit.trx, appId, owner, ids))
      const outcomes: Outcome[] = []
      for (const friend of friends) {
        const { userId } = friend
        const custom = readItems(friend.custom, app.friendFields)?.custom
        const before = present.get(userId)
        const isFull = !before && !hasRoom(edit.head(owner).friend_count, app.plan.quotas.friends)
        const error =
          (!known.has(userId) && relationErrors.unknownAccount) ||
          ((userId === owner || !custom) && relationErrors.badParameter) ||
          (isFull && relationErrors.friendsFull) ||
          (!(await edit.addGroups(owner, friend.groups, MOST_FRIEND_GROUPS)) &&
            relationErrors.groupsFull)
        if (error) {
          outcomes.push({ userId, error })
          continue
        }
        const row = this.#imported(owner, friend, { ...(before && customOf(before)), ...custom })
        edit.putFriend(row, !before, true)
        present.set(userId, { ...row, app_id: appId, version: 0 })
        outcomes.push({ userId })
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
    await this.exists(appId, owner)
    const ids = updates.map(({ userId }) => userId)
    return this.#deps.changes.make(appId, owner, [], async (edit) => {
      const present = new Map(await friendsAmong(edit.trx, appId, owner, ids))
      const outcomes: Outcome[] = []
      for (const { userId, items } of updates) {
        const row = present.get(userId)
        const change = readItems(items, app.friendFields)
        if (!row || !change) {
          outcomes.push({ userId, error: relationErrors.badParameter })
          continue
        }
        if (!(await edit.addGroups(owner, change.groups ?? [], MOST_FRIEND_GROUPS))) {
          outcomes.push({ userId, error: relationErrors.groupsFull })
          continue
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
        if (change.groups) edit.groupsChanged(owner)
        outcomes.push({ userId })
      }
      return outcomes
    })
  }

  /** @throws {ImError} 30003. */
  async delete(
    appId: number,
    owner: string,
    friends: readonly string[],
    type: DeleteType,
  ): Promise<readonly Outcome[]> {
    await this.exists(appId, owner)
    const known = await this.#deps.accounts.findMany(appId, friends)
    const others = type === 'Delete_Type_Both' ? [...known.keys()] : []
    return this.#deps.changes.make(appId, owner, others, async (edit) => {
      const own = await friendsAmong(edit.trx, appId, owner, friends)
      const holders = await holdersAmong(edit.trx, appId, owner, others)
      for (const friend of own.keys()) edit.dropFriend(owner, friend)
      for (const holder of holders) edit.dropFriend(holder, owner)
      return friends.map((userId) => {
        if (!known.has(userId)) return { userId, error: relationErrors.unknownAccount }
        const wasFriend = own.has(userId) || holders.has(userId)
        return wasFriend ? { userId } : { userId, error: relationErrors.notFriends }
      })
    })
  }

  /** @throws {ImError} 30003. */
  async deleteAll(appId: number, owner: string, type: DeleteType): Promise<void> {
    await this.exists(appId, owner)
    // In steps, so that messages wait no longer than for a commit.
    for (;;) {
      const rows = await this.after(appId, owner, 0, STEP)
      if (rows.length === 0) return
      await this.delete(
        appId,
        owner,
        rows.map(({ friend }) => friend),
        type,
      )
    }
  }

  /** How accounts stand to an account. @throws {ImError} 30003. */
  async check(
    appId: number,
    owner: string,
    others: readonly string[],
    both: boolean,
  ): Promise<readonly (Outcome & { readonly relation: FriendRelation })[]> {
    await this.exists(appId, owner)
    const { db, accounts } = this.#deps
    const [known, own, holders] = await Promise.all([
      accounts.findMany(appId, others),
      friendsAmong(db, appId, owner, others),
      holdersAmong(db, appId, owner, both ? others : []),
    ])
    return others.map((userId) => {
      const relation = relationOf(own.has(userId), holders.has(userId))
      if (known.has(userId)) return { userId, relation }
      return { userId, relation, error: relationErrors.unknownAccount }
    })
  }

  /** Friends whose rows changed after a change of the list, in the order of the changes. @throws {ImError} 30003. */
  async page(appId: number, owner: string, after: number, limit: number): Promise<FriendPage> {
    await this.exists(appId, owner)
    // The stand first: a change between the two reads comes again rather than never.
    const stand = await this.standOf(appId, owner)
    const isThere = stand.total > 0 && stand.sequence > after
    const rows = isThere ? await this.after(appId, owner, after, limit + 1) : []
    return { ...stand, rows: rows.slice(0, limit), complete: rows.length <= limit }
  }

  /** How far the changes of a list have come. */
  async standOf(appId: number, owner: string): Promise<FriendStand> {
    const head = await this.#deps.db
      .selectFrom('relation_head')
      .select(['friend_count', 'friend_seq', 'custom_seq', 'removed_seq'])
      .where('app_id', '=', appId)
      .where('user_id', '=', owner)
      .executeTakeFirst()
    return {
      total: head?.friend_count ?? 0,
      sequence: head?.friend_seq ?? 0,
      customSequence: head?.custom_seq ?? 0,
      removedSequence: head?.removed_seq ?? 0,
    }
  }

  after(appId: number, owner: string, version: number, limit: number): Promise<FriendRow[]> {
    return this.#deps.db
      .selectFrom('friend')
      .selectAll()
      .where('app_id', '=', appId)
      .where('owner', '=', owner)
      .where('version', '>', version)
      .orderBy('version')
      .limit(limit)
      .execute()
  }

  /** Those of some accounts that are friends, by UserID. @throws {ImError} 30003. */
  async among(
    appId: number,
    owner: string,
    others: readonly string[],
  ): Promise<ReadonlyMap<string, FriendRow>> {
    await this.exists(appId, owner)
    return friendsAmong(this.#deps.db, appId, owner, others)
  }

  /** @throws {ImError} 30003. */
  async exists(appId: number, userId: string): Promise<void> {
    const account = await this.#deps.accounts.find(appId, userId)
    if (!account) throw new ImError(relationErrors.unknownAccount, userId)
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

/** Friends that one statement removes. */
const STEP = 500

function relationOf(has: boolean, isHeld: boolean): FriendRelation {
  if (has) return isHeld ? 'CheckResult_Type_BothWay' : 'CheckResult_Type_AWithB'
  return isHeld ? 'CheckResult_Type_BWithA' : 'CheckResult_Type_NoRelation'
}

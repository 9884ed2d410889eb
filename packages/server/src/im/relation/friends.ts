import type { DeleteType, ErrorRow, FriendRelation } from '@yanshu/protocol'
import { ImError, relationErrors } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import type { Changes } from './changes.ts'
import type { FriendRow } from './rows.ts'
import { friendsAmong, holdersAmong } from './rows.ts'

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

/** How far the changes of a friend list have come. */
export interface FriendStand {
  readonly total: number
  /** Counts the changes of the list, and the one that touched custom fields last. */
  readonly sequence: number
  readonly customSequence: number
  /** The change that removed friends last. */
  readonly removedSequence: number
}

/** Friends whose rows changed after a change of the list. */
export interface FriendPageWish {
  readonly appId: number
  readonly owner: string
  readonly after: number
  readonly limit: number
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
      for (const row of own.values()) edit.dropFriend(row)
      for (const row of holders.values()) edit.dropFriend(row)
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
    return this.pageOf(await this.standOf(appId, owner), { appId, owner, after, limit })
  }

  /** The same for who knows how far the list has come, and that its owner is there. */
  async pageOf(
    stand: FriendStand,
    { appId, owner, after, limit }: FriendPageWish,
  ): Promise<FriendPage> {
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
}

/** Friends that one statement removes. */
const STEP = 500

function relationOf(has: boolean, isHeld: boolean): FriendRelation {
  if (has) return isHeld ? 'CheckResult_Type_BothWay' : 'CheckResult_Type_AWithB'
  return isHeld ? 'CheckResult_Type_BWithA' : 'CheckResult_Type_NoRelation'
}

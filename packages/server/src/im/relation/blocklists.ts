import type { BlockRelation } from '@yanshu/protocol'
import { MOST_BLOCKED, relationErrors } from '@yanshu/protocol'
import type { Friends, FriendsDeps, Outcome } from './friends.ts'
import type { BlockedRow } from './rows.ts'
import {
  applicationsAmong,
  blockedAmong,
  blockersAmong,
  friendsAmong,
  holdersAmong,
} from './rows.ts'

export interface BlockedPage {
  readonly rows: readonly BlockedRow[]
  readonly complete: boolean
  readonly sequence: number
}

/** Who blocks whom. */
export class Blocklists {
  readonly #deps: FriendsDeps
  readonly #friends: Friends

  constructor(deps: FriendsDeps, friends: Friends) {
    this.#deps = deps
    this.#friends = friends
  }

  /** Blocks accounts; friendships and requests with them end. @throws {ImError} 30003. */
  async add(appId: number, owner: string, others: readonly string[]): Promise<readonly Outcome[]> {
    await this.#friends.exists(appId, owner)
    const known = await this.#deps.accounts.findMany(appId, others)
    const ids = [...known.keys()].filter((userId) => userId !== owner)
    return this.#deps.changes.make(appId, owner, ids, async (edit) => {
      const present = new Set(await blockedAmong(edit.trx, appId, owner, ids))
      const added: string[] = []
      const outcomes = others.map((userId) => {
        if (!known.has(userId)) return { userId, error: relationErrors.unknownAccount }
        if (userId === owner) return { userId, error: relationErrors.badParameter }
        if (present.has(userId)) return { userId, error: alreadyBlocked }
        if (edit.head(owner).block_count >= MOST_BLOCKED) {
          return { userId, error: relationErrors.blocklistFull }
        }
        present.add(userId)
        added.push(userId)
        edit.block(userId)
        return { userId }
      })
      const own = await friendsAmong(edit.trx, appId, owner, added)
      const holders = await holdersAmong(edit.trx, appId, owner, added)
      const { sent, received } = await applicationsAmong(edit.trx, appId, owner, added)
      for (const row of own.values()) edit.dropFriend(row)
      for (const row of holders.values()) edit.dropFriend(row)
      for (const receiver of sent.keys()) edit.settle(receiver, owner)
      for (const sender of received.keys()) edit.settle(owner, sender)
      return outcomes
    })
  }

  /** @throws {ImError} 30003. */
  async delete(
    appId: number,
    owner: string,
    others: readonly string[],
  ): Promise<readonly Outcome[]> {
    await this.#friends.exists(appId, owner)
    return this.#deps.changes.make(appId, owner, [], async (edit) => {
      const present = new Set(await blockedAmong(edit.trx, appId, owner, others))
      return others.map((userId) => {
        if (!present.delete(userId)) return { userId, error: notBlocked }
        edit.unblock(userId)
        return { userId }
      })
    })
  }

  /** In the order in which they were blocked. @throws {ImError} 30003. */
  async page(appId: number, owner: string, after: number, limit: number): Promise<BlockedPage> {
    await this.#friends.exists(appId, owner)
    const head = await this.#deps.db
      .selectFrom('relation_head')
      .select('block_seq')
      .where('app_id', '=', appId)
      .where('user_id', '=', owner)
      .executeTakeFirst()
    const rows = await this.#deps.db
      .selectFrom('blocked')
      .selectAll()
      .where('app_id', '=', appId)
      .where('owner', '=', owner)
      .where('version', '>', after)
      .orderBy('version')
      .limit(limit + 1)
      .execute()
    return {
      rows: rows.slice(0, limit),
      complete: rows.length <= limit,
      sequence: head?.block_seq ?? 0,
    }
  }

  /** @throws {ImError} 30003. */
  async check(
    appId: number,
    owner: string,
    others: readonly string[],
    both: boolean,
  ): Promise<readonly (Outcome & { readonly relation: BlockRelation })[]> {
    await this.#friends.exists(appId, owner)
    const { db, accounts } = this.#deps
    const [known, blocked, blockers] = await Promise.all([
      accounts.findMany(appId, others),
      blockedAmong(db, appId, owner, others),
      blockersAmong(db, appId, owner, both ? others : []),
    ])
    return others.map((userId) => {
      const relation = relationOf(blocked.has(userId), blockers.has(userId))
      if (known.has(userId)) return { userId, relation }
      return { userId, relation, error: relationErrors.unknownAccount }
    })
  }
}

const { code } = relationErrors.badParameter
const alreadyBlocked = { code, info: 'Err_SNS_BlackListAdd_Already_Exist' }
const notBlocked = { code, info: 'Err_SNS_BlackListDelete_Not_Exist' }

function relationOf(blocks: boolean, isBlocked: boolean): BlockRelation {
  if (blocks) return isBlocked ? 'BlackCheckResult_Type_BothWay' : 'BlackCheckResult_Type_AWithB'
  return isBlocked ? 'BlackCheckResult_Type_BWithA' : 'BlackCheckResult_Type_NO'
}

import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { Changes } from './changes.ts'
import type { Edit } from './edit.ts'
import type { Holders } from './holders.ts'
import { applicationsAmong, blockersAmong, friendsAmong, holdersAmong } from './rows.ts'

/** Accounts that one transaction is about: short enough that a message waits no longer than for a commit. */
const STEP = 500

/** Takes an account that is deleted out of all relations, step by step; each holder is told. */
export class Departure {
  readonly #db: Kysely<Schema>
  readonly #changes: Changes
  readonly #holders: Holders

  constructor(db: Kysely<Schema>, changes: Changes, holders: Holders) {
    this.#db = db
    this.#changes = changes
    this.#holders = holders
  }

  async forget(appId: number, userId: string): Promise<void> {
    await this.#eachStep(
      () => this.#holders.page(appId, userId, '', STEP),
      (owners) => this.#leave(appId, userId, owners),
    )
    await this.#eachStep(
      () => this.#friends(appId, userId),
      (friends) => this.#leave(appId, userId, friends),
    )
    await this.#eachStep(
      () => this.#correspondents(appId, userId),
      (others) => this.#leave(appId, userId, others),
    )
    await this.#eachStep(
      () => this.#blockers(appId, userId),
      (owners) => this.#unblock(appId, userId, owners),
    )
    await this.#removeOwn(appId, userId)
  }

  async #eachStep(
    next: () => Promise<readonly string[]>,
    work: (userIds: readonly string[]) => Promise<void>,
  ): Promise<void> {
    for (;;) {
      const userIds = await next()
      if (userIds.length === 0) return
      await work(userIds)
    }
  }

  /** Ends friendships and requests with some others. */
  async #leave(appId: number, userId: string, others: readonly string[]): Promise<void> {
    await this.#changes.make(appId, userId, others, async (edit: Edit) => {
      const own = await friendsAmong(edit.trx, appId, userId, others)
      const holders = await holdersAmong(edit.trx, appId, userId, others)
      const { sent, received } = await applicationsAmong(edit.trx, appId, userId, others)
      for (const row of own.values()) edit.dropFriend(row)
      for (const row of holders.values()) edit.dropFriend(row)
      for (const receiver of sent.keys()) edit.settle(receiver, userId)
      for (const sender of received.keys()) edit.settle(userId, sender)
    })
  }

  async #unblock(appId: number, userId: string, owners: readonly string[]): Promise<void> {
    await this.#changes.make(appId, userId, owners, async (edit) => {
      const blockers = await blockersAmong(edit.trx, appId, userId, owners)
      await edit.unblockBy([...blockers])
    })
  }

  async #friends(appId: number, owner: string): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('friend')
      .select('friend')
      .where('app_id', '=', appId)
      .where('owner', '=', owner)
      .limit(STEP)
      .execute()
    return rows.map((row) => row.friend)
  }

  async #correspondents(appId: number, userId: string): Promise<readonly string[]> {
    const all = this.#db.selectFrom('friend_application').where('app_id', '=', appId)
    const sent = await all.select('receiver').where('sender', '=', userId).limit(STEP).execute()
    const got = await all.select('sender').where('receiver', '=', userId).limit(STEP).execute()
    const ids = [...sent.map((row) => row.receiver), ...got.map((row) => row.sender)]
    return [...new Set(ids)].slice(0, STEP)
  }

  async #blockers(appId: number, userId: string): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('blocked')
      .select('owner')
      .where('app_id', '=', appId)
      .where('blocked', '=', userId)
      .limit(STEP)
      .execute()
    return rows.map((row) => row.owner)
  }

  /** At most 1,000 blocked ones and 32 groups. */
  async #removeOwn(appId: number, owner: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      for (const table of ['blocked', 'friend_group'] as const) {
        await trx.deleteFrom(table).where('app_id', '=', appId).where('owner', '=', owner).execute()
      }
      await trx
        .deleteFrom('relation_head')
        .where('app_id', '=', appId)
        .where('user_id', '=', owner)
        .execute()
    })
    this.#changes.forget(appId, owner)
  }
}

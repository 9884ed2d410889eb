import type { Kysely } from 'kysely'
import type { Bus } from '../../bus/bus.ts'
import type { RelationNews } from '../../bus/events.ts'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { RelationCache } from './cache.ts'
import { Edit } from './edit.ts'
import { lockHeads } from './writes.ts'

export interface ChangesDeps {
  readonly db: Kysely<Schema>
  readonly bus: Bus
  readonly now: Clock
  readonly cache: RelationCache
}

/** Makes changes of relations: one at a time for an account, written together, told afterwards. */
export class Changes {
  readonly #deps: ChangesDeps

  constructor(deps: ChangesDeps) {
    this.#deps = deps
  }

  /**
   * Runs one change between an account and others.
   *
   * @param work - reads through `edit.trx` and says what shall be; nothing else changes these accounts meanwhile.
   */
  async make<Result>(
    appId: number,
    center: string,
    others: readonly string[],
    work: (edit: Edit) => Promise<Result>,
  ): Promise<Result> {
    const { db, now } = this.#deps
    const { result, news, chain } = await db.transaction().execute(async (trx) => {
      const heads = await lockHeads(trx, appId, [center, ...others])
      const edit = new Edit(trx, center, heads)
      const result = await work(edit)
      return { result, news: await edit.write(now()), chain: edit.chain }
    })
    for (const [account, one] of news) this.#tell(appId, account, one)
    if (chain.added + chain.removed > 0)
      this.#deps.bus.publish('chain.changed', { appId, ...chain })
    return result
  }

  /** What is in memory of an account's relations does not hold any more. */
  forget(appId: number, account: string): void {
    this.#deps.cache.forgetFriends(appId, account)
    this.#deps.cache.forgetBlocklist(appId, account)
  }

  #tell(appId: number, account: string, news: RelationNews): void {
    const { cache, bus } = this.#deps
    if (news.friends) cache.forgetFriends(appId, account)
    if (news.blocklist) cache.forgetBlocklist(appId, account)
    bus.publish('relation.changed', { appId, account, news })
  }
}

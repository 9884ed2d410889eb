import { groupErrors, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Bus } from '../../../bus/bus.ts'
import type { Schema } from '../../../store/schema.ts'
import type { AppService } from '../../app/service.ts'
import { hasFeature } from '../../app/service.ts'
import type { GroupRow } from '../group.ts'
import { lockGroup } from '../members/member-writes.ts'
import { requireType } from '../permissions.ts'
import { gatherListeners } from '../roster/gather.ts'
import type { Rosters } from '../roster/rosters.ts'
import type { CounterMode, Counters, CounterStep } from './rules.ts'
import { countersAfter } from './rules.ts'
import { deleteCounters, readCounters, writeCounters } from './store.ts'

/** On whose behalf counters change, and on which connection; nobody's for an administrator of the app. */
export interface CounterWriter {
  readonly account?: string
  readonly sessionId?: string
}

export interface CountersDeps {
  readonly db: Kysely<Schema>
  readonly apps: Pick<AppService, 'get'>
  readonly rosters: Pick<Rosters, 'of'>
  readonly bus: Bus
}

/** The counters of groups (群计数器): a few whole numbers that many may change at once. */
export class GroupCounters {
  readonly #deps: CountersDeps

  constructor(deps: CountersDeps) {
    this.#deps = deps
  }

  /** Some counters, or all. @throws {ImError} 10007, 10059. */
  async read(group: GroupRow, keys?: readonly string[]): Promise<Counters> {
    await this.#require(group)
    return readCounters(this.#deps.db, group, keys)
  }

  /**
   * Sets counters, or counts them up or down: exactly, whoever else counts meanwhile.
   *
   * @returns those that were changed, as they are then.
   * @throws {ImError} 10004, 10007, 10010, 10059, 10063.
   */
  async update(
    group: GroupRow,
    mode: CounterMode,
    steps: readonly CounterStep[],
    writer: CounterWriter = {},
  ): Promise<Counters> {
    const { db, rosters } = this.#deps
    await this.#require(group)
    // Before the change, so that changes are told in their order.
    await gatherListeners(rosters, group)
    const changed = await db.transaction().execute(async (trx) => {
      if (!(await lockGroup(trx, group))) throw new ImError(groupErrors.noGroup, group.group_id)
      const after = countersAfter(await readCounters(trx, group), mode, steps)
      await writeCounters(trx, group, after)
      return after
    })
    this.#tell(group, changed, writer)
    return changed
  }

  /** Deletes some counters, or all; who watches one hears that it is 0. @throws {ImError} 10007, 10059. */
  async remove(group: GroupRow, keys?: readonly string[]): Promise<void> {
    const { db, rosters } = this.#deps
    await this.#require(group)
    await gatherListeners(rosters, group)
    const removed = await db.transaction().execute(async (trx) => {
      await lockGroup(trx, group)
      return deleteCounters(trx, group, keys)
    })
    this.#tell(group, new Map(removed.map((key) => [key, 0])), {})
  }

  async #require(group: GroupRow): Promise<void> {
    requireType(group, ({ hasCounters }) => hasCounters)
    const app = await this.#deps.apps.get(group.app_id)
    if (!hasFeature(app, 'groupCounters')) throw new ImError(groupErrors.needsPremium)
  }

  #tell(
    { app_id: appId, group_id: groupId }: GroupRow,
    changed: Counters,
    { account, sessionId }: CounterWriter,
  ): void {
    if (changed.size === 0) return
    const counters = Object.fromEntries(changed)
    this.#deps.bus.publish('group.countersChanged', {
      appId,
      groupId,
      counters,
      account,
      sessionId,
    })
  }
}

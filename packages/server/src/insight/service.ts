import { accountErrors, ImError } from '@yanshu/protocol'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import type { App } from '../im/app/app.ts'
import type { Registry, Connection } from '../im/presence/service.ts'
import { Counters } from './counters.ts'
import type { DayFigures } from './rules.ts'
import { monthOfDay } from './rules.ts'
import type { InsightStore } from './store.ts'

export interface InsightDeps {
  readonly store: InsightStore
  readonly bus: Bus
  readonly now: Clock
  readonly registry: Registry<Connection>
}

/** What happens in apps, counted by day: in memory first, written once a minute. */
export class Insight {
  readonly #deps: InsightDeps
  readonly #counters: Counters
  /** REST calls of capped apps today, as far as they are known. */
  readonly #restCalls = new Map<number, { day: number; count: number }>()

  constructor(deps: InsightDeps) {
    this.#deps = deps
    this.#counters = new Counters(deps.now)
    this.#listen(deps.bus)
  }

  /**
   * Counts a login.
   *
   * @throws {ImError} 72000, 72002 where the plan takes no more accounts that day or month.
   */
  async admit({ appId, plan }: Pick<App, 'appId' | 'plan'>, userId: string): Promise<void> {
    const { dailyActive, monthlyActive } = plan.quotas
    const counters = this.#counters
    if (dailyActive === null && monthlyActive === null) counters.active(appId, 'login', userId)
    else if (!counters.isKnown(appId, 'login', userId)) {
      const today = counters.today
      const full = await this.#deps.store.admit(appId, userId, [
        { period: today, most: dailyActive },
        { period: monthOfDay(today), most: monthlyActive },
      ])
      if (full !== undefined) {
        throw new ImError(full === today ? accountErrors.dailyCap : accountErrors.monthlyCap)
      }
      counters.remember(appId, 'login', userId)
    }
    counters.add(appId, 'LoginTimes')
  }

  /** Counts a REST call; false where the plan allows no more on this day. */
  async takeRestCall({ appId, plan }: Pick<App, 'appId' | 'plan'>): Promise<boolean> {
    const most = plan.quotas.restPerDay
    if (most === null) return true
    const calls = await this.#restCallsOf(appId)
    if (calls.count >= most) return false
    calls.count += 1
    this.#counters.add(appId, 'RestCallNum')
    return true
  }

  /** Counts the connections that a message to a group was told to; what the server tells of a group is none. */
  groupDelivered(appId: number, count: number): void {
    this.#counters.add(appId, 'GroupDownMsgNum', count)
  }

  figures(appId: number, days: readonly number[]): Promise<ReadonlyMap<number, DayFigures>> {
    return this.#deps.store.figures(appId, days)
  }

  /** Writes what was counted; what cannot be written waits for the next time. */
  async flush(): Promise<void> {
    const { registry, store } = this.#deps
    for (const appId of registry.apps()) this.#counters.peak(appId, registry.accountsOf(appId))
    let { sums, peaks, active } = this.#counters.take()
    try {
      if (sums.length > 0) await store.add(sums)
      sums = []
      await store.raise(peaks)
      peaks = []
      for (const users of active.slice()) {
        await store.addActive(users)
        active = active.slice(1)
      }
    } catch (error) {
      this.#counters.giveBack({ sums, peaks, active })
      throw error
    }
  }

  #listen(bus: Bus): void {
    const counters = this.#counters
    bus.subscribe('message.sent', ({ appId, message, toReceiver }) => {
      counters.add(appId, 'C2CUpMsgNum')
      if (toReceiver) counters.add(appId, 'C2CDownMsgNum')
      counters.active(appId, 'send', message.from)
      counters.active(appId, 'sendToAny', message.from)
    })
    bus.subscribe('group.sent', ({ appId, groupId, message }) => {
      // What the server tells of a group nobody has sent.
      if (message.tip) return
      counters.add(appId, 'GroupUpMsgNum')
      counters.active(appId, 'sendToGroup', message.from)
      counters.active(appId, 'sendToAny', message.from)
      counters.active(appId, 'groupTalk', groupId)
    })
    bus.subscribe('group.membersAdded', ({ appId, members }) =>
      counters.add(appId, 'GroupJoinGroupTimes', members.length),
    )
    bus.subscribe('group.membersRemoved', ({ appId, accounts }) =>
      counters.add(appId, 'GroupQuitGroupTimes', accounts.length),
    )
    bus.subscribe('group.created', ({ appId }) => counters.add(appId, 'GroupNewGroupNum'))
    bus.subscribe('group.dissolved', ({ appId }) => counters.add(appId, 'GroupDestroyGroupNum'))
    bus.subscribe('accounts.created', ({ appId, count }) =>
      counters.add(appId, 'RegistUserNumOneDay', count),
    )
    bus.subscribe('chain.changed', ({ appId, added, removed }) => {
      if (added > 0) counters.add(appId, 'ChainIncrease', added)
      if (removed > 0) counters.add(appId, 'ChainDecrease', removed)
    })
    bus.subscribe('account.deleted', ({ appId }) => counters.add(appId, 'DeletedUserNum'))
    bus.subscribe('session.joined', ({ appId }) =>
      counters.peak(appId, this.#deps.registry.accountsOf(appId)),
    )
  }

  async #restCallsOf(appId: number): Promise<{ day: number; count: number }> {
    const day = this.#counters.today
    const known = this.#restCalls.get(appId)
    if (known?.day === day) return known
    const stored = await this.#deps.store.figures(appId, [day])
    // Another call may have read it meanwhile, and counts on already.
    const meanwhile = this.#restCalls.get(appId)
    if (meanwhile?.day === day) return meanwhile
    const fresh = { day, count: stored.get(day)?.RestCallNum ?? 0 }
    this.#restCalls.set(appId, fresh)
    return fresh
  }
}

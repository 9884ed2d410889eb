import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../clock.ts'
import type { Job } from '../../jobs/jobs.ts'
import type { AppService } from '../app/service.ts'
import { historyStart } from '../app/service.ts'
import type { Group, Mark } from './rules.ts'
import { groupsOf, stretchOf } from './rules.ts'
import type { RetentionStore } from './store.ts'

export { createRetentionStore } from './store.ts'

/** Messages looked at in one step; those of apps that keep theirs longer are passed over. */
const SCANNED = 500

/** Messages removed in one step, while which appends wait: two milliseconds or so. */
const REMOVED = 100

/** Steps that one group takes before another has its turn, and turns of one run. */
const STEPS_OF_TURN = 50
const MOST_TURNS = 40

/** How much longer than a step the pause after it is: whoever sends seldom meets one. */
const REST = 9

const EVERY = 30_000

export interface RetentionDeps {
  readonly store: RetentionStore
  readonly apps: Pick<AppService, 'ids' | 'find'>
  readonly now: Clock
  /** Runs work while nothing folds, and tells up to which log id positions are true. */
  exclusively<Result>(work: (upTo: number) => Promise<Result>): Promise<Result>
}

/** Removes messages that are older than their app keeps them, oldest first, a little at a time. */
export class Retention {
  readonly #deps: RetentionDeps

  constructor(deps: RetentionDeps) {
    this.#deps = deps
  }

  get job(): Job {
    return { name: 'retention', every: EVERY, run: (signal) => this.run(signal) }
  }

  async run(signal: AbortSignal): Promise<void> {
    for (let left = MOST_TURNS; left > 0; left -= 1) {
      let moved = false
      // Groups that have come to the same place go on as one.
      for (const group of groupsOf(await this.#marks())) {
        if (await this.#walk(group, signal)) moved = true
      }
      if (!moved || signal.aborted) return
    }
  }

  /** Takes some steps with a group; false where nothing of it is old enough. */
  async #walk(group: Group, signal: AbortSignal): Promise<boolean> {
    let at = group.logId
    for (let left = STEPS_OF_TURN; left > 0 && !signal.aborted; left -= 1) {
      const upTo = await this.#step({ ...group, logId: at }, signal)
      if (upTo === undefined) break
      at = upTo
    }
    return at > group.logId
  }

  /** Where each app is that does not keep its messages for ever. */
  async #marks(): Promise<readonly Mark[]> {
    const { store, apps } = this.#deps
    const known = await store.marks()
    const marks: Mark[] = []
    for (const appId of await apps.ids()) {
      const app = await apps.find(appId)
      const days = app?.conf.HistoryDays ?? 0
      if (!app || days === 0) continue
      const logId = known.get(appId) ?? (await store.begin(appId, app.createdAt))
      marks.push({ appId, logId, days })
    }
    return marks
  }

  /** @returns how far the group is now; undefined where nothing of it is old enough. */
  async #step(group: Group, signal: AbortSignal): Promise<number | undefined> {
    const { store } = this.#deps
    const begun = performance.now()
    const before = historyStart({ conf: { HistoryDays: group.days } }, this.#deps.now())
    const rows = await store.scan(group.logId, SCANNED)
    const wanted = { appIds: new Set(group.appIds), before, most: REMOVED }
    const stretch = stretchOf(rows, wanted)
    if (!stretch) return undefined
    if (stretch.count === 0) {
      await store.pass(group, stretch.upTo)
      return stretch.upTo
    }
    const removed = await this.#deps.exclusively(async (upTo) => {
      // What is not folded yet cannot be taken out of positions.
      if (upTo < stretch.upTo) return undefined
      await store.remove(group, stretch)
      return stretch.upTo
    })
    await pause((performance.now() - begun) * REST, undefined, { signal }).catch(() => undefined)
    return removed
  }
}

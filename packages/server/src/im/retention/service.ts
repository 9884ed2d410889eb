import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../clock.ts'
import type { Job } from '../../jobs/jobs.ts'
import type { AppService } from '../app/service.ts'
import { historyStart } from '../app/service.ts'
import type { Group, Mark, Stretch } from './rules.ts'
import { groupsOf, stretchesOf } from './rules.ts'
import type { RetentionStore } from './store.ts'

export { createRetentionStore } from './store.ts'

/** Messages looked at together; those of apps that keep theirs longer are passed over. */
const SCANNED = 500

/** Messages removed in one step, while which appends wait: a millisecond or less. */
const REMOVED = 25

/** Looks that one group takes before another has its turn, and turns of one run. */
const LOOKS_OF_TURN = 10
const MOST_TURNS = 40

/** How much longer than a step the pause after it is: whoever sends seldom meets one. */
const REST = 9

const EVERY = 30_000

export interface RetentionDeps {
  readonly store: RetentionStore
  readonly apps: Pick<AppService, 'ids' | 'find'>
  readonly now: Clock
  /** Runs work while nothing folds or changes; does not where the log is not folded up to here. */
  behindFold(upTo: number, work: () => Promise<void>): Promise<boolean>
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

  /** Goes some way with a group; false where nothing of it is old enough. */
  async #walk(group: Group, signal: AbortSignal): Promise<boolean> {
    let at = group.logId
    for (let left = LOOKS_OF_TURN; left > 0; left -= 1) {
      const stretches = await this.#look(group, at)
      const reached = await this.#clearAll(group, stretches, signal)
      if (reached === undefined) break
      // Once a look and not once a step: what is cleared already costs nothing to look at again.
      await this.#deps.store.moveOn(group, reached)
      at = reached
      if (reached !== stretches.at(-1)?.upTo) break
    }
    return at > group.logId
  }

  /** What may go of the messages behind a log id. */
  async #look({ appIds, days }: Group, from: number): Promise<readonly Stretch[]> {
    const before = historyStart({ conf: { HistoryDays: days } }, this.#deps.now())
    const rows = await this.#deps.store.scan(from, SCANNED)
    return stretchesOf(rows, { from, appIds: new Set(appIds), before, most: REMOVED })
  }

  /** Clears one stretch after the other; answers how far it came, or undefined for nowhere. */
  async #clearAll(
    group: Group,
    stretches: readonly Stretch[],
    signal: AbortSignal,
  ): Promise<number | undefined> {
    let reached: number | undefined
    for (const stretch of stretches) {
      if (signal.aborted) break
      if (stretch.count > 0 && !(await this.#clear(group, stretch, signal))) break
      reached = stretch.upTo
    }
    return reached
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

  /** Removes what goes in a stretch, and rests; false where positions are not that far. */
  async #clear(group: Group, stretch: Stretch, signal: AbortSignal): Promise<boolean> {
    const begun = performance.now()
    // What is not folded yet cannot be taken out of positions.
    const done = await this.#deps.behindFold(stretch.upTo, () =>
      this.#deps.store.remove(group, stretch),
    )
    await pause((performance.now() - begun) * REST, undefined, { signal }).catch(() => undefined)
    return done
  }
}

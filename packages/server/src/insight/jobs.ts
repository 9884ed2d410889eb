import type { Clock } from '../clock.ts'
import type { Job } from '../jobs/jobs.ts'
import { dayOf, monthOfDay } from './rules.ts'
import type { Insight } from './service.ts'
import type { InsightStore } from './store.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Days that figures are kept. */
const KEPT = 400

export interface InsightJobsDeps {
  readonly insight: Insight
  readonly store: InsightStore
  readonly now: Clock
  appIds(): Promise<readonly number[]>
}

/** Writes figures once a minute, and removes those nobody asks for any more. */
export function insightJobs({ insight, store, now, appIds }: InsightJobsDeps): readonly Job[] {
  return [
    { name: 'insight.flush', every: MINUTE, run: () => insight.flush() },
    {
      name: 'insight.prune',
      every: 60 * MINUTE,
      async run(signal) {
        for (const appId of await appIds()) await prune(store, { appId, now: now(), signal })
      },
    },
  ]
}

interface Prune {
  readonly appId: number
  readonly now: number
  readonly signal: AbortSignal
}

async function prune(store: InsightStore, { appId, now, signal }: Prune): Promise<void> {
  const oldest = dayOf(now - KEPT * DAY)
  // Yesterday's accounts may still be waiting for the flush.
  const yesterday = dayOf(now - DAY)
  const ranges = [
    ['daily_figure', [FIRST_DAY, oldest]],
    ['daily_figure', [0, monthOfDay(oldest)]],
    ['active_user', [FIRST_DAY, yesterday]],
    ['active_user', [0, monthOfDay(yesterday)]],
  ] as const
  for (const [table, range] of ranges) {
    while (!signal.aborted && (await store.prune(table, appId, range)));
  }
}

/** Months have six digits, days have eight. */
const FIRST_DAY = 10_000_000

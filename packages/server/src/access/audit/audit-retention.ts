import type { Clock } from '../../clock.ts'
import type { Job } from '../../jobs/jobs.ts'
import type { AuditSettingsBook } from './audit-settings.ts'
import type { AuditStore } from './audit-store.ts'

const DAY = 86_400_000
const EVERY = 60_000
/** Events of one statement, while which other writes wait. */
const STEP = 200
/** Statements of one run; what is left waits for the next. */
const MOST_STEPS = 100

export interface AuditRetentionDeps {
  readonly store: AuditStore
  readonly settings: Pick<AuditSettingsBook, 'of'>
  readonly now: Clock
}

/** Removes events that are older than their root account keeps them. */
export function auditRetention({ store, settings, now }: AuditRetentionDeps): Job {
  return {
    name: 'audit-retention',
    every: EVERY,
    async run(signal) {
      let steps = MOST_STEPS
      for (const owner of await store.owners()) {
        const { RetentionDays } = await settings.of(owner)
        const before = now() - RetentionDays * DAY
        let removed = STEP
        while (removed === STEP && steps > 0 && !signal.aborted) {
          removed = await store.removeOlder(owner, before, STEP)
          steps -= 1
        }
        await store.removeDaysBefore(owner, before)
      }
    },
  }
}

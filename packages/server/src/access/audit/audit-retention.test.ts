import { expect, test } from 'bun:test'
import { defaultAuditSettings } from './audit-settings.ts'
import { auditRetention } from './audit-retention.ts'
import type { AuditStore } from './audit-store.ts'

/** Audited calls a second of a platform that is busy all day. */
const BUSY = 300

test('removes in a run what a busy platform writes until the next one, and no more', async () => {
  let removed = 0
  const store = {
    owners: async () => ['1'],
    removeOlder: async (_owner: string, _before: number, limit: number) => {
      removed += limit
      return limit
    },
    removeDaysBefore: async () => undefined,
  } as unknown as AuditStore
  const settings = { of: async () => defaultAuditSettings }
  const job = auditRetention({ store, settings, now: Date.now })

  await job.run(new AbortController().signal)

  const written = (BUSY * job.every) / 1000
  expect(removed).toBeWithin(written, 2 * written)
})

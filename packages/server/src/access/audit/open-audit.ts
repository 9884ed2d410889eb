import type { Kysely } from 'kysely'
import type { ActionHandler } from '../../calls/action-call.ts'
import type { Clock } from '../../clock.ts'
import type { Job } from '../../jobs/jobs.ts'
import type { Logger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'
import { auditRetention } from './audit-retention.ts'
import { AuditSettingsBook } from './audit-settings.ts'
import { AuditStore } from './audit-store.ts'
import { AuditTrail } from './audit-trail.ts'
import { auditActions } from './cloud.ts'

export interface AuditDeps {
  readonly db: Kysely<Schema>
  readonly now: Clock
  readonly log: Logger
}

export interface OpenedAudit {
  readonly audit: AuditTrail
  readonly auditRetention: Job
  readonly auditActions: readonly ActionHandler[]
}

/** The audit trail, what is asked of it, and what keeps it small. */
export function openAudit({ db, now, log }: AuditDeps): OpenedAudit {
  const store = new AuditStore(db)
  const settings = new AuditSettingsBook({ db, now, log })
  return {
    audit: new AuditTrail({ store, settings, now, log }),
    auditRetention: auditRetention({ store, settings, now }),
    auditActions: auditActions({ store, settings, now }),
  }
}

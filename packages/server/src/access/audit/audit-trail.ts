import type { Kysely } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'
import { auditBody } from './redact.ts'

/** One call of an action that changes something. */
export interface AuditedCall {
  readonly principal: Principal
  /** `service:name`. */
  readonly permission: string
  readonly resource: string
  readonly sourceIp: string
  readonly requestId: string
  /** `OK`, or the public error code. */
  readonly code: string
  readonly body: unknown
}

export interface AuditTrail {
  /** Never throws: the change is made, and its answer must not depend on this row. */
  record(call: AuditedCall): Promise<void>
}

export interface AuditDeps {
  readonly db: Kysely<Schema>
  readonly now: Clock
  readonly log: Logger
}

export function createAuditTrail({ db, now, log }: AuditDeps): AuditTrail {
  return {
    async record(call) {
      try {
        await db.insertInto('audit').values(toRow(call, now())).execute()
      } catch (error) {
        const { permission, requestId, code } = call
        log.error('access.auditFailed', { permission, requestId, code, error })
      }
    },
  }
}

function toRow(call: AuditedCall, time: number) {
  return {
    time,
    uin: call.principal.uin,
    user_name: call.principal.user,
    action: call.permission,
    resource: call.resource,
    source_ip: call.sourceIp,
    request_id: call.requestId,
    code: call.code,
    body: auditBody(call.body),
  }
}

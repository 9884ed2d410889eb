import type { Kysely } from 'kysely'
import type { ActionHandler } from '../calls/action-call.ts'
import type { Clock } from '../clock.ts'
import type { Job } from '../jobs/jobs.ts'
import type { Logger } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import type { SecretBox } from '../store/secret-box.ts'
import type { AuditTrail } from './audit/audit-trail.ts'
import { openAudit } from './audit/open-audit.ts'
import { SessionRecorder } from './audit/session-recorder.ts'
import type { AccessLimits } from './limits.ts'
import type { OpenedPeople } from './open-people.ts'
import { openPeople } from './open-people.ts'
import type { OpenedPolicies } from './policies/service.ts'
import { openPolicies } from './policies/service.ts'
import { Authorizer } from './policy/authorizer.ts'
import { readHoldings } from './policy/held-policies.ts'
import { PermissionChanges } from './policy/permission-changes.ts'
import type { SignInEvent } from './sessions/sign-in-event.ts'
import type { Tagging } from './tags/service.ts'
import { openTagging } from './tags/service.ts'
import type { UserStore } from './users/user-store.ts'
import { createUserStore } from './users/user-store.ts'

export interface AccessDeps {
  readonly db: Kysely<Schema>
  readonly box: SecretBox
  readonly now: Clock
  readonly log: Logger
  /** Told how tries of passwords ended. */
  readonly recordSignIn?: (event: SignInEvent) => void
  /** Other limits than the usual ones. */
  readonly limits?: Partial<AccessLimits>
}

/** Who may do what on this platform, and what they did. */
export interface Access extends OpenedPolicies, OpenedPeople {
  readonly audit: AuditTrail
  readonly sessionRecorder: SessionRecorder
  readonly auditRetention: Job
  readonly auditActions: readonly ActionHandler[]
  readonly tagging: Tagging
  readonly users: UserStore
  readonly authorizer: Authorizer
  /** To be told of every change of users, groups, policies and attachments. */
  readonly changes: PermissionChanges
}

export function openAccess(deps: AccessDeps): Access {
  const { db, now, log } = deps
  const auditing = openAudit({ db, now, log })
  const sessionRecorder = new SessionRecorder(auditing.audit, now)
  const recordSignIn = (event: SignInEvent) => {
    sessionRecorder.tried(event)
    deps.recordSignIn?.(event)
  }
  const users = createUserStore(db)
  const tagging = openTagging(db, now)
  const authorizer = new Authorizer({
    readHoldings: (principal) => readHoldings(db, principal),
    tags: tagging.resourceTags,
    now,
  })
  const changes = new PermissionChanges()
  changes.listen((ownerUin) => authorizer.drop(ownerUin))
  const opened = openPolicies({ db, now, changes, authorizer })
  const { policies } = opened
  return {
    ...openPeople({ ...deps, users, changes, authorizer, policies, recordSignIn }),
    ...auditing,
    sessionRecorder,
    tagging,
    users,
    authorizer,
    changes,
    ...opened,
  }
}

/** The handlers of the `cam` and `tag` actions. */
export function accessActions({
  peopleActions,
  tagging,
  auditActions,
  policyActions,
}: Pick<
  Access,
  'peopleActions' | 'tagging' | 'auditActions' | 'policyActions'
>): readonly ActionHandler[] {
  return [...peopleActions, ...tagging.actions, ...auditActions, ...policyActions]
}

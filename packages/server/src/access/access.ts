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
import { AccessKeys } from './keys/access-keys.ts'
import { keyActions } from './keys/cloud.ts'
import { createKeyStore } from './keys/key-store.ts'
import type { OpenedPolicies } from './policies/service.ts'
import { openPolicies } from './policies/service.ts'
import { Authorizer } from './policy/authorizer.ts'
import { readHoldings } from './policy/held-policies.ts'
import { PermissionChanges } from './policy/permission-changes.ts'
import { LoginAddresses } from './security/login-addresses.ts'
import { PasswordPolicy } from './security/password-policy.ts'
import { createRuleStore } from './security/rule-store.ts'
import { PasswordChange } from './sessions/password-change.ts'
import { createSessionStore } from './sessions/session-store.ts'
import { Sessions } from './sessions/sessions.ts'
import type { SignInEvent } from './sessions/sign-in-event.ts'
import { SignIn } from './sessions/sign-in.ts'
import { Tries } from './sessions/tries.ts'
import type { Tagging } from './tags/service.ts'
import { openTagging } from './tags/service.ts'
import { NewPasswords } from './users/new-password.ts'
import { createPasswordStore } from './users/password-store.ts'
import type { UserStore } from './users/user-store.ts'
import { createUserStore } from './users/user-store.ts'

export interface AccessDeps {
  readonly db: Kysely<Schema>
  readonly box: SecretBox
  readonly now: Clock
  readonly log: Logger
  /** Told how tries of passwords ended. */
  readonly recordSignIn?: (event: SignInEvent) => void
}

/** Who may do what on this platform, and what they did. */
export interface Access extends OpenedPolicies {
  readonly keys: AccessKeys
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly passwordChange: PasswordChange
  readonly passwordPolicy: PasswordPolicy
  readonly loginAddresses: LoginAddresses
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

export function openAccess({ db, box, now, log, recordSignIn }: AccessDeps): Access {
  const auditing = openAudit({ db, now, log })
  const sessionRecorder = new SessionRecorder(auditing.audit, now)
  const record = (event: SignInEvent) => {
    sessionRecorder.tried(event)
    recordSignIn?.(event)
  }
  const sessions = new Sessions(createSessionStore(db), now)
  const users = createUserStore(db)
  const tagging = openTagging(db, now)
  const authorizer = new Authorizer({
    readHoldings: (principal) => readHoldings(db, principal),
    tags: tagging.resourceTags,
    now,
  })
  const changes = new PermissionChanges()
  changes.listen((ownerUin) => authorizer.drop(ownerUin))
  const rules = createRuleStore(db)
  const policy = new PasswordPolicy(rules, now)
  const addresses = new LoginAddresses(rules, now)
  const passwords = new NewPasswords({ policy, store: createPasswordStore(db) })
  const signing = { users, tries: new Tries(now), now, log, record }
  return {
    keys: new AccessKeys(createKeyStore(db, box), now),
    sessions,
    signIn: new SignIn({ ...signing, sessions, policy, addresses }),
    passwordChange: new PasswordChange({ ...signing, db, passwords }),
    passwordPolicy: policy,
    loginAddresses: addresses,
    ...auditing,
    sessionRecorder,
    tagging,
    users,
    authorizer,
    changes,
    ...openPolicies({ db, now, changes, authorizer }),
  }
}

/** The handlers of the `cam` and `tag` actions. */
export function accessActions({
  keys,
  tagging,
  auditActions,
  policyActions,
}: Pick<Access, 'keys' | 'tagging' | 'auditActions' | 'policyActions'>): readonly ActionHandler[] {
  return [...keyActions(keys), ...tagging.actions, ...auditActions, ...policyActions]
}

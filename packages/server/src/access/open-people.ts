import type { Kysely } from 'kysely'
import type { ActionHandler } from '../calls/action-call.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import type { SecretBox } from '../store/secret-box.ts'
import { userGroupActions } from './groups/cloud.ts'
import { UserGroups } from './groups/user-groups.ts'
import { AccessKeys } from './keys/access-keys.ts'
import { keyActions } from './keys/cloud.ts'
import type { AccessLimits } from './limits.ts'
import { accessLimits } from './limits.ts'
import type { Policies } from './policies/policies.ts'
import type { Authorizer } from './policy/authorizer.ts'
import type { PermissionChanges } from './policy/permission-changes.ts'
import { Boundaries } from './security/boundaries.ts'
import { securityActions } from './security/cloud.ts'
import { LoginAddresses } from './security/login-addresses.ts'
import { PasswordPolicy } from './security/password-policy.ts'
import { createRuleStore } from './security/rule-store.ts'
import { PasswordChange } from './sessions/password-change.ts'
import { createSessionStore } from './sessions/session-store.ts'
import { Sessions } from './sessions/sessions.ts'
import type { SignInEvent } from './sessions/sign-in-event.ts'
import { SignIn } from './sessions/sign-in.ts'
import { Tries } from './sessions/tries.ts'
import { userActions } from './users/cloud.ts'
import { NewPasswords } from './users/new-password.ts'
import { createPasswordStore } from './users/password-store.ts'
import type { UserStore } from './users/user-store.ts'
import { Users } from './users/users.ts'

export interface PeopleDeps {
  readonly db: Kysely<Schema>
  readonly box: SecretBox
  readonly now: Clock
  readonly log: Logger
  readonly users: UserStore
  readonly changes: PermissionChanges
  readonly policies: Policies
  readonly authorizer: Authorizer
  readonly limits?: Partial<AccessLimits> | undefined
  readonly recordSignIn?: ((event: SignInEvent) => void) | undefined
}

/** Who there is, how they prove who they are, and the actions about both. */
export interface OpenedPeople {
  readonly keys: AccessKeys
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly passwordChange: PasswordChange
  readonly passwordPolicy: PasswordPolicy
  readonly loginAddresses: LoginAddresses
  readonly subUsers: Users
  readonly peopleActions: readonly ActionHandler[]
}

export function openPeople(deps: PeopleDeps): OpenedPeople {
  const { db, box, now, log, users, changes, policies, authorizer, recordSignIn: record } = deps
  const limits = { ...accessLimits, ...deps.limits }
  const rules = createRuleStore(db)
  const passwordPolicy = new PasswordPolicy(rules, now)
  const loginAddresses = new LoginAddresses(rules, now)
  const sessions = new Sessions(createSessionStore(db), now)
  const passwords = new NewPasswords({ policy: passwordPolicy, store: createPasswordStore(db) })
  const keys = new AccessKeys({ db, box, now })
  const groups = new UserGroups({ db, changes, limits, now })
  const boundaries = new Boundaries({ db, users, policies, changes })
  const signing = { users, tries: new Tries(now), now, log, record }
  const checks = { policy: passwordPolicy, addresses: loginAddresses }
  const signIn = new SignIn({ ...signing, ...checks, sessions })
  const forgive = (user: string) => signIn.forgive(user)
  const subUsers = new Users({ db, keys, passwords, changes, limits, now, forgive })
  return {
    keys,
    sessions,
    signIn,
    passwordChange: new PasswordChange({ ...signing, db, passwords }),
    passwordPolicy,
    loginAddresses,
    subUsers,
    peopleActions: [
      ...userActions({ users: subUsers, groups, policies, authorizer }),
      ...userGroupActions(groups),
      ...keyActions({ keys, users: subUsers }),
      ...securityActions({ users: subUsers, passwordPolicy, loginAddresses, boundaries }),
    ],
  }
}

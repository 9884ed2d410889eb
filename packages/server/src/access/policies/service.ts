import type { Kysely } from 'kysely'
import type { ActionHandler } from '../../calls/action-call.ts'
import type { Clock } from '../../clock.ts'
import type { Schema } from '../../store/schema.ts'
import type { Authorizer } from '../policy/authorizer.ts'
import type { PermissionChanges } from '../policy/permission-changes.ts'
import { createAliasStore } from './alias-store.ts'
import { createAttachmentStore } from './attachment-store.ts'
import { Attachments } from './attachments.ts'
import { attachmentActions } from './cloud-attachments.ts'
import { simulateActions } from './cloud-simulate.ts'
import { policyActions, versionActions } from './cloud.ts'
import { createEntityStore } from './entity-store.ts'
import { Policies } from './policies.ts'
import { createPolicyStore } from './policy-store.ts'
import { Simulator } from './simulator.ts'
import { createVersionStore } from './version-store.ts'
import { Versions } from './versions.ts'

export interface PoliciesParts {
  readonly db: Kysely<Schema>
  readonly now: Clock
  readonly changes: PermissionChanges
  readonly authorizer: Authorizer
}

export interface OpenedPolicies {
  readonly policies: Policies
  readonly attachments: Attachments
  readonly policyActions: readonly ActionHandler[]
}

/** Everything about stored policies, put together. */
export function openPolicies({ db, now, changes, authorizer }: PoliciesParts): OpenedPolicies {
  const entities = createEntityStore(db)
  const aliases = createAliasStore(db)
  const policies = new Policies({ store: createPolicyStore(db), aliases, changes, now })
  const versions = new Versions({ store: createVersionStore(db), changes, now })
  const attachments = new Attachments({
    store: createAttachmentStore(db),
    entities,
    policies,
    changes,
    now,
  })
  const simulator = new Simulator({ authorizer, entities, policies })
  return {
    policies,
    attachments,
    policyActions: [
      ...policyActions(policies),
      ...versionActions(versions),
      ...attachmentActions(attachments),
      ...simulateActions({ attachments, policies, simulator }),
    ],
  }
}

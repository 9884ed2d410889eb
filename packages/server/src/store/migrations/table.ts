import { appsAndMessages } from './0001-apps-and-messages.ts'
import { access } from './0002-access.ts'
import { billingAndJobs } from './0003-billing-and-jobs.ts'
import { relations } from './0004-relations.ts'
import { people } from './0005-people.ts'
import { contacts } from './0006-contacts.ts'
import { messageState } from './0007-message-state.ts'
import { push } from './0008-push.ts'
import { files } from './0009-files.ts'
import { insightAndRetention } from './0010-insight-and-retention.ts'
import { groups } from './0011-groups.ts'
import { accessManagement } from './0012-access-management.ts'
import type { Migration } from './migration.ts'

/** Every migration, by number. */
export const migrations: readonly Migration[] = [
  appsAndMessages,
  access,
  billingAndJobs,
  relations,
  people,
  contacts,
  messageState,
  push,
  files,
  insightAndRetention,
  groups,
  accessManagement,
]

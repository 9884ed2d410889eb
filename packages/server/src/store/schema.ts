import type { AccessTables } from './schema-access.ts'
import type { AppTables } from './schema-app.ts'
import type { ContactTables } from './schema-contact.ts'
import type { FileTables } from './schema-file.ts'
import type { GroupTables } from './schema-group.ts'
import type { InsightTables } from './schema-insight.ts'
import type { JobTables } from './schema-job.ts'
import type { MessageStateTables } from './schema-message-state.ts'
import type { MessageTables } from './schema-message.ts'
import type { PresenceTables } from './schema-presence.ts'
import type { PushTables } from './schema-push.ts'
import type { RelationTables } from './schema-relation.ts'
import type { RetentionTables } from './schema-retention.ts'

/** Every table of the platform, the same on both dialects. Times are Unix milliseconds. */
export interface Schema
  extends
    AppTables,
    MessageTables,
    MessageStateTables,
    ContactTables,
    AccessTables,
    JobTables,
    PresenceTables,
    PushTables,
    RelationTables,
    FileTables,
    GroupTables,
    InsightTables,
    RetentionTables {}

import type { AuditSettings } from '@yanshu/protocol'
import { auditSettings } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'
import { createRuleStore } from '../security/rule-store.ts'
import { Rule } from '../security/rule.ts'

export const defaultAuditSettings: AuditSettings = {
  RetentionDays: 180,
  RestCalls: true,
  GatewayCalls: false,
  DeniedReads: true,
}

/** Absent members stay as they are. */
export type AuditSettingsChange = {
  readonly [Name in keyof AuditSettings]?: AuditSettings[Name] | undefined
}

export interface AuditSettingsDeps {
  readonly db: Kysely<Schema>
  readonly now: Clock
  readonly log: Logger
}

/** What each root account wants written down. */
export class AuditSettingsBook {
  readonly #rule: Rule<AuditSettings>
  readonly #log: Logger

  constructor({ db, now, log }: AuditSettingsDeps) {
    const store = createRuleStore(db)
    this.#rule = new Rule({ store, now, name: 'audit', first: defaultAuditSettings })
    this.#log = log
  }

  /** The settings where they are in memory; else they are read, for the next one who asks. */
  known(ownerUin: string): AuditSettings | undefined {
    const known = this.#rule.known(ownerUin)?.value
    if (!known) void this.of(ownerUin)
    return known
  }

  /** Never rejects: where the settings cannot be read, what is written down by default is. */
  async of(ownerUin: string): Promise<AuditSettings> {
    try {
      return (await this.#rule.of(ownerUin)).value
    } catch (error) {
      this.#log.error('access.auditSettingsUnread', { error })
      return defaultAuditSettings
    }
  }

  /** Changes what is given; two that change at once keep both changes. */
  change(ownerUin: string, by: string, change: AuditSettingsChange): Promise<void> {
    return this.#rule.change(ownerUin, by, (before) =>
      auditSettings.parse({ ...before, ...change }),
    )
  }
}

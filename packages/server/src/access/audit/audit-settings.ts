import type { AuditSettings } from '@yanshu/protocol'
import { auditSettings } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'

/** The row of `cam_rule` that they are kept in. */
const RULE = 'audit'

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

/** What each root account wants written down. Read once, and kept: only this process changes them. */
export class AuditSettingsBook {
  readonly #deps: AuditSettingsDeps
  readonly #known = new Map<string, AuditSettings>()
  #changing: Promise<unknown> = Promise.resolve()

  constructor(deps: AuditSettingsDeps) {
    this.#deps = deps
  }

  /** The settings where they are in memory; else they are read, for the next one who asks. */
  known(ownerUin: string): AuditSettings | undefined {
    const known = this.#known.get(ownerUin)
    if (!known) void this.of(ownerUin)
    return known
  }

  /** Never rejects: where the settings cannot be read, what is written down by default is. */
  async of(ownerUin: string): Promise<AuditSettings> {
    const known = this.#known.get(ownerUin)
    if (known) return known
    try {
      const settings = await this.#read(ownerUin)
      // A change that came between is newer than what was read.
      return this.#known.get(ownerUin) ?? this.#keep(ownerUin, settings)
    } catch (error) {
      this.#deps.log.error('access.auditSettingsUnread', { error })
      return defaultAuditSettings
    }
  }

  /** Changes what is given; two that change at once keep both changes. */
  change(ownerUin: string, by: string, change: AuditSettingsChange): Promise<void> {
    const changed = this.#changing.then(() => this.#change(ownerUin, by, change))
    this.#changing = changed.catch(() => undefined)
    return changed
  }

  async #change(ownerUin: string, by: string, change: AuditSettingsChange): Promise<void> {
    const settings = auditSettings.parse({ ...(await this.#read(ownerUin)), ...change })
    const row = { value: JSON.stringify(settings), updated_at: this.#deps.now(), updated_by: by }
    await this.#deps.db
      .insertInto('cam_rule')
      .values({ owner_uin: ownerUin, name: RULE, ...row })
      .onConflict((conflict) => conflict.columns(['owner_uin', 'name']).doUpdateSet(row))
      .execute()
    this.#keep(ownerUin, settings)
  }

  async #read(ownerUin: string): Promise<AuditSettings> {
    const row = await this.#deps.db
      .selectFrom('cam_rule')
      .select('value')
      .where('owner_uin', '=', ownerUin)
      .where('name', '=', RULE)
      .executeTakeFirst()
    if (!row) return defaultAuditSettings
    return auditSettings.parse({ ...defaultAuditSettings, ...JSON.parse(row.value) })
  }

  #keep(ownerUin: string, settings: AuditSettings): AuditSettings {
    this.#known.set(ownerUin, settings)
    return settings
  }
}

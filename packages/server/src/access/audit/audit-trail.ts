import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import { GroupCommit } from '../../store/message-log/group-commit.ts'
import type { AuditEntry, AuditRow } from './audit-entry.ts'
import { toAuditRow } from './audit-entry.ts'
import type { AuditSettingsBook } from './audit-settings.ts'
import type { AuditStore } from './audit-store.ts'

/**
 * Noted entries that are not written yet, those still to come included; where the storage does not keep
 * up, more are left out. Entries that somebody waits for always have a place: so many callers there are.
 */
export const MOST_NOTED = 10_000
/** Characters of their rows, of which each may have tens of thousands. */
const MOST_TEXT = 32_000_000

export interface AuditTrailDeps {
  readonly store: Pick<AuditStore, 'insert'>
  readonly settings: AuditSettingsBook
  readonly now: Clock
  readonly log: Logger
}

/**
 * Writes down who did what. Entries of one turn of the loop go in one insert. Nothing here throws:
 * the change is made, and its answer must not depend on its entry.
 */
export class AuditTrail {
  readonly settings: AuditSettingsBook
  readonly #deps: AuditTrailDeps
  readonly #commit: GroupCommit<AuditRow, undefined>
  readonly #coming = new Set<Promise<void>>()
  #text = 0
  #leftOut = 0

  constructor(deps: AuditTrailDeps) {
    this.settings = deps.settings
    this.#deps = deps
    this.#commit = new GroupCommit((rows) => this.#write(rows))
  }

  /** Resolves when the entry is written. */
  async record(entry: AuditEntry): Promise<void> {
    await this.#add(entry, this.#deps.now())
  }

  /** Writes an entry, or one that is still to come, without anybody waiting for it. */
  note(entry: AuditEntry | Promise<AuditEntry>): void {
    if (this.#coming.size >= MOST_NOTED || this.#text >= MOST_TEXT) {
      this.#leftOut += 1
      return
    }
    const time = this.#deps.now()
    const coming = this.#noted(entry, time).finally(() => this.#coming.delete(coming))
    this.#coming.add(coming)
  }

  /** Resolves when everything noted before the call is written. */
  async settled(): Promise<void> {
    await Promise.all(this.#coming)
  }

  async #noted(entry: AuditEntry | Promise<AuditEntry>, time: number): Promise<void> {
    try {
      await this.#add(await entry, time)
    } catch (error) {
      this.#deps.log.error('access.auditFailed', { error })
    }
  }

  async #add(entry: AuditEntry, time: number): Promise<void> {
    let text = 0
    try {
      const row = toAuditRow(entry, time)
      text = textOf(row)
      this.#text += text
      await this.#commit.add(row)
    } catch (error) {
      const { action, requestId, code } = entry
      this.#deps.log.error('access.auditFailed', { action, requestId, code, error })
    } finally {
      this.#text -= text
    }
  }

  async #write(rows: readonly AuditRow[]): Promise<readonly undefined[]> {
    if (this.#leftOut > 0) {
      this.#deps.log.error('access.auditLeftOut', { entries: this.#leftOut })
      this.#leftOut = 0
    }
    await this.#deps.store.insert(rows)
    return rows.map(() => undefined)
  }
}

function textOf({ body, before_state: before = '', after_state: after = '' }: AuditRow): number {
  return body.length + before.length + after.length
}

import type { SyncResult } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { Heartbeat } from './heartbeat.ts'

export interface SyncDeps {
  readonly ask: Ask
  readonly ping: (cursor: string) => Promise<{ serverTime: number; behind: boolean }>
  readonly take: (result: SyncResult) => void
  /** The server told its time, in Unix milliseconds. */
  readonly clock: (serverTime: number) => void
  /** The connection does not answer any more. */
  readonly dead: () => void
}

/** Of so many beats one reads everything since the last `sync` again. */
const AUDIT_EVERY = 10

/**
 * Knows up to where this instance has everything, and gets what is missing.
 *
 * There are two positions: one after the last event, cheap to ask about, and one after the last
 * `sync`. An event that is lost between two others moves the first one past the hole; therefore
 * some beats start from the second.
 */
export class Sync {
  readonly #deps: SyncDeps
  #synced = ''
  #seen = ''
  #running: Promise<void> | undefined
  #again = false
  readonly #heartbeat: Heartbeat
  #beats = 0

  constructor(deps: SyncDeps) {
    this.#deps = deps
    this.#heartbeat = new Heartbeat({
      ...deps,
      ping: () => deps.ping(this.#seen),
      beaten: (behind) => void this.#beaten(behind),
    })
  }

  /** Everything up to the cursor is known. */
  begin(cursor: string): void {
    this.#synced = cursor
    this.#seen = cursor
  }

  /** An event was received, and the account's log stands at the cursor after it. */
  saw(cursor: string): void {
    this.#seen = cursor
  }

  /** Gets everything missing; asked again while it runs, it runs once more. */
  catchUp(): Promise<void> {
    if (this.#running) {
      this.#again = true
      return this.#running
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Calls the server regularly, so that it keeps the connection and tells of anything missed. */
  startBeat(seconds: number): void {
    this.#heartbeat.start(seconds)
  }

  stopBeat(): void {
    this.#heartbeat.stop()
  }

  async #run(): Promise<void> {
    do {
      this.#again = false
      await this.#readToEnd()
    } while (this.#again)
  }

  async #readToEnd(): Promise<void> {
    for (let more = true; more;) {
      const seenBefore = this.#seen
      const result = await this.#deps.ask('sync', { cursor: this.#synced })
      this.#synced = result.cursor
      if (this.#seen === seenBefore) this.#seen = result.cursor
      this.#deps.take(result)
      more = result.more
    }
  }

  async #beaten(behind: boolean): Promise<void> {
    this.#beats += 1
    if (!behind && this.#beats % AUDIT_EVERY !== 0) return
    // A failure is made good by the next beat, or by the catching up after a reconnection.
    await this.catchUp().catch(() => {})
  }
}

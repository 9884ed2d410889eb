import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import { Lock } from '../../store/lock.ts'
import type { Schema } from '../../store/schema.ts'
import { foldStep } from './fold.ts'

/** Milliseconds between a message and its fold, where nobody asks for it earlier. */
const DELAY = 500

/**
 * Messages of one step. A step rewrites each position once however many messages it has, so long
 * steps are cheaper, but appends wait behind them: this many take about ten milliseconds.
 */
const STEP = 4000

/**
 * Keeps the positions behind the log by a moment: folds in the background, and at once where
 * somebody wants to read what must be true now.
 */
export class Folder {
  readonly #db: Kysely<Schema>
  readonly #log: Logger
  readonly #now: Clock
  readonly #lock = new Lock()
  #timer: Timer | undefined
  #upTo = 0
  #wanted = 0
  #stopped = false

  constructor(db: Kysely<Schema>, log: Logger, now: Clock) {
    this.#db = db
    this.#now = now
    this.#log = log
  }

  /** Tells that the log has grown to this id. */
  notice(logId: number): void {
    if (logId > this.#wanted) this.#wanted = logId
    if (this.#timer || this.#stopped) return
    this.#timer = setTimeout(() => this.#background(), DELAY)
  }

  /** Resolves when everything noticed before the call is folded. */
  async caughtUp(): Promise<void> {
    const wanted = this.#wanted
    while (this.#upTo < wanted) await this.#step()
  }

  /** The log id up to which positions are true. */
  get upTo(): number {
    return this.#upTo
  }

  /** Folds whatever the log holds, for the start after a crash. */
  async catchUp(): Promise<number> {
    let total = 0
    for (;;) {
      const folded = await this.#step()
      total += folded
      if (folded === 0) return total
    }
  }

  /** Does something to positions while nothing folds; what was noticed is folded before. */
  async exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.caughtUp()
    return this.#lock.run(work)
  }

  /**
   * Does something to positions that wants the log folded up to an id and no further, while nothing
   * folds; false where it is not, though everything noticed is.
   */
  async behind(logId: number, work: () => Promise<void>): Promise<boolean> {
    if (this.#upTo < logId) await this.caughtUp()
    return this.#lock.run(async () => {
      if (this.#upTo < logId) return false
      await work()
      return true
    })
  }

  /** Resolves when every change of positions that has begun is done, and everything noticed is folded. */
  async settled(): Promise<void> {
    await this.exclusively(async () => undefined)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.caughtUp()
  }

  async #step(): Promise<number> {
    const wanted = this.#wanted
    return this.#lock.run(async () => {
      // Somebody who waited for the same may have done it.
      if (wanted > 0 && this.#upTo >= wanted) return 0
      const { upTo, folded } = await foldStep(this.#db, STEP, this.#now())
      // Ids below what is committed may be missing after a failed append: nothing left is caught up.
      this.#upTo = folded === 0 ? Math.max(upTo, wanted) : upTo
      return folded
    })
  }

  async #background(): Promise<void> {
    try {
      await this.caughtUp()
    } catch (error) {
      this.#log.error('fold.failed', { error })
    }
    this.#timer = undefined
    if (this.#upTo < this.#wanted) this.notice(this.#wanted)
  }
}

import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Schema } from '../store/schema.ts'

/** Work that is done again and again, by one process at a time. */
export interface Job {
  readonly name: string
  /** Milliseconds from the begin of one run to that of the next. */
  readonly every: number
  /** Whether a run would find nothing; asked before the lease, so that an idle job costs nothing. */
  isIdle?(): boolean
  /** Does a bounded piece of work; whatever is left waits for the next run. Running twice does no harm. */
  run(signal: AbortSignal): Promise<void>
}

export interface JobsDeps {
  readonly db: Kysely<Schema>
  /** Other processes may work on the same database. Alone, a job costs no write of its own. */
  readonly shared: boolean
  readonly now: Clock
  readonly log: Logger
}

/** How often the clock is looked at. */
const TICK = 250

/** A run that takes longer may be taken over by another process. */
const LEASE = 60_000

/**
 * Runs jobs when they are due. A row with a lease per job keeps two processes from running the same
 * one; a process that died loses its lease by time.
 */
export class Jobs {
  readonly #deps: JobsDeps
  readonly #jobs: Job[] = []
  readonly #due = new Map<string, number>()
  readonly #running = new Map<string, Promise<void>>()
  readonly #stopped = new AbortController()
  readonly #holder = randomBytes(8).toString('hex')
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(deps: JobsDeps) {
    this.#deps = deps
  }

  add(...jobs: readonly Job[]): void {
    this.#jobs.push(...jobs)
  }

  start(): void {
    this.#timer = setInterval(() => void this.runDue(), TICK)
  }

  /** Leaves all runs to calls of runDue, for a test that looks at what is between two of them. */
  byHand(): void {
    clearInterval(this.#timer)
  }

  /** Runs what is due now and waits for it and for what runs already; tests with a clock of their own call it. */
  async runDue(): Promise<void> {
    if (this.#stopped.signal.aborted) return
    const now = this.#deps.now()
    const due = this.#jobs.filter(
      (job) => (this.#due.get(job.name) ?? 0) <= now && !(job.isIdle?.() ?? false),
    )
    for (const job of due) void this.#runOnce(job, now)
    await Promise.all(this.#running.values())
  }

  /** Lets what runs come to an end. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopped.abort()
    await Promise.all(this.#running.values())
  }

  #runOnce(job: Job, now: number): Promise<void> {
    const before = this.#running.get(job.name)
    if (before) return before
    this.#due.set(job.name, now + job.every)
    const work = this.#run(job)
      .catch((error: unknown) => this.#deps.log.error('job.failed', { job: job.name, error }))
      .finally(() => this.#running.delete(job.name))
    this.#running.set(job.name, work)
    return work
  }

  async #run(job: Job): Promise<void> {
    if (!this.#deps.shared) return job.run(this.#stopped.signal)
    if (!(await this.#lease(job.name))) return
    try {
      await job.run(this.#stopped.signal)
    } finally {
      await this.#release(job.name)
    }
  }

  async #lease(name: string): Promise<boolean> {
    const now = this.#deps.now()
    const row = { holder: this.#holder, leased_until: now + LEASE }
    const { numInsertedOrUpdatedRows } = await this.#deps.db
      .insertInto('job')
      .values({ name, ran_at: 0, ...row })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet(row)
          .where((where) =>
            where.or([
              where('job.leased_until', '<=', now),
              where('job.holder', '=', this.#holder),
            ]),
          ),
      )
      .executeTakeFirstOrThrow()
    return (numInsertedOrUpdatedRows ?? 0n) > 0n
  }

  async #release(name: string): Promise<void> {
    await this.#deps.db
      .updateTable('job')
      .set({ leased_until: 0, ran_at: this.#deps.now() })
      .where('name', '=', name)
      .where('holder', '=', this.#holder)
      .execute()
  }
}

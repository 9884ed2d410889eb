import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { AccountService } from '../account/service.ts'
import type { KeptStore } from './kept-store.ts'
import { liveMessageOf } from './message-of.ts'
import type { TaskStore } from './task-store.ts'

export interface KeptDeps {
  readonly store: KeptStore
  readonly tasks: TaskStore
  readonly accounts: AccountService
  readonly bus: Bus
  readonly now: Clock
  readonly log: Logger
}

/** Tells those who come online what was pushed while they were away, once. */
export class Kept {
  readonly #deps: KeptDeps
  /** Until when something may wait in an app: where nothing does, a login asks nothing. */
  readonly #until = new Map<number, number>()

  constructor(deps: KeptDeps) {
    this.#deps = deps
    deps.bus.subscribe('session.joined', ({ appId, account }) => this.#joined(appId, account))
    deps.bus.subscribe('app.stopped', ({ appId }) => void this.#until.delete(appId))
  }

  /** Learns what an earlier start left behind. */
  async start(): Promise<void> {
    for (const { appId, until } of await this.#deps.store.apps(this.#deps.now())) {
      this.#until.set(appId, until)
    }
  }

  /** Something will wait in an app; said before it does. */
  note(appId: number, until: number): void {
    this.#until.set(appId, Math.max(until, this.#until.get(appId) ?? 0))
  }

  /** Tells accounts what waits for them. */
  async tell(appId: number, users: readonly string[]): Promise<void> {
    const { store, tasks, accounts, bus, now } = this.#deps
    const taken = await store.take(appId, users, now())
    for (const [task, rows] of Map.groupBy(taken, (row) => row.task)) {
      const receivers = rows.map(({ user }) => user)
      const sender = await accounts.find(appId, task.sender)
      bus.publish('push.told', { appId, accounts: receivers, message: liveMessageOf(task, sender) })
      await tasks.addReached(task, receivers.length)
    }
  }

  #joined(appId: number, account: string): void {
    const until = this.#until.get(appId)
    if (until === undefined) return
    if (until <= this.#deps.now()) {
      this.#until.delete(appId)
      return
    }
    this.tell(appId, [account]).catch((error: unknown) => {
      this.#deps.log.error('push.keptNotTold', { error })
    })
  }
}

import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { Account } from '../account/account.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import { appStatus } from '../app/service.ts'
import type { Conversations, Sender } from '../message/service.ts'
import type { Connection, Registry } from '../presence/service.ts'
import type { Kept } from './kept.ts'
import type { KeptStore } from './kept-store.ts'
import { liveMessageOf, outgoingOf } from './message-of.ts'
import type { PushTask } from './push.ts'
import type { Schedules } from './schedules.ts'
import type { SentStore } from './sent-store.ts'
import type { TargetPage, Targets } from './targets.ts'
import type { Progress, TaskStore } from './task-store.ts'

export interface RunnerDeps {
  readonly tasks: TaskStore
  readonly schedules: Pick<Schedules, 'dispatch' | 'nextDueAt'>
  readonly keptStore: KeptStore
  readonly kept: Kept
  readonly sent: SentStore
  readonly targets: Targets
  readonly apps: AppService
  readonly accounts: AccountService
  readonly conversations: Conversations
  readonly sender: Pick<Sender, 'send'>
  readonly registry: Registry<Connection>
  readonly bus: Bus
  readonly now: Clock
  /** Accounts a second that a stored push goes to. */
  readonly rate: number
}

/**
 * A step is what a fiftieth of a second allows: whoever sends meanwhile waits for one step at most.
 * The p99 of ordinary messages was 1.04 times the quiet one with 5 accounts a step, 1.31 with 25 and
 * 2.26 with 100, at 200 accounts a second.
 */
const STEPS_PER_SECOND = 50
const LONGEST_STEP = 500

/** A live push costs that much less than a stored one. */
const LIVE_FACTOR = 25
const COUNTING_FACTOR = 100

/** Tasks that share the work; others wait for one of them to end. */
const AT_ONCE = 8

/** Milliseconds of work that a run may make good after it was late. */
const LONGEST = 1000
const SHORTEST = 250

/** How long a push waits for its app where that does not work. */
const APP_REST = 60_000

/** Does the work of pushes: pages of accounts, in steps, at a rate. */
export class Runner {
  readonly #deps: RunnerDeps
  /**
   * Tasks whose next step nobody has sent: this process saw one through that nobody had begun. What an
   * interrupted step sent may be more than fits in one of today's, where the rate was set lower since.
   */
  readonly #trusted = new Set<string>()
  #nextAt = 0
  #ranAt = 0

  constructor(deps: RunnerDeps) {
    this.#deps = deps
  }

  /** There is something to do at a time. */
  wake(at: number): void {
    this.#nextAt = Math.min(this.#nextAt, at)
  }

  isIdle(): boolean {
    return this.#nextAt > this.#deps.now()
  }

  /** Does what the time since the last run allows. */
  async run(signal: AbortSignal): Promise<void> {
    const now = this.#deps.now()
    let left = Math.min(Math.max(now - this.#ranAt, SHORTEST), LONGEST)
    this.#ranAt = now
    this.#nextAt = Number.POSITIVE_INFINITY
    try {
      await this.#deps.schedules.dispatch()
      let tasks = await this.#deps.tasks.due(now, AT_ONCE)
      while (tasks.length > 0 && left > 0 && !signal.aborted) {
        const going: PushTask[] = []
        for (const task of tasks) {
          if (left <= 0 || signal.aborted) break
          const { next, cost } = await this.#step(task, left)
          left -= cost
          if (next) going.push(next)
          await turn()
        }
        tasks = going
      }
    } finally {
      await this.#wakeAtNext()
    }
  }

  async #wakeAtNext(): Promise<void> {
    const { tasks, schedules } = this.#deps
    for (const at of await Promise.all([tasks.nextDueAt(), schedules.nextDueAt()])) {
      if (at !== undefined) this.wake(at)
    }
  }

  async #step(task: PushTask, left: number): Promise<Step> {
    const { tasks, now } = this.#deps
    if (!(await this.#works(task.appId))) {
      await tasks.move(task, { due_at: now() + APP_REST })
      return { next: undefined, cost: 1 }
    }
    const kind = kindOf(task)
    const rate = this.#deps.rate * factors[kind]
    const step = Math.min(Math.ceil(rate / STEPS_PER_SECOND), LONGEST_STEP)
    const limit = Math.max(1, Math.min(step, Math.floor((left * rate) / 1000)))
    const page = await this.#deps.targets.page(task, task.content.target, limit)
    const next = await this.#work(task, kind, page)
    return { next, cost: (limit * 1000) / rate }
  }

  async #works(appId: number): Promise<boolean> {
    const app = await this.#deps.apps.find(appId)
    return app !== undefined && appStatus(app, this.#deps.now()) === 'enabled'
  }

  async #work(task: PushTask, kind: Kind, page: TargetPage): Promise<PushTask | undefined> {
    if (kind === 'counting') return this.#count(task, page)
    const users = page.users.filter((user) => user !== task.sender)
    // The sender is a target that nobody has to be told.
    const sent = page.users.length
    const to = { ...this.#onward(page), sent }
    if (kind === 'live') return this.#tell(task, users, to)
    const from = await this.#deps.accounts.find(task.appId, task.sender)
    if (!from) return this.#fail(task)
    return this.#store(task, users, from, to)
  }

  async #count(task: PushTask, page: TargetPage): Promise<PushTask | undefined> {
    const targets = task.targets + page.users.length
    const to: Progress =
      page.cursor === undefined
        ? { targets, cursor: '', status: 'sending' }
        : { targets, cursor: page.cursor }
    return (await this.#deps.tasks.move(task, to)) ? moved(task, to) : undefined
  }

  /** Moves on first: what is told live is better told to nobody than twice. */
  async #tell(
    task: PushTask,
    users: readonly string[],
    to: Progress,
  ): Promise<PushTask | undefined> {
    const { registry, keptStore, kept, accounts, bus } = this.#deps
    const { appId } = task
    const isHere = (user: string) => registry.of(appId, user).length > 0
    const online = users.filter(isHere)
    const away = task.keepUntil > 0 ? users.filter((user) => !isHere(user)) : []
    if (away.length > 0) kept.note(appId, task.keepUntil)
    const reached = online.length
    if (!(await keptStore.keep(task, away, { ...to, reached }))) return undefined
    if (reached > 0) {
      const sender = await accounts.find(appId, task.sender)
      bus.publish('push.told', { appId, accounts: online, message: liveMessageOf(task, sender) })
    }
    // Who signed in while it was written down has asked too early.
    const late = away.filter(isHere)
    if (late.length > 0) await kept.tell(appId, late)
    return moved(task, to)
  }

  /** Moves on when everything is durable, and looks up what was where it did not see that itself. */
  async #store(
    task: PushTask,
    users: readonly string[],
    from: Account,
    to: Progress,
  ): Promise<PushTask | undefined> {
    const { tasks, sent, conversations, sender, registry } = this.#deps
    const { appId } = task
    const numbers = await conversations.findOrCreateMany(appId, task.sender, users)
    const trusted = this.#trusted.delete(keyOf(task))
    const done = trusted ? new Set<number>() : await sent.among(task, [...numbers.values()])
    const open = users.filter((user) => !done.has(numbers.get(user) ?? 0))
    const template = outgoingOf(task, from)
    const under = await Promise.all(open.map((user) => sender.send({ ...template, to: user })))
    await Promise.all(under.map((later) => later.result))
    const reached = users.filter((user) => registry.of(appId, user).length > 0).length
    const fresh = done.size === 0 && open.length > 0
    const logId = fresh ? await tasks.lastLogId() : task.logId
    if (!(await tasks.move(task, { ...to, reached, log_id: logId }))) return undefined
    const next = moved(task, { ...to, log_id: logId })
    if (next && fresh) this.#trusted.add(keyOf(task))
    return next
  }

  async #fail(task: PushTask): Promise<undefined> {
    const now = this.#deps.now()
    await this.#deps.tasks.move(task, { status: 'failed', due_at: null, ended_at: now })
  }

  #onward({ cursor }: TargetPage): Progress {
    return cursor === undefined
      ? { status: 'done', due_at: null, ended_at: this.#deps.now() }
      : { cursor }
  }
}

type Kind = 'stored' | 'live' | 'counting'

/** How many times the rate of stored pushes. */
const factors: Readonly<Record<Kind, number>> = {
  stored: 1,
  live: LIVE_FACTOR,
  counting: COUNTING_FACTOR,
}

interface Step {
  /** The task as it is now, where it has more to do. */
  readonly next: PushTask | undefined
  /** Milliseconds that it uses up. */
  readonly cost: number
}

function kindOf({ status, content }: PushTask): Kind {
  if (status === 'counting') return 'counting'
  return content.stored ? 'stored' : 'live'
}

function keyOf({ appId, taskId }: PushTask): string {
  return `${appId}/${taskId}`
}

function moved(task: PushTask, to: Progress): PushTask | undefined {
  if (to.due_at === null) return undefined
  return {
    ...task,
    status: to.status ?? task.status,
    cursor: to.cursor ?? task.cursor,
    logId: to.log_id ?? task.logId,
    targets: to.targets ?? task.targets,
  }
}

/** Lets whatever else waits in the loop go first. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

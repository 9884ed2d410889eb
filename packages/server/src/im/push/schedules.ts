import { createHash, randomBytes } from 'node:crypto'
import type { SchedContent } from '@yanshu/protocol'
import { ImError, pushErrors } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import { hasFeature } from '../app/service.ts'
import {
  checkSender,
  KEPT_NOTIFICATION,
  notificationOf,
  readTarget,
  sortOutReceivers,
} from './content.ts'
import type { Labels } from './labels.ts'
import type { NewPush, Target } from './push.ts'
import type { Schedule } from './schedule.ts'
import type { ScheduleFilter, ScheduleStore } from './schedule-store.ts'
import type { Tasks } from './tasks.ts'

/** Planned pushes that one run starts. */
const AT_ONCE = 20

export interface SchedulesDeps {
  readonly store: ScheduleStore
  readonly apps: AppService
  readonly accounts: AccountService
  readonly labels: Labels
  readonly tasks: Tasks
  readonly now: Clock
  wake(at: number): void
}

/** Pushes that are planned for a later time. Every fault of theirs is 90104. */
export class Schedules {
  readonly #deps: SchedulesDeps

  constructor(deps: SchedulesDeps) {
    this.#deps = deps
  }

  async add(
    appId: number,
    { type, schedAt, content }: Pick<Schedule, 'type' | 'schedAt' | 'content'>,
  ): Promise<string> {
    this.#checkTime(schedAt)
    await this.#check(appId, type, content)
    const taskId = `sched_${randomBytes(12).toString('hex')}`
    const createdAt = this.#deps.now()
    const rest = { status: 'pending', pushTask: '', error: '' } as const
    await this.#deps.store.insert({ appId, taskId, type, createdAt, schedAt, content, ...rest })
    this.#deps.wake(schedAt)
    return taskId
  }

  /** @throws {ImError} 90104, 90107. */
  async modify(
    appId: number,
    taskId: string,
    type: Schedule['type'],
    change: { readonly schedAt: number | undefined; readonly content: SchedContent | undefined },
  ): Promise<void> {
    await this.#pending(appId, taskId, type)
    const { schedAt, content } = change
    if (schedAt !== undefined) this.#checkTime(schedAt)
    if (content) await this.#check(appId, type, content)
    const changed = await this.#deps.store.change(appId, taskId, {
      ...(schedAt !== undefined && { schedAt }),
      ...(content && { content }),
    })
    if (!changed) throw new ImError(pushErrors.dispatched)
    if (schedAt !== undefined) this.#deps.wake(schedAt)
  }

  /** @throws {ImError} 90104, 90107. */
  async remove(appId: number, taskId: string, type: Schedule['type']): Promise<void> {
    await this.#pending(appId, taskId, type)
    const removed = await this.#deps.store.remove(appId, taskId)
    if (!removed) throw new ImError(pushErrors.dispatched)
  }

  /** @throws {ImError} 90104. */
  async get(appId: number, taskId: string): Promise<Schedule> {
    const isId = /^sched_[0-9a-f]{24}$/.test(taskId)
    const found = isId ? await this.#deps.store.find(appId, taskId) : undefined
    if (!found) throw new ImError(pushErrors.badSchedule, 'no such TaskID')
    return found
  }

  async page(appId: number, filter: ScheduleFilter, offset: number, limit: number) {
    const { store } = this.#deps
    const [total, schedules] = await Promise.all([
      store.count(appId, filter),
      store.page(appId, filter, offset, limit),
    ])
    return { total, schedules }
  }

  nextDueAt(): Promise<number | undefined> {
    return this.#deps.store.nextDueAt()
  }

  /** Makes tasks of what is due. */
  async dispatch(): Promise<void> {
    for (const schedule of await this.#deps.store.due(this.#deps.now(), AT_ONCE)) {
      await this.#dispatchOne(schedule)
    }
  }

  async #dispatchOne(schedule: Schedule): Promise<void> {
    const { appId, taskId, type, content } = schedule
    try {
      const pushTask = await this.#push(schedule, await this.#check(appId, type, content))
      await this.#deps.store.change(appId, taskId, { status: 'dispatched', pushTask })
    } catch (error) {
      if (!(error instanceof ImError)) throw error
      const { code } = error.row
      await this.#deps.store.change(appId, taskId, {
        status: 'failed',
        error: `${code}: ${error.message}`,
      })
    }
  }

  async #push({ appId, taskId, content }: Schedule, target: Target): Promise<string> {
    const app = await this.#deps.apps.find(appId)
    if (!app || !hasFeature(app, 'massPush')) throw new ImError(pushErrors.disabled)
    const push: NewPush = {
      appId,
      kind: 'schedule',
      // The same for one planned push, so that a crash between making and noting it makes no second one.
      random: createHash('sha256').update(taskId).digest().readUInt32BE(0),
      sender: content.From_Account,
      keep: KEPT_NOTIFICATION,
      content: { ...notificationOf(content.OfflinePushInfo), target },
    }
    return this.#deps.tasks.create(app, push)
  }

  /** Whom a planned push is for; where anything is wrong with it, that is told. */
  async #check(appId: number, type: Schedule['type'], content: SchedContent): Promise<Target> {
    try {
      notificationOf(content.OfflinePushInfo)
      await checkSender(this.#deps.accounts, appId, content.From_Account)
      return await this.#target(appId, type, content)
    } catch (error) {
      if (!(error instanceof ImError)) throw error
      throw new ImError(pushErrors.badSchedule, error.message, { cause: error })
    }
  }

  async #target(appId: number, type: Schedule['type'], content: SchedContent): Promise<Target> {
    if (type === 'All') return { to: 'all' }
    if (type === 'Tag') {
      const target = await readTarget(this.#deps, appId, content.Condition)
      if (target.to === 'all') throw new ImError(pushErrors.badSchedule, 'Condition is missing')
      return target
    }
    const { accounts } = this.#deps
    const { known } = await sortOutReceivers(accounts, appId, content.To_Account ?? [])
    return { to: 'users', users: known }
  }

  async #pending(appId: number, taskId: string, type: Schedule['type']): Promise<void> {
    const schedule = await this.get(appId, taskId)
    if (schedule.type !== type) throw new ImError(pushErrors.badSchedule, 'Type differs')
    if (schedule.status !== 'pending') throw new ImError(pushErrors.dispatched)
  }

  #checkTime(schedAt: number): void {
    if (!(schedAt > this.#deps.now())) {
      throw new ImError(pushErrors.badSchedule, 'SchedAt is not in the future')
    }
  }
}

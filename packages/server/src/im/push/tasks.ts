import { randomBytes } from 'node:crypto'
import { ImError, pushErrors } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { App } from '../app/app.ts'
import type { PushContent, PushInfo, PushTask, NewPush } from './push.ts'
import type { Before, TaskStore } from './task-store.ts'

const SECOND = 1000
const DAY = 86_400_000

/** How long a random stands for one and the same task (全员推送). */
const SAME_TASK = 7 * DAY

/** How long a push can be revoked (推送撤回). */
const REVOCABLE = DAY

export interface TasksDeps {
  readonly store: TaskStore
  readonly now: Clock
  /** Accounts of an app, for pushes to all of them. */
  countAccounts(appId: number): Promise<number>
  /** There is something to do at a time. */
  wake(at: number): void
}

/** Pushes to many, made and stopped; the runner does the work. */
export class Tasks {
  readonly #deps: TasksDeps
  /** When a push of an app was revoked last. */
  readonly #revokedAt = new Map<number, number>()

  constructor(deps: TasksDeps) {
    this.#deps = deps
  }

  /**
   * Makes a task, or answers the one that the same random made before.
   *
   * @throws {ImError} 90024, 90047.
   */
  async create(app: Pick<App, 'plan'>, push: NewPush): Promise<string> {
    const { store, now, wake } = this.#deps
    const { appId, kind, random } = push
    const at = now()
    const isCounted = kind !== 'batch'
    const most = isCounted ? app.plan.quotas.pushesPerDay : null
    const row = await this.#row(push, at)
    const taskId = await store.insert(
      appId,
      { kind, random, sameSince: at - SAME_TASK, dayStart: at - (at % DAY), most },
      (before) => {
        if (before.same !== undefined) return before.same
        if (isCounted) checkPace(before, kind === 'schedule', at, most)
        return row
      },
    )
    wake(at)
    return taskId
  }

  find(appId: number, taskId: string): Promise<PushTask | undefined> {
    return isTaskId(taskId) ? this.#deps.store.find(appId, taskId) : Promise.resolve(undefined)
  }

  async page(appId: number, offset: number, limit: number) {
    const { store } = this.#deps
    const [total, tasks] = await Promise.all([store.count(appId), store.page(appId, offset, limit)])
    return { total, tasks }
  }

  /**
   * Stops a push as the rules of the REST command have it; what waits for those who are away says
   * what is given instead.
   *
   * @throws {ImError} 90049 to 90053.
   */
  async revoke(appId: number, taskId: string, instead: PushInfo | undefined): Promise<void> {
    const now = this.#deps.now()
    const last = this.#revokedAt.get(appId)
    if (last !== undefined && now - last < SECOND) throw new ImError(pushErrors.revokeTooSoon)
    const task = await this.find(appId, taskId)
    if (!task) throw new ImError(pushErrors.badTaskId)
    if (task.status === 'revoked') throw new ImError(pushErrors.revokedAlready)
    if (now - task.createdAt > REVOCABLE) throw new ImError(pushErrors.revokeLate)
    if (!(task.content.stored || task.content.offlinePush)) {
      throw new ImError(pushErrors.notRevocable)
    }
    this.#noteRevocation(appId, now)
    await this.stop(task, instead)
  }

  /** Stops a push for good, however old it is. */
  stop(task: PushTask, instead?: PushInfo): Promise<void> {
    const { content } = task
    const changed: PushContent | undefined = instead && {
      ...content,
      body: bodyOfInfo(instead),
      offlinePush: instead,
    }
    return this.#deps.store.revoke(task, this.#deps.now(), changed)
  }

  #noteRevocation(appId: number, now: number): void {
    for (const [one, at] of this.#revokedAt) if (now - at >= SECOND) this.#revokedAt.delete(one)
    this.#revokedAt.set(appId, now)
  }

  async #row({ appId, kind, random, sender, keep, content }: NewPush, at: number) {
    const { store, countAccounts } = this.#deps
    const { target } = content
    return {
      app_id: appId,
      task_id: `${kind}_${randomBytes(12).toString('hex')}`,
      kind,
      status: target.to === 'labelled' ? ('counting' as const) : ('sending' as const),
      random,
      sender,
      created_at: at,
      due_at: at,
      ended_at: null,
      keep_until: keep === 0 ? 0 : at + keep,
      cursor: '',
      log_id: await store.lastLogId(),
      targets: target.to === 'all' ? await countAccounts(appId) : usersOf(content),
      sent: 0,
      reached: 0,
      content: JSON.stringify(content),
    }
  }
}

/** A push that says no more than a notification does: its text as a message of its own kind. */
export function bodyOfInfo(info: PushInfo): PushContent['body'] {
  const text = (name: string) => (typeof info[name] === 'string' ? info[name] : '')
  const content = { Data: text('Title'), Desc: text('Desc'), Ext: text('Ext') }
  return [{ MsgType: 'TIMCustomElem', MsgContent: content }]
}

function usersOf({ target }: PushContent): number {
  return target.to === 'users' ? target.users.length : 0
}

function isTaskId(text: string): boolean {
  return /^[a-z]+_[0-9a-f]{24}$/.test(text)
}

function checkPace(before: Before, isPlanned: boolean, now: number, most: number | null): void {
  // A scheduled push was announced long before: whatever is pushed just then must not keep it away.
  if (!isPlanned && now - before.newestAt < SECOND) throw new ImError(pushErrors.tooSoon)
  if (most !== null && before.today >= most) throw new ImError(pushErrors.dailyQuota)
}

import type { Kysely } from 'kysely'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { Jobs } from '../../jobs/jobs.ts'
import type { Logger } from '../../log.ts'
import type { Schema } from '../../store/schema.ts'
import type { AccountService } from '../account/service.ts'
import type { AppService } from '../app/service.ts'
import type { Conversations, Sender } from '../message/service.ts'
import type { Connection, Registry } from '../presence/service.ts'
import { Kept } from './kept.ts'
import { createKeptStore } from './kept-store.ts'
import { createLabelStore } from './label-store.ts'
import { Labels } from './labels.ts'
import { Runner } from './runner.ts'
import { createScheduleStore } from './schedule-store.ts'
import { Schedules } from './schedules.ts'
import { createSentStore } from './sent-store.ts'
import { Targets } from './targets.ts'
import { createTaskStore } from './task-store.ts'
import { Tasks } from './tasks.ts'

export interface PushDeps {
  readonly db: Kysely<Schema>
  readonly apps: AppService
  readonly accounts: AccountService
  readonly conversations: Conversations
  readonly sender: Sender
  readonly registry: Registry<Connection>
  readonly jobs: Jobs
  readonly bus: Bus
  readonly now: Clock
  readonly log: Logger
  /** Accounts a second that a stored push goes to. */
  readonly pushRate: number
}

/** Mass push: whom, what, and the work of it. */
export interface PushService {
  readonly apps: AppService
  readonly accounts: AccountService
  readonly labels: Labels
  readonly tasks: Tasks
  readonly schedules: Schedules
}

const MINUTE = 60_000
const OLD = 30 * 86_400_000

/** Rows removed in one statement. */
const STEP = 1000

export async function openPush(deps: PushDeps): Promise<PushService> {
  const { db, apps, accounts, bus, now, log, jobs } = deps
  const taskStore = createTaskStore(db)
  const keptStore = createKeptStore(db)
  const scheduleStore = createScheduleStore(db)
  const labels = new Labels(createLabelStore(db), accounts)
  const kept = new Kept({ store: keptStore, tasks: taskStore, accounts, bus, now, log })
  await kept.start()
  const wake = (at: number) => runner.wake(at)
  const countAccounts = (appId: number) => accounts.count(appId)
  const tasks = new Tasks({ store: taskStore, now, countAccounts, wake })
  const schedules = new Schedules({
    store: scheduleStore,
    apps,
    accounts,
    labels,
    tasks,
    now,
    wake,
  })
  const runner = new Runner({
    ...deps,
    tasks: taskStore,
    schedules,
    keptStore,
    kept,
    sent: createSentStore(db),
    targets: new Targets(db),
    rate: deps.pushRate,
  })
  accounts.beforeDeletion((appId, userId) => labels.forget(appId, userId))
  jobs.add(
    {
      name: 'push',
      every: 250,
      isIdle: () => runner.isIdle(),
      run: (signal) => runner.run(signal),
    },
    {
      name: 'push.cleaning',
      every: 10 * MINUTE,
      async run(signal) {
        await removeAll(signal, () => keptStore.removeLate(now(), STEP))
        await removeAll(signal, () => taskStore.removeOld(now() - OLD, STEP))
        await removeAll(signal, () => scheduleStore.removeOld(now() - OLD, STEP))
      },
    },
  )
  return { apps, accounts, labels, tasks, schedules }
}

/** Removes step by step until nothing is left. */
async function removeAll(signal: AbortSignal, step: () => Promise<number>): Promise<void> {
  for (let removed = 1; removed > 0 && !signal.aborted;) removed = await step()
}

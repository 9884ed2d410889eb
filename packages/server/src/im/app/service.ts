import { randomBytes, randomInt } from 'node:crypto'
import type {
  AppConf,
  BillingState,
  FriendField,
  GroupField,
  GroupMemberField,
  UserField,
} from '@yanshu/protocol'
import { CloudError } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import type { App } from './app.ts'
import { addMonths } from './add-months.ts'
import { toApp, upToDate } from './app-row.ts'
import { appStatus, historyStart } from './app.ts'
import { delayedAfter } from './delayed-conf.ts'
import type { FieldChange } from './field-changes.ts'
import {
  withFriendField,
  withGroupField,
  withGroupFieldTypes,
  withMemberField,
  withMemberFieldTypes,
  withUserField,
  withUserFieldRights,
} from './field-changes.ts'
import type { GroupFields } from './group-field-rights.ts'
import type { PlanTable } from './plans.ts'
import type { ConfChange } from './settings.ts'
import { checkConf, checkHistoryDays, mergeConf } from './settings.ts'
import type { StoredConf } from './stored-conf.ts'
import { parseConf, withChange } from './stored-conf.ts'
import type { AppChange, AppKeyRow, AppRow, AppStore } from './store.ts'

export { appStatus, BUILT_IN, hasFeature, historyStart } from './app.ts'
export type { GroupFields } from './group-field-rights.ts'
export { mayUseGroupField, mayUseMemberField } from './group-field-rights.ts'
export type { LiveSettings } from './group-settings.ts'
export {
  groupNotice,
  hasGroupReceipts,
  hasTopics,
  liveSettings,
  showsHistoryBeforeJoin,
} from './group-settings.ts'

/** Apps one root account may own (创建应用). */
export const MOST_APPS = 300

/** Apps kept in memory; the rest are read when asked for. */
const CACHED_APPS = 2000

export interface AppServiceDeps {
  readonly store: AppStore
  readonly box: SecretBox
  readonly bus: Bus
  readonly now: Clock
  readonly plans: PlanTable
  /** Plan of new apps. */
  readonly defaultPlan: string
  /** Removes what an app has outside of the tables. */
  removeFiles?(appId: number): Promise<void>
}

export interface NewApp {
  readonly name: string
  readonly type: string
  readonly introduction: string
}

export interface AppFilter {
  /** Part of the name or the SDKAppID; empty for all. */
  readonly keyword: string
  readonly offset: number
  readonly limit: number
  visible(appIds: readonly number[]): Promise<readonly number[]>
}

/** Applications: their life, their keys and their settings. */
export class AppService {
  readonly #deps: AppServiceDeps
  readonly #cache = new Map<number, App>()
  #changes = 0

  constructor(deps: AppServiceDeps) {
    this.#deps = deps
  }

  /**
   * Creates an application with a fresh SDKAppID and key.
   *
   * @throws {CloudError} `LimitExceeded.App` at 300 applications.
   */
  async create(wanted: NewApp): Promise<number> {
    const plan = this.#deps.plans.of(this.#deps.defaultPlan)
    const now = this.#deps.now()
    for (;;) {
      const appId = randomInt(1_400_000_000, 1_800_000_000)
      const row: AppRow = {
        app_id: appId,
        ...wanted,
        plan: plan.id,
        status: 'enabled',
        created_at: now,
        updated_at: now,
        expires_at: plan.validMonths === null ? null : addMonths(now, plan.validMonths),
        billing: 'current',
        billing_since: 0,
        conf: '{}',
        account_count: 1,
      }
      const done = await this.#deps.store.insert(row, this.#newKey(appId, now), MOST_APPS)
      if (done === 'inserted') return appId
      if (done === 'full') {
        throw new CloudError(
          'LimitExceeded.App',
          `at most ${MOST_APPS} applications; disable and delete one first`,
        )
      }
    }
  }

  /** The app where it is in memory already. */
  known(appId: number): App | undefined {
    const app = this.#cache.get(appId)
    if (!app) return undefined
    const present = upToDate(app, this.#deps.now())
    if (present !== app) this.#cache.set(appId, present)
    return present
  }

  async find(appId: number): Promise<App | undefined> {
    const known = this.known(appId)
    if (known) return known
    const changes = this.#changes
    const row = await this.#deps.store.find(appId)
    if (!row) return undefined
    const app = toApp(this.#deps, row, await this.#deps.store.keys(appId))
    if (this.#cache.size >= CACHED_APPS) this.#cache.clear()
    // A change that came between may have been read half: then the next one reads again.
    if (changes === this.#changes) this.#cache.set(appId, app)
    return app
  }

  /** @throws {CloudError} `ResourceNotFound.App`. */
  async get(appId: number): Promise<App> {
    const app = await this.find(appId)
    if (!app) throw notFound(appId)
    return app
  }

  /** A page of those apps that `visible` leaves over, newest first: at most 300 are looked at. */
  async page({ keyword, offset, limit, visible }: AppFilter) {
    const appIds = await visible(await this.#deps.store.matching(keyword))
    const rows = await this.#deps.store.rows(appIds.slice(offset, offset + limit))
    return { total: appIds.length, apps: rows.map((row) => toApp(this.#deps, row, [])) }
  }

  /** Since when messages of an app are kept. */
  async historyStart(appId: number): Promise<number> {
    const app = await this.find(appId)
    return app ? historyStart(app, this.#deps.now()) : 0
  }

  /** Every app there is. */
  ids(): Promise<readonly number[]> {
    return this.#deps.store.ids()
  }

  async rename(appId: number, change: Partial<NewApp>): Promise<void> {
    await this.#change(appId, change)
  }

  /** Disables an app: its clients are signed out and its calls refused. */
  async stop(appId: number): Promise<void> {
    await this.#change(appId, { status: 'disabled' })
    this.#deps.bus.publish('app.stopped', { appId })
  }

  async start(appId: number): Promise<void> {
    await this.#change(appId, { status: 'enabled' })
  }

  /**
   * Deletes a disabled app with all its rows. It is gone at once for everybody; its rows follow in
   * small steps, also after a restart.
   *
   * @throws {CloudError} `OperationDenied.AppEnabled`, `OperationDenied.AppPaid`.
   */
  async delete(appId: number): Promise<void> {
    const app = await this.get(appId)
    if (app.plan.paid) {
      throw new CloudError('OperationDenied.AppPaid', 'an app on a paid plan cannot be deleted')
    }
    if (appStatus(app, this.#deps.now()) === 'enabled') {
      throw new CloudError('OperationDenied.AppEnabled', 'only a disabled app can be deleted')
    }
    await this.#change(appId, { status: 'deleting' })
    this.#deps.bus.publish('app.stopped', { appId })
    await this.#deps.store.removeStep(appId)
  }

  /** Removes what is left of deleted apps. */
  async finishDeletions(): Promise<void> {
    for (const appId of await this.#deps.store.deleting()) {
      // First: once the rows are gone nothing tells that there were files.
      await this.#deps.removeFiles?.(appId)
      while (!(await this.#deps.store.removeStep(appId)));
      // Again: an upload that was under way may have ended while its row still stood.
      await this.#deps.removeFiles?.(appId)
    }
  }

  /** @throws {CloudError} `OperationDenied` where the plan leaves it out; the message names the field. */
  async setConf(appId: number, change: ConfChange): Promise<AppConf> {
    const now = this.#deps.now()
    return this.#changeConf(appId, (stored, app) => {
      const before = app.savedConf
      const conf = mergeConf(before, change)
      checkConf(conf, app.plan, before)
      const historyChanged = conf.HistoryDays !== before.HistoryDays
      if (historyChanged) {
        checkHistoryDays(conf.HistoryDays, app.plan, app.historyChangedAt, now)
      }
      return {
        ...stored,
        conf: withChange(stored.conf ?? {}, change, conf),
        delayed: delayedAfter(stored.delayed ?? {}, { before, after: conf }, now),
        ...(historyChanged ? { historyChangedAt: now } : {}),
      }
    })
  }

  /**
   * Moves an app to a higher plan, or renews its own; an app that was stopped for not being paid for
   * works again (升级应用).
   *
   * @param months - that are paid for; without them the plan has no end.
   * @throws {CloudError} `OperationDenied` for a plan that is lower or not offered.
   */
  async upgrade(appId: number, planId: string, months: number | undefined): Promise<void> {
    const app = await this.get(appId)
    const plan = this.#deps.plans.find(planId)
    if (!plan?.offered) throw new CloudError('OperationDenied', `Plan: ${planId} is not offered`)
    if (plan.level < app.plan.level) {
      throw new CloudError('OperationDenied', `Plan: an app does not go back to ${planId}`)
    }
    const now = this.#deps.now()
    const renews = plan.id === app.plan.id && app.expiresAt !== undefined
    const from = renews ? Math.max(now, app.expiresAt) : now
    await this.#change(appId, {
      plan: plan.id,
      expires_at: months === undefined ? null : addMonths(from, months),
      billing: 'current',
      billing_since: now,
    })
  }

  /**
   * Extends a trial by its months, from now or from its end, whichever is later (申请延期).
   *
   * @throws {CloudError} `OperationDenied` where the plan has no trial.
   */
  async extend(appId: number): Promise<void> {
    const app = await this.get(appId)
    const { validMonths } = app.plan
    if (validMonths === null || app.expiresAt === undefined) {
      throw new CloudError('OperationDenied', 'only a trial that ends can be extended')
    }
    const now = this.#deps.now()
    if (app.expiresAt > now) {
      throw new CloudError('OperationDenied', 'the trial is extended when it has ended')
    }
    await this.#change(appId, { expires_at: addMonths(now, validMonths) })
  }

  /** @throws {CloudError} `OperationDenied` for an app that is not paid for. */
  async setBilling(appId: number, billing: BillingState): Promise<void> {
    const app = await this.get(appId)
    if (!app.plan.paid) {
      throw new CloudError('OperationDenied', 'State: the plan of the app is not paid for')
    }
    if (billing === app.billing) return
    await this.#change(appId, { billing, billing_since: this.#deps.now() })
    const after = await this.get(appId)
    if (appStatus(after, this.#deps.now()) !== 'enabled') {
      this.#deps.bus.publish('app.stopped', { appId })
    }
  }

  /** The custom fields of the groups of an app and of their members. */
  async groupFields(appId: number): Promise<GroupFields> {
    return (await this.get(appId)).groupFields
  }

  addUserField(appId: number, field: UserField): Promise<void> {
    return this.#changeFields(appId, withUserField(field))
  }

  setUserFieldRights(appId: number, change: Omit<UserField, 'Type'>): Promise<void> {
    return this.#changeFields(appId, withUserFieldRights(change))
  }

  addFriendField(appId: number, field: FriendField): Promise<void> {
    return this.#changeFields(appId, withFriendField(field))
  }

  addGroupField(appId: number, field: GroupField): Promise<void> {
    return this.#changeFields(appId, withGroupField(field))
  }

  /** Changes the rights of types that have a field, and adds types. */
  setGroupFieldTypes(appId: number, field: GroupField): Promise<void> {
    return this.#changeFields(appId, withGroupFieldTypes(field))
  }

  addMemberField(appId: number, field: GroupMemberField): Promise<void> {
    return this.#changeFields(appId, withMemberField(field))
  }

  /** Changes the rights of types that have a field, and adds types. */
  setMemberFieldTypes(appId: number, field: GroupMemberField): Promise<void> {
    return this.#changeFields(appId, withMemberFieldTypes(field))
  }

  async #changeFields(appId: number, change: FieldChange): Promise<void> {
    await this.#changeConf(appId, change)
  }

  /** Changes the settings by what they are at that moment; two that change at once keep both changes. */
  async #changeConf(
    appId: number,
    decide: (stored: StoredConf, app: App) => StoredConf,
  ): Promise<AppConf> {
    const changed = await this.#deps.store.changeBy(appId, this.#deps.now(), (row) => ({
      conf: JSON.stringify(decide(parseConf(row.conf), toApp(this.#deps, row, []))),
    }))
    this.#changes += 1
    this.#cache.delete(appId)
    if (!changed) throw notFound(appId)
    return toApp(this.#deps, changed, []).conf
  }

  async #change(appId: number, change: AppChange): Promise<void> {
    const changed = await this.#deps.store.change(appId, change, this.#deps.now())
    this.#changes += 1
    this.#cache.delete(appId)
    if (!changed) throw notFound(appId)
  }

  #newKey(appId: number, now: number): AppKeyRow {
    return {
      app_id: appId,
      version: 1,
      algorithm: 'HMAC-SHA256',
      secret: this.#deps.box.seal(randomBytes(32).toString('hex')),
      created_at: now,
      updated_at: now,
    }
  }
}

function notFound(appId: number): CloudError {
  return new CloudError('ResourceNotFound.App', `SDKAppID ${appId} not found`)
}

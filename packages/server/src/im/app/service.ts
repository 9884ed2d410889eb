import { randomBytes, randomInt } from 'node:crypto'
import type { AppConf } from '@yanshu/protocol'
import { CloudError } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import type { App, AppKey } from './app.ts'
import { addMonths } from './add-months.ts'
import { appStatus } from './app.ts'
import { planOf } from './plans.ts'
import type { ConfChange } from './settings.ts'
import { checkConf, mergeConf, readConf } from './settings.ts'
import type { AppChange, AppKeyRow, AppRow, AppStore } from './store.ts'

export { BUILT_IN } from './app.ts'

/** Apps one root account may own (创建应用). */
export const MOST_APPS = 300

/** Apps kept in memory; the rest are read when asked for. */
const CACHED_APPS = 2000

export interface AppServiceDeps {
  readonly store: AppStore
  readonly box: SecretBox
  readonly bus: Bus
  readonly now: Clock
  /** Plan of new apps. */
  readonly defaultPlan: string
}

export interface NewApp {
  readonly name: string
  readonly type: string
  readonly introduction: string
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
    const plan = planOf(this.#deps.defaultPlan)
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
        expires_at: plan.validMonths === undefined ? null : addMonths(now, plan.validMonths),
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
    return this.#cache.get(appId)
  }

  async find(appId: number): Promise<App | undefined> {
    const known = this.#cache.get(appId)
    if (known) return known
    const changes = this.#changes
    const row = await this.#deps.store.find(appId)
    if (!row) return undefined
    const app = this.#toApp(row, await this.#deps.store.keys(appId))
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

  async page(keyword: string, offset: number, limit: number) {
    const { total, rows } = await this.#deps.store.page(keyword, offset, limit)
    return { total, apps: rows.map((row) => this.#toApp(row, [])) }
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
      while (!(await this.#deps.store.removeStep(appId)));
    }
  }

  async setConf(appId: number, change: ConfChange): Promise<AppConf> {
    const app = await this.get(appId)
    const conf = mergeConf(app.conf, change)
    checkConf(conf, app.plan)
    await this.#change(appId, { conf: JSON.stringify(conf) })
    return conf
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

  #toApp(row: AppRow, keys: readonly AppKeyRow[]): App {
    return {
      appId: row.app_id,
      name: row.name,
      type: row.type,
      introduction: row.introduction,
      plan: planOf(row.plan),
      disabled: row.status !== 'enabled',
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      expiresAt: row.expires_at ?? undefined,
      conf: readConf(row.conf),
      keys: keys.map((key) => this.#toKey(key)),
    }
  }

  #toKey(row: AppKeyRow): AppKey {
    return {
      algorithm: row.algorithm,
      secret: row.algorithm === 'HMAC-SHA256' ? this.#deps.box.open(row.secret) : row.secret,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }
  }
}

function notFound(appId: number): CloudError {
  return new CloudError('ResourceNotFound.App', `SDKAppID ${appId} not found`)
}

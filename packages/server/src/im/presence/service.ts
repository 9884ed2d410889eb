import type { Platform, WireStatus } from '@yanshu/protocol'
import type { Bus } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { Job } from '../../jobs/jobs.ts'
import type { Logger } from '../../log.ts'
import type { AppService } from '../app/service.ts'
import { AwayDevices } from './away.ts'
import { CustomStatuses } from './custom-status.ts'
import { Notices } from './notices.ts'
import type { Connection, Registry, Status } from './registry.ts'
import type { AwayRow, AwayStore } from './store.ts'
import { Subscriptions } from './subscriptions.ts'

export { victims } from './multi-device.ts'
export type { Connection, Status } from './registry.ts'
export { Registry } from './registry.ts'
export { createAwayStore } from './store.ts'

const HOUR = 3_600_000

export interface DeviceStatus {
  readonly platform: Platform
  readonly status: Status
  readonly instanceId: string
}

/** How an account is, and with which devices. */
export interface AccountStatus extends WireStatus {
  readonly devices: readonly DeviceStatus[]
}

export interface PresenceDeps {
  readonly registry: Registry<Connection>
  readonly store: AwayStore
  readonly apps: Pick<AppService, 'known' | 'find'>
  readonly bus: Bus
  readonly now: Clock
  readonly log: Logger
  /** Who has an account among their friends. */
  holdersOf(appId: number, userId: string): Promise<readonly string[]>
}

/** Who is online, with which devices, who can still be pushed to, and who wants to know. */
export class Presence {
  readonly subscriptions = new Subscriptions()
  readonly #deps: PresenceDeps
  readonly #away: AwayDevices
  readonly #custom = new CustomStatuses()
  readonly #notices: Notices

  constructor(deps: PresenceDeps) {
    const { registry, apps, bus, log } = deps
    this.#deps = deps
    this.#away = new AwayDevices(deps.store, deps.now, log)
    this.#notices = new Notices({
      bus,
      log,
      knownApp: (appId) => apps.known(appId),
      findApp: (appId) => apps.find(appId),
      watchersOf: (appId, userId) => this.#watchersOf(appId, userId),
      own: (appId, userId) => registry.of(appId, userId),
      statusesOf: (appId, userIds) => this.statusesOf(appId, userIds),
    })
    bus.subscribe('account.revoked', (event) => this.#forget(event))
    bus.subscribe('account.deleted', (event) => this.#forget(event))
  }

  /** A connection was added to the registry. */
  began({ appId, account }: Connection): void {
    const isFirst = this.#deps.registry.of(appId, account).length === 1
    if (isFirst) this.#notices.changed(appId, account)
  }

  /** A connection left the registry; `signedOut` where its user, or a rule, ended it for good. */
  ended(connection: Connection, signedOut: boolean): void {
    const { appId, account } = connection
    this.subscriptions.removeAll(connection)
    const isAway = this.#away.ended(connection, signedOut)
    if (this.#deps.registry.of(appId, account).length > 0) return
    if (!isAway) this.#clearIfOffline(appId, account)
    this.#notices.changed(appId, account)
  }

  /** Sets what an account says of itself; an empty text clears it. */
  setCustomStatus(appId: number, account: string, text: string): void {
    const changed = this.#custom.set(appId, account, text)
    if (changed) this.#notices.changed(appId, account, true)
  }

  /** The accounts in their order; who is not online is looked up in one question. */
  async of(
    appId: number,
    accounts: readonly string[],
    withDevices = false,
  ): Promise<readonly AccountStatus[]> {
    const { registry } = this.#deps
    const asked = withDevices
      ? accounts
      : accounts.filter((account) => registry.of(appId, account).length === 0)
    const away = asked.length === 0 ? undefined : await this.#away.of(appId, asked)
    return accounts.map((userId) => this.#statusOf(appId, userId, away?.get(userId) ?? []))
  }

  /** The same without the devices, as clients are told. */
  async statusesOf(appId: number, accounts: readonly string[]): Promise<readonly WireStatus[]> {
    const all = await this.of(appId, accounts)
    return all.map(({ userId, status, customStatus }) => ({ userId, status, customStatus }))
  }

  /** Forgets, every hour, the devices that are away for too long. */
  expiry(): Job {
    return {
      name: 'presence.expire',
      every: HOUR,
      run: async (signal) => {
        for (const { app_id: appId, account } of await this.#away.expire(signal)) {
          this.#clearIfOffline(appId, account)
          this.#notices.changed(appId, account)
        }
      },
    }
  }

  async stop(): Promise<void> {
    await this.#notices.stop()
    await this.#away.settled()
  }

  #statusOf(appId: number, userId: string, away: readonly AwayRow[]): AccountStatus {
    const online = this.#deps.registry.of(appId, userId)
    const present = new Set(online.map(({ instanceId }) => instanceId))
    const gone = away.filter((row) => !present.has(row.instance_id))
    const status = online.length > 0 ? 'Online' : gone.length > 0 ? 'PushOnline' : 'Offline'
    return {
      userId,
      status,
      customStatus: status === 'Offline' ? '' : this.#custom.get(appId, userId),
      devices: [
        ...online.map((one) => deviceOf(one.platform, one.instanceId, 'Online')),
        ...gone.map((row) => deviceOf(row.platform, row.instance_id, 'PushOnline')),
      ],
    }
  }

  async #watchersOf(appId: number, userId: string): Promise<ReadonlySet<Connection>> {
    const watchers = new Set(this.subscriptions.of(appId, userId))
    for (const holder of await this.#deps.holdersOf(appId, userId)) {
      for (const connection of this.#deps.registry.of(appId, holder)) watchers.add(connection)
    }
    return watchers
  }

  #clearIfOffline(appId: number, account: string): void {
    const clear = this.#custom.clearer(appId, account)
    if (!clear) return
    this.#away.of(appId, [account]).then(
      (away) => {
        if ((away.get(account) ?? []).length === 0) clear()
      },
      (error: unknown) => this.#deps.log.error('presence.statusNotCleared', { error }),
    )
  }

  #forget({ appId, userId }: { readonly appId: number; readonly userId: string }): void {
    this.#away.forget(appId, userId)
    this.#custom.set(appId, userId, '')
    this.#notices.changed(appId, userId)
  }
}

function deviceOf(platform: Platform, instanceId: string, status: Status): DeviceStatus {
  return { platform, instanceId, status }
}

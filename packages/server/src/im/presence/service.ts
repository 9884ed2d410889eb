import type { Platform } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { Connection, Registry, Status } from './registry.ts'

export { victims } from './multi-device.ts'
export type { Connection, Status } from './registry.ts'
export { Registry } from './registry.ts'

/** Platforms that can be pushed to after their connection is gone (用户状态). */
const PUSHED: ReadonlySet<Platform> = new Set(['Android', 'iPhone', 'iPad'])

const WEEK = 7 * 86_400_000

/** Devices away that are remembered. */
const REMEMBERED = 100_000

export interface DeviceStatus {
  readonly platform: Platform
  readonly status: Status
  readonly instanceId: string
}

interface Away {
  readonly platform: Platform
  readonly instanceId: string
  readonly since: number
}

/** Who is online, with which devices, and who can still be pushed to. */
export class Presence {
  readonly #registry: Registry<Connection>
  readonly #now: Clock
  readonly #away = new Map<string, Away[]>()

  constructor(registry: Registry<Connection>, now: Clock) {
    this.#registry = registry
    this.#now = now
  }

  /** A connection ended; `signedOut` where its user, or a rule, ended it for good. */
  ended(connection: Connection, signedOut: boolean): void {
    const key = keyOf(connection.appId, connection.account)
    const others = (this.#away.get(key) ?? []).filter(
      ({ instanceId }) => instanceId !== connection.instanceId,
    )
    const { platform, instanceId } = connection
    const away =
      signedOut || !PUSHED.has(platform)
        ? others
        : [...others, { platform, instanceId, since: this.#now() }]
    this.#away.delete(key)
    if (away.length === 0) return
    if (this.#away.size >= REMEMBERED) this.#forgetOldest()
    this.#away.set(key, away)
  }

  statusOf(appId: number, account: string): Status {
    if (this.#registry.of(appId, account).length > 0) return 'Online'
    return this.#awayOf(appId, account).length > 0 ? 'PushOnline' : 'Offline'
  }

  devicesOf(appId: number, account: string): readonly DeviceStatus[] {
    const online = this.#registry.of(appId, account).map(({ platform, instanceId }) => ({
      platform,
      instanceId,
      status: 'Online' as const,
    }))
    const present = new Set(online.map(({ instanceId }) => instanceId))
    const away = this.#awayOf(appId, account)
      .filter(({ instanceId }) => !present.has(instanceId))
      .map(({ platform, instanceId }) => ({ platform, instanceId, status: 'PushOnline' as const }))
    return [...online, ...away]
  }

  #awayOf(appId: number, account: string): readonly Away[] {
    const key = keyOf(appId, account)
    const since = this.#now() - WEEK
    return (this.#away.get(key) ?? []).filter((away) => away.since > since)
  }

  #forgetOldest(): void {
    const [oldest] = this.#away.keys()
    if (oldest !== undefined) this.#away.delete(oldest)
  }
}

function keyOf(appId: number, account: string): string {
  return `${appId}/${account}`
}

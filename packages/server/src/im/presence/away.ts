import type { Platform } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import type { Connection } from './registry.ts'
import type { AccountKey, AwayChanges, AwayRow, AwayStore } from './store.ts'

/**
 * Platforms that can be pushed to after their connection is gone. Sources differ about Mac; the
 * newer one (用户状态, 2024) counts it.
 */
const PUSHED: ReadonlySet<Platform> = new Set(['Android', 'iPhone', 'iPad', 'Mac'])

const WEEK = 7 * 86_400_000

/** Changes in one transaction, and rows that one step of the expiry removes. */
const STEP = 500

/** What is to be written of one account: devices by instance, `undefined` for those that go. */
interface Open {
  emptied: boolean
  readonly devices: Map<string, AwayRow | undefined>
}

type Opens = Map<string, { readonly key: AccountKey; readonly open: Open }>

/**
 * Devices whose connection is gone without them having signed out; they are remembered for 7 days,
 * over restarts. Changes are written behind, many at once, and are seen by readers from the start.
 */
export class AwayDevices {
  readonly #store: AwayStore
  readonly #now: Clock
  readonly #log: Logger
  #waiting: Opens = new Map()
  #writing: Opens = new Map()
  #settled: Promise<void> = Promise.resolve()
  #busy = false

  constructor(store: AwayStore, now: Clock, log: Logger) {
    this.#store = store
    this.#now = now
    this.#log = log
  }

  /** A connection ended; true where its device can be pushed to. */
  ended(connection: Connection, signedOut: boolean): boolean {
    const { appId, account, platform, instanceId } = connection
    if (!PUSHED.has(platform)) return false
    const row: AwayRow = {
      app_id: appId,
      account,
      platform,
      instance_id: instanceId,
      since: this.#now(),
    }
    this.#openOf(row).devices.set(instanceId, signedOut ? undefined : row)
    this.#begin()
    return !signedOut
  }

  /** No device of the account can be pushed to any more. */
  forget(appId: number, account: string): void {
    const open = this.#openOf({ app_id: appId, account })
    open.devices.clear()
    open.emptied = true
    this.#begin()
  }

  /** The devices that are away, by account. */
  async of(
    appId: number,
    accounts: readonly string[],
  ): Promise<ReadonlyMap<string, readonly AwayRow[]>> {
    // Taken before the question: whatever is written meanwhile is in the answer or in here.
    const opens = accounts.map((account) => this.#opensOf(appId, account))
    const since = this.#now() - WEEK
    const stored = Map.groupBy(
      await this.#store.of(appId, accounts, since),
      ({ account }) => account,
    )
    return new Map(
      accounts.map((account, at) => {
        const rows = overlaid(stored.get(account) ?? [], opens[at])
        return [account, rows.filter((row) => row.since > since)]
      }),
    )
  }

  /** Forgets those that are away for too long; answers whose they were. */
  async expire(signal: AbortSignal): Promise<readonly AccountKey[]> {
    const gone: AccountKey[] = []
    for (;;) {
      const rows = await this.#store.expire(this.#now() - WEEK, STEP)
      gone.push(...rows)
      if (rows.length < STEP || signal.aborted) return gone
    }
  }

  /** Resolves when everything told so far is written. */
  settled(): Promise<void> {
    return this.#settled
  }

  #openOf(key: AccountKey): Open {
    const name = nameOf(key.app_id, key.account)
    const known = this.#waiting.get(name)
    if (known) return known.open
    const open: Open = { emptied: false, devices: new Map() }
    this.#waiting.set(name, { key, open })
    return open
  }

  /** What is not written yet of an account, in its order. */
  #opensOf(appId: number, account: string): readonly Open[] {
    const name = nameOf(appId, account)
    return [this.#writing.get(name), this.#waiting.get(name)].flatMap((one) => {
      if (!one) return []
      return [{ emptied: one.open.emptied, devices: new Map(one.open.devices) }]
    })
  }

  #begin(): void {
    if (this.#busy) return
    this.#busy = true
    this.#settled = this.#write()
  }

  async #write(): Promise<void> {
    // What comes in one turn of the loop, and while a group is being written, forms the next one.
    await Promise.resolve()
    while (this.#waiting.size > 0) {
      this.#writing = this.#take()
      try {
        await this.#store.write(changesOf(this.#writing))
      } catch (error) {
        this.#log.error('presence.awayNotWritten', { error })
      }
      this.#writing = new Map()
    }
    this.#busy = false
  }

  #take(): Opens {
    if (this.#waiting.size <= STEP) {
      const all = this.#waiting
      this.#waiting = new Map()
      return all
    }
    const some: Opens = new Map([...this.#waiting].slice(0, STEP))
    for (const name of some.keys()) this.#waiting.delete(name)
    return some
  }
}

function overlaid(stored: readonly AwayRow[], opens: readonly Open[] = []): readonly AwayRow[] {
  if (opens.length === 0) return stored
  const devices = new Map(stored.map((row) => [row.instance_id, row]))
  for (const open of opens) {
    if (open.emptied) devices.clear()
    for (const [instanceId, row] of open.devices) {
      devices.delete(instanceId)
      if (row) devices.set(instanceId, row)
    }
  }
  return [...devices.values()]
}

function changesOf(opens: Opens): AwayChanges {
  const emptied: AccountKey[] = []
  const gone: AwayChanges['gone'][number][] = []
  const away: AwayRow[] = []
  for (const { key, open } of opens.values()) {
    if (open.emptied) emptied.push(key)
    for (const [instanceId, row] of open.devices) {
      if (row) away.push(row)
      else gone.push({ app_id: key.app_id, account: key.account, instance_id: instanceId })
    }
  }
  return { emptied, gone, away }
}

function nameOf(appId: number, account: string): string {
  return `${appId}/${account}`
}

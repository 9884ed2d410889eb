import type { Platform } from '@yanshu/protocol'

/** A signed-in connection of this node. */
export interface Connection {
  readonly id: string
  readonly appId: number
  readonly account: string
  readonly platform: Platform
  readonly instanceId: string
  readonly order: number
  send(frame: string): void
  /** Takes native publications of a topic. */
  subscribe(topic: string): void
  unsubscribe(topic: string): void
}

export type Status = 'Online' | 'PushOnline' | 'Offline'

const NONE: readonly never[] = []

/** The signed-in connections of this node, by account. */
export class Registry<C extends Connection> {
  readonly #byApp = new Map<number, Map<string, C[]>>()
  #count = 0

  get count(): number {
    return this.#count
  }

  add(connection: C): void {
    const accounts = this.#byApp.get(connection.appId) ?? new Map<string, C[]>()
    this.#byApp.set(connection.appId, accounts)
    const connections = accounts.get(connection.account)
    if (connections) connections.push(connection)
    else accounts.set(connection.account, [connection])
    this.#count += 1
  }

  remove(connection: C): void {
    const accounts = this.#byApp.get(connection.appId)
    const connections = accounts?.get(connection.account)
    if (!accounts || !connections) return
    const at = connections.indexOf(connection)
    if (at < 0) return
    this.#count -= 1
    connections.splice(at, 1)
    if (connections.length > 0) return
    accounts.delete(connection.account)
    if (accounts.size === 0) this.#byApp.delete(connection.appId)
  }

  of(appId: number, account: string): readonly C[] {
    return this.#byApp.get(appId)?.get(account) ?? NONE
  }

  /** Accounts of an app with a connection here. */
  accountsOf(appId: number): number {
    return this.#byApp.get(appId)?.size ?? 0
  }

  /** Apps with a connection here. */
  apps(): readonly number[] {
    return [...this.#byApp.keys()]
  }

  ofApp(appId: number): readonly C[] {
    return [...(this.#byApp.get(appId)?.values() ?? [])].flat()
  }

  *all(): Iterable<C> {
    for (const accounts of this.#byApp.values()) {
      for (const connections of accounts.values()) yield* connections
    }
  }
}

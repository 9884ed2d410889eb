import { MOST_SUBSCRIPTIONS } from '@yanshu/protocol'
import type { Connection } from './registry.ts'

const NONE: ReadonlySet<never> = new Set()

/** Which connection wants to be told of which accounts of its app. It ends with the connection. */
export class Subscriptions {
  /** The accounts that a connection watches, the earliest first. */
  readonly #watched = new Map<string, Set<string>>()
  readonly #watchers = new Map<string, Set<Connection>>()

  /** Adds accounts; the earliest leave where a connection has too many. */
  add(connection: Connection, userIds: readonly string[]): void {
    const watched = this.#watched.get(connection.id) ?? new Set<string>()
    this.#watched.set(connection.id, watched)
    for (const userId of userIds) {
      watched.delete(userId)
      watched.add(userId)
      this.#watchersOf(connection.appId, userId).add(connection)
    }
    const excess = Math.max(0, watched.size - MOST_SUBSCRIPTIONS)
    this.remove(connection, [...watched].slice(0, excess))
  }

  remove(connection: Connection, userIds: readonly string[]): void {
    const watched = this.#watched.get(connection.id)
    if (!watched) return
    for (const userId of userIds) {
      if (watched.delete(userId)) this.#unwatch(connection, userId)
    }
    if (watched.size === 0) this.#watched.delete(connection.id)
  }

  removeAll(connection: Connection): void {
    const watched = this.#watched.get(connection.id)
    if (watched) this.remove(connection, [...watched])
  }

  of(appId: number, userId: string): ReadonlySet<Connection> {
    return this.#watchers.get(`${appId}/${userId}`) ?? NONE
  }

  #watchersOf(appId: number, userId: string): Set<Connection> {
    const key = `${appId}/${userId}`
    const known = this.#watchers.get(key)
    if (known) return known
    const fresh = new Set<Connection>()
    this.#watchers.set(key, fresh)
    return fresh
  }

  #unwatch(connection: Connection, userId: string): void {
    const key = `${connection.appId}/${userId}`
    const watchers = this.#watchers.get(key)
    watchers?.delete(connection)
    if (watchers?.size === 0) this.#watchers.delete(key)
  }
}

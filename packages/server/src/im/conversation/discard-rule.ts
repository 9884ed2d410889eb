import type { Discards, SendAttempt, SendRule, Verdict } from '../message/service.ts'
import type { ContactStore } from './contact-store.ts'

/** Nearly all accounts discard nobody and share one set. */
const NOBODY: ReadonlySet<string> = new Set()
/** UserIDs kept in all, receivers included. */
const MOST = 500_000

/** A message of somebody whose messages the receiver discards is stored, and neither told nor counted. */
export class DiscardRule implements SendRule, Discards {
  readonly #read: ContactStore['discarded']
  /** By app and account: two maps and not one with a joined key, so that a look-up builds no text. */
  readonly #apps = new Map<number, Map<string, ReadonlySet<string>>>()
  #size = 0
  #changes = 0

  constructor(read: ContactStore['discarded']) {
    this.#read = read
  }

  judge({ app, from, to }: Pick<SendAttempt, 'app' | 'from' | 'to'>): Verdict | Promise<Verdict> {
    // In a conversation with oneself nothing is kept from anybody.
    if (from.userId === to) return 'deliver'
    const discarded = this.#apps.get(app.appId)?.get(to)
    if (!discarded) return this.#lookUp(app.appId, from.userId, to)
    return discarded.size > 0 && discarded.has(from.userId) ? 'discard' : 'deliver'
  }

  async among(
    appId: number,
    from: string,
    receivers: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const known = this.#apps.get(appId)
    const others = receivers.filter((receiver) => receiver !== from)
    // Taken from memory before anything is waited for, because the read may empty it.
    const found = others.filter((receiver) => known?.get(receiver)?.has(from))
    const unknown = others.filter((receiver) => !known?.has(receiver))
    const read = await this.#readAndKeep(appId, unknown)
    return new Set([...found, ...unknown.filter((receiver) => read.get(receiver)?.has(from))])
  }

  /** To be called after a change is stored: a read that overlaps it is not remembered. */
  forget(appId: number, account: string): void {
    this.#changes += 1
    this.#apps.get(appId)?.delete(account)
  }

  forgetApp(appId: number): void {
    this.#changes += 1
    this.#apps.delete(appId)
  }

  async #lookUp(appId: number, from: string, to: string): Promise<Verdict> {
    const read = await this.#readAndKeep(appId, [to])
    return read.get(to)?.has(from) ? 'discard' : 'deliver'
  }

  async #readAndKeep(
    appId: number,
    accounts: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const changes = this.#changes
    const read = await this.#read(appId, accounts)
    if (changes === this.#changes) {
      for (const account of accounts) this.#keep(appId, account, read.get(account) ?? NOBODY)
    }
    return read
  }

  /** What is forgotten stays counted until the next emptying: that comes early rather than late. */
  #keep(appId: number, account: string, peers: ReadonlySet<string>): void {
    if (this.#size > MOST) {
      this.#apps.clear()
      this.#size = 0
    }
    this.#size += peers.size + 1
    const known = this.#apps.get(appId) ?? new Map<string, ReadonlySet<string>>()
    this.#apps.set(appId, known)
    known.set(account, peers)
  }
}

import type { Clock } from '../../clock.ts'
import type { SigningKey } from './key-store.ts'

export interface KeyCacheOptions {
  readonly now: Clock
  readonly load: (secretId: string) => Promise<SigningKey | undefined>
  readonly capacity?: number
}

/** A key deleted through another node stops working here after at most this long. */
const LIFETIME = 10_000
const CAPACITY = 1000

interface Entry {
  readonly key: SigningKey
  readonly until: number
}

/**
 * The keys that sign at the moment, so that a signed call costs no query. Unknown ids are not kept:
 * anyone can make them up.
 */
export class KeyCache {
  readonly #options: KeyCacheOptions
  readonly #entries = new Map<string, Entry>()
  #changes = 0

  constructor(options: KeyCacheOptions) {
    this.#options = options
  }

  async find(secretId: string): Promise<SigningKey | undefined> {
    const entry = this.#entries.get(secretId)
    if (entry !== undefined && entry.until > this.#options.now()) return entry.key
    return this.#load(secretId)
  }

  /** Forgets a key that was changed. */
  invalidate(secretId: string): void {
    this.#changes += 1
    this.#entries.delete(secretId)
  }

  /** Forgets all keys of a user. */
  invalidateOf(uin: string): void {
    this.#changes += 1
    for (const [secretId, { key }] of this.#entries) {
      if (key.principal.uin === uin) this.#entries.delete(secretId)
    }
  }

  async #load(secretId: string): Promise<SigningKey | undefined> {
    const changes = this.#changes
    const key = await this.#options.load(secretId)
    this.#entries.delete(secretId)
    // What was read before a change must not come in after it.
    if (key !== undefined && changes === this.#changes) this.#put(secretId, key)
    return key
  }

  #put(secretId: string, key: SigningKey): void {
    if (this.#entries.size >= (this.#options.capacity ?? CAPACITY)) {
      const oldest = this.#entries.keys().next()
      if (oldest.done !== true) this.#entries.delete(oldest.value)
    }
    this.#entries.set(secretId, { key, until: this.#options.now() + LIFETIME })
  }
}

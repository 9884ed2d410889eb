import type { Clock } from '../../clock.ts'

/** What was changed by another process counts here after at most this long. */
const LIFETIME = 10_000

interface Entry<Value> {
  readonly value: Value
  readonly until: number
}

/** What was read of root accounts lately, by a key; dropped where anything of the root changes. */
export class RecentReads<Value> {
  readonly #now: Clock
  readonly #capacity: number
  readonly #entries = new Map<string, Entry<Value>>()
  #changes = 0

  constructor(now: Clock, capacity: number) {
    this.#now = now
    this.#capacity = capacity
  }

  /** To be taken before reading, and given to `put`. */
  get changes(): number {
    return this.#changes
  }

  get(ownerUin: string, key: string): Value | undefined {
    const entry = this.#entries.get(nameOf(ownerUin, key))
    return entry !== undefined && entry.until > this.#now() ? entry.value : undefined
  }

  /** What was read before a change must not come in after it. */
  put(ownerUin: string, key: string, value: Value, changes: number): void {
    if (changes !== this.#changes) return
    const name = nameOf(ownerUin, key)
    this.#entries.delete(name)
    if (this.#entries.size >= this.#capacity) {
      const oldest = this.#entries.keys().next()
      if (oldest.done !== true) this.#entries.delete(oldest.value)
    }
    this.#entries.set(name, { value, until: this.#now() + LIFETIME })
  }

  drop(ownerUin: string): void {
    this.#changes += 1
    const start = nameOf(ownerUin, '')
    for (const name of this.#entries.keys()) {
      if (name.startsWith(start)) this.#entries.delete(name)
    }
  }
}

function nameOf(ownerUin: string, key: string): string {
  return `${ownerUin} ${key}`
}

const NOBODY: ReadonlySet<string> = new Set()

/** UserIDs kept in all: of blocklists, and of pairs. */
const MOST = 500_000

/**
 * What messages ask of relations, by account. A read that overlaps a change is not remembered: the
 * number of changes tells.
 */
export class RelationCache {
  readonly #blocklists = new Map<string, ReadonlySet<string>>()
  readonly #pairs = new Map<string, Map<string, boolean>>()
  #size = 0
  #changes = 0

  get changes(): number {
    return this.#changes
  }

  blocklist(appId: number, owner: string): ReadonlySet<string> | undefined {
    return this.#blocklists.get(keyOf(appId, owner))
  }

  /** Whether somebody is on a friend list; undefined where that is not known here. */
  holds(appId: number, owner: string, friend: string): boolean | undefined {
    return this.#pairs.get(keyOf(appId, owner))?.get(friend)
  }

  /** @param changes - how many there were when the read began. */
  keepBlocklist(appId: number, owner: string, blocked: readonly string[], changes: number): void {
    if (changes !== this.#changes) return
    this.#grow(blocked.length + 1)
    // Nearly all are empty and share one set.
    this.#blocklists.set(keyOf(appId, owner), blocked.length === 0 ? NOBODY : new Set(blocked))
  }

  keepPair(pair: Pair, held: boolean, changes: number): void {
    if (changes !== this.#changes) return
    this.#grow(1)
    const key = keyOf(pair.appId, pair.owner)
    const pairs = this.#pairs.get(key) ?? new Map<string, boolean>()
    pairs.set(pair.friend, held)
    this.#pairs.set(key, pairs)
  }

  forgetBlocklist(appId: number, owner: string): void {
    this.#changes += 1
    this.#blocklists.delete(keyOf(appId, owner))
  }

  forgetFriends(appId: number, owner: string): void {
    this.#changes += 1
    this.#pairs.delete(keyOf(appId, owner))
  }

  clear(): void {
    this.#changes += 1
    this.#blocklists.clear()
    this.#pairs.clear()
    this.#size = 0
  }

  /** What is forgotten stays counted until the next emptying: that comes early rather than late. */
  #grow(by: number): void {
    if (this.#size + by > MOST) {
      this.#blocklists.clear()
      this.#pairs.clear()
      this.#size = 0
    }
    this.#size += by
  }
}

export interface Pair {
  readonly appId: number
  readonly owner: string
  readonly friend: string
}

function keyOf(appId: number, owner: string): string {
  return `${appId}/${owner}`
}

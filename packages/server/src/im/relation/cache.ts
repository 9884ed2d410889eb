const NOBODY: ReadonlySet<string> = new Set()

/** UserIDs kept in all: of blocklists, and of pairs. */
const MOST = 500_000

export interface Pair {
  readonly appId: number
  readonly owner: string
  readonly friend: string
}

/** What is known of one app: two maps and not one with a joined key, so that a look-up builds no text. */
interface Known {
  readonly blocklists: Map<string, ReadonlySet<string>>
  readonly pairs: Map<string, Map<string, boolean>>
}

/**
 * What messages ask of relations, by account. A read that overlaps a change is not remembered: the
 * number of changes tells.
 */
export class RelationCache {
  readonly #apps = new Map<number, Known>()
  #size = 0
  #changes = 0

  get changes(): number {
    return this.#changes
  }

  blocklist(appId: number, owner: string): ReadonlySet<string> | undefined {
    return this.#apps.get(appId)?.blocklists.get(owner)
  }

  /** Whether somebody is on a friend list; undefined where that is not known here. */
  holds(appId: number, owner: string, friend: string): boolean | undefined {
    return this.#apps.get(appId)?.pairs.get(owner)?.get(friend)
  }

  /** @param changes - how many there were when the read began. */
  keepBlocklist(appId: number, owner: string, blocked: readonly string[], changes: number): void {
    if (changes !== this.#changes) return
    this.#grow(blocked.length + 1)
    // Nearly all are empty and share one set.
    const list = blocked.length === 0 ? NOBODY : new Set(blocked)
    this.#of(appId).blocklists.set(owner, list)
  }

  keepPair({ appId, owner, friend }: Pair, held: boolean, changes: number): void {
    if (changes !== this.#changes) return
    this.#grow(1)
    const { pairs } = this.#of(appId)
    const friends = pairs.get(owner) ?? new Map<string, boolean>()
    friends.set(friend, held)
    pairs.set(owner, friends)
  }

  forgetBlocklist(appId: number, owner: string): void {
    this.#changes += 1
    this.#apps.get(appId)?.blocklists.delete(owner)
  }

  forgetFriends(appId: number, owner: string): void {
    this.#changes += 1
    this.#apps.get(appId)?.pairs.delete(owner)
  }

  forgetApp(appId: number): void {
    this.#changes += 1
    this.#apps.delete(appId)
  }

  #of(appId: number): Known {
    const known = this.#apps.get(appId)
    if (known) return known
    const fresh = { blocklists: new Map(), pairs: new Map() }
    this.#apps.set(appId, fresh)
    return fresh
  }

  /** What is forgotten stays counted until the next emptying: that comes early rather than late. */
  #grow(by: number): void {
    if (this.#size + by > MOST) {
      this.#apps.clear()
      this.#size = 0
    }
    this.#size += by
  }
}

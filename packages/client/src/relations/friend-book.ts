import type { FriendNews, WireFriend, WireProfile } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import { profileOf } from '../profiles/profile.ts'
import { type Friend, friendOf } from './friend.ts'

interface Entry {
  readonly friend: Friend
  readonly version: number
}

export interface FriendBookDeps {
  readonly ask: Ask
  /** Called after every change apps can see, with the accounts it was about. */
  readonly changed: (userIds: readonly string[]) => void
}

/** Accounts of one request. */
const SOME = 1000

/**
 * The own friend list, pulled once and then kept up by what is new in it. One pull at a time: what
 * comes meanwhile waits, so that it is never applied to an older list.
 */
export class FriendBook {
  readonly #deps: FriendBookDeps
  readonly #entries = new Map<string, Entry>()
  #sequence = 0
  #loaded = false
  #work: Promise<void> = Promise.resolve()
  /** Counts the accounts that were signed in: what was asked for one must not reach the next. */
  #stay = 0

  constructor(deps: FriendBookDeps) {
    this.#deps = deps
  }

  list(): Friend[] {
    return [...this.#entries.values()].map(({ friend }) => friend)
  }

  find(userId: string): Friend | undefined {
    return this.#entries.get(userId)?.friend
  }

  /** Resolves when the list is there. */
  load(): Promise<void> {
    return this.#next(async () => {
      if (!this.#loaded) await this.#pull()
    })
  }

  /** Reads what came while the connection was away. */
  refresh(): Promise<void> {
    return this.#next(() => this.#pull())
  }

  /** Takes what is new. */
  news(news: FriendNews): Promise<void> {
    return this.#next(async () => {
      if (!this.#loaded) return
      const removed = news.removed.filter((userId) => this.#remove(userId, news.sequence))
      if (removed.length > 0) this.#deps.changed(removed)
      if (news.sequence <= this.#sequence) return
      // A gap, or more than one request takes: the list itself is read on.
      if (news.before !== this.#sequence || news.changed.length > SOME) return this.#pull()
      const stay = this.#stay
      const userIds = [...news.changed]
      const { friends } =
        userIds.length === 0 ? { friends: [] } : await this.#deps.ask('friend.get', { userIds })
      if (stay !== this.#stay) return
      this.#put(friends)
      this.#sequence = news.sequence
      if (friends.length > 0) this.#deps.changed(friends.map(({ userId }) => userId))
    })
  }

  /** Shows a friend as the server just told it. */
  show(wire: WireFriend): Friend {
    this.#put([wire])
    this.#deps.changed([wire.userId])
    return friendOf(wire)
  }

  /** Takes a new profile; answers whether it is a friend's. */
  profileChanged({ userId, profile, updatedAt }: WireProfile): boolean {
    const friend = this.find(userId)
    if (!friend) return false
    friend.profile = profileOf(userId, profile, { updatedAt })
    return true
  }

  clear(): void {
    this.#stay += 1
    this.#entries.clear()
    this.#sequence = 0
    this.#loaded = false
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => {})
    return done
  }

  async #pull(): Promise<void> {
    const stay = this.#stay
    const since = this.#sequence
    const before = new Set(this.#entries.keys())
    const seen: string[] = []
    let cursor = 0
    let whole = false
    do {
      const page = await this.#deps.ask('friend.list', { since, cursor })
      if (stay !== this.#stay) return
      this.#put(page.friends)
      seen.push(...page.friends.map(({ userId }) => userId))
      whole ||= page.whole
      cursor = page.cursor
      this.#sequence = page.sequence
    } while (cursor > 0)
    this.#loaded = true
    if (whole) for (const userId of seen) before.delete(userId)
    const gone = whole ? [...before] : []
    for (const userId of gone) this.#entries.delete(userId)
    if (seen.length + gone.length > 0) this.#deps.changed([...seen, ...gone])
  }

  #put(friends: readonly WireFriend[]): void {
    for (const wire of friends) {
      const known = this.#entries.get(wire.userId)
      if (known && known.version > wire.version) continue
      this.#entries.set(wire.userId, { friend: friendOf(wire), version: wire.version })
    }
  }

  /** One that was added again later stays. */
  #remove(userId: string, sequence: number): boolean {
    const known = this.#entries.get(userId)
    if (!known || known.version > sequence) return false
    return this.#entries.delete(userId)
  }
}

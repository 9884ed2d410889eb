import type { FollowNews } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { FollowCount } from './store.ts'
import * as store from './store.ts'

type List = 'followers' | 'following' | 'mutual'
type Draft = Record<List, { readonly added: string[]; readonly removed: string[] }>

/** One change of who follows whom, between an account and others; counters move with it. */
export class FollowEdit {
  readonly #trx: Kysely<Schema>
  readonly #appId: number
  readonly #center: string
  readonly #counts: ReadonlyMap<string, FollowCount>
  readonly #drafts = new Map<string, Draft>()

  constructor(
    trx: Kysely<Schema>,
    center: { readonly appId: number; readonly account: string },
    counts: ReadonlyMap<string, FollowCount>,
  ) {
    this.#trx = trx
    this.#appId = center.appId
    this.#center = center.account
    this.#counts = counts
  }

  get following(): number {
    return this.#count(this.#center).following
  }

  between(others: readonly string[]) {
    return store.between(this.#trx, this.#appId, this.#center, others)
  }

  /** The center follows accounts that it did not. */
  async follow(follows: readonly store.NewFollow[], now: number): Promise<void> {
    const back = follows.filter(({ mutual }) => mutual).map(({ followee }) => followee)
    await store.insertFollows(this.#trx, this.#appId, this.#center, follows, now)
    await store.setMutual(this.#trx, this.#appId, this.#center, back, 1)
    for (const { followee, mutual } of follows) this.#move(this.#center, followee, mutual, 1)
  }

  /** The center stops following accounts; `back` are those of them that follow it. */
  async unfollow(followees: readonly string[], back: ReadonlySet<string>): Promise<void> {
    await store.deleteFollows(this.#trx, this.#appId, this.#center, followees)
    const both = followees.filter((userId) => back.has(userId))
    await store.setMutual(this.#trx, this.#appId, this.#center, both, 0)
    for (const followee of followees) this.#move(this.#center, followee, back.has(followee), -1)
  }

  /** Accounts stop following the center, which follows none of them any more. */
  async dropFollowers(followers: readonly string[]): Promise<void> {
    await store.deleteFollowers(this.#trx, this.#appId, this.#center, followers)
    for (const follower of followers) this.#move(follower, this.#center, false, -1)
  }

  async write(): Promise<ReadonlyMap<string, FollowNews>> {
    const touched = [...this.#drafts.keys()].map((userId) => this.#count(userId))
    if (touched.length > 0) await store.putCounts(this.#trx, touched)
    return new Map([...this.#drafts].map(([userId, draft]) => [userId, newsOf(draft)]))
  }

  #move(follower: string, followee: string, mutual: boolean, by: 1 | -1): void {
    this.#count(follower).following += by
    this.#count(followee).followers += by
    this.#note(follower, 'following', followee, by)
    this.#note(followee, 'followers', follower, by)
    if (!mutual) return
    this.#count(follower).mutual += by
    this.#count(followee).mutual += by
    this.#note(follower, 'mutual', followee, by)
    this.#note(followee, 'mutual', follower, by)
  }

  #note(account: string, list: List, other: string, by: 1 | -1): void {
    const draft = this.#drafts.get(account) ?? {
      followers: { added: [], removed: [] },
      following: { added: [], removed: [] },
      mutual: { added: [], removed: [] },
    }
    this.#drafts.set(account, draft)
    draft[list][by === 1 ? 'added' : 'removed'].push(other)
  }

  #count(userId: string): FollowCount {
    const count = this.#counts.get(userId)
    if (!count) throw new Error('the account is not part of this change')
    return count
  }
}

function newsOf(draft: Draft): FollowNews {
  const changed = Object.entries(draft).filter(
    ([, { added, removed }]) => added.length + removed.length > 0,
  )
  return Object.fromEntries(changed)
}

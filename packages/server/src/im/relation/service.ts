import type { SendRule } from '../message/service.ts'
import { ApplicationList } from './application-list.ts'
import { Blocklists } from './blocklists.ts'
import { RelationCache } from './cache.ts'
import { Changes } from './changes.ts'
import type { ChangesDeps } from './changes.ts'
import { Departure } from './departure.ts'
import { FriendEntries } from './friend-entries.ts'
import { FriendGroups } from './friend-groups.ts'
import { Friends } from './friends.ts'
import type { FriendsDeps } from './friends.ts'
import { Holders } from './holders.ts'
import { Requests } from './requests.ts'
import { BlocklistRule, FriendshipRule } from './send-rules.ts'

export type { FriendGroup } from './friend-groups.ts'
export type { FriendPage, Outcome } from './friends.ts'

export type RelationsDeps = Pick<FriendsDeps, 'db' | 'apps' | 'accounts' | 'now'> &
  Pick<ChangesDeps, 'bus'>

/** The relationship chain: friends and their groups, requests, blocklists. */
export class Relations {
  readonly friends: Friends
  readonly entries: FriendEntries
  readonly groups: FriendGroups
  readonly requests: Requests
  readonly applications: ApplicationList
  readonly blocklists: Blocklists
  /** What these relations say about who may send to whom, in the order of the checks. */
  readonly sendRules: readonly SendRule[]
  readonly #holders: Holders
  readonly #departure: Departure

  constructor(deps: RelationsDeps) {
    const { db, now, bus } = deps
    const cache = new RelationCache()
    const changes = new Changes({ db, bus, now, cache })
    const common = { ...deps, changes }
    this.friends = new Friends(common)
    this.entries = new FriendEntries(common, this.friends)
    this.groups = new FriendGroups(common, this.friends)
    this.requests = new Requests(common)
    this.applications = new ApplicationList(db, changes, now)
    this.blocklists = new Blocklists(common, this.friends)
    this.sendRules = [new FriendshipRule(db, cache), new BlocklistRule(db, cache)]
    this.#holders = new Holders(db)
    this.#departure = new Departure(db, changes, this.#holders)
    bus.subscribe('app.stopped', ({ appId }) => cache.forgetApp(appId))
  }

  /** Who has an account among their friends. */
  holdersOf(appId: number, userId: string): Promise<readonly string[]> {
    return this.#holders.all(appId, userId)
  }

  /** Removes everything an account has and is in others' lists, and tells them. */
  forgetAccount(appId: number, userId: string): Promise<void> {
    return this.#departure.forget(appId, userId)
  }
}

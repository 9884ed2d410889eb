import type { GatewayEvents, WireProfile } from '@yanshu/protocol'
import type { Ask } from '../connection/requests.ts'
import type { Emitter } from '../events/emitter.ts'
import type { Logger } from '../logger.ts'
import { ApplicationService } from './application-service.ts'
import { BlocklistService } from './blocklist-service.ts'
import { changeOf, FollowService } from './follow-service.ts'
import { FriendBook } from './friend-book.ts'
import { FriendGroupService } from './friend-group-service.ts'
import { FriendService } from './friend-service.ts'

export interface RelationsDeps {
  readonly ask: Ask
  readonly me: () => string
  readonly isReady: () => boolean
  readonly events: Emitter
  readonly logger: Logger
  /** What the account calls these others may be new. */
  readonly renamed: (userIds: readonly string[]) => void
}

type Names =
  | 'friend.changed'
  | 'friendGroup.changed'
  | 'application.changed'
  | 'blocklist.changed'
  | 'follow.changed'
type Handlers = { readonly [Name in Names]: (data: GatewayEvents[Name]) => void }

/** Friends, friend groups, requests, blocklist and followers of the own account. */
export class Relations {
  readonly #deps: RelationsDeps
  readonly #book: FriendBook
  readonly friends: FriendService
  readonly groups: FriendGroupService
  readonly applications: ApplicationService
  readonly blocklist: BlocklistService
  readonly follow: FollowService

  constructor(deps: RelationsDeps) {
    const { ask, events } = deps
    this.#deps = deps
    this.#book = new FriendBook({
      ask,
      changed: (userIds) => {
        deps.renamed(userIds)
        events.emit('onFriendListUpdated', this.#book.list())
      },
    })
    this.friends = new FriendService(ask, this.#book)
    this.groups = new FriendGroupService(ask)
    this.applications = new ApplicationService(ask)
    this.blocklist = new BlocklistService(ask)
    this.follow = new FollowService(ask, deps.me)
  }

  readonly handlers: Handlers = {
    'friend.changed': (news) => this.#inBackground(() => this.#book.news(news)),
    'friendGroup.changed': () =>
      this.#inBackground(async () => {
        this.#deps.events.emit('onFriendGroupListUpdated', await this.groups.read())
      }),
    'application.changed': () =>
      this.#inBackground(async () => {
        this.#deps.events.emit('onFriendApplicationListUpdated', await this.applications.read())
      }),
    'blocklist.changed': () =>
      this.#inBackground(async () => {
        this.#deps.events.emit('blacklistUpdated', await this.blocklist.read())
      }),
    'follow.changed': ({ followers, following, mutual }) => {
      const { events } = this.#deps
      if (followers) events.emit('onMyFollowersListUpdated', changeOf(followers))
      if (following) events.emit('onMyFollowingListUpdated', changeOf(following))
      if (mutual) events.emit('onMutualFollowersListUpdated', changeOf(mutual))
    },
  }

  /** What the account calls a friend; empty where it has no name for them. */
  remarkOf(userId: string): string {
    return this.#book.find(userId)?.remark ?? ''
  }

  /** Somebody's profile is new: friends are shown with it. */
  profileChanged(wire: WireProfile): void {
    if (!this.#book.profileChanged(wire)) return
    const friend = this.#book.find(wire.userId)
    if (friend) this.#deps.events.emit('onProfileUpdated', [friend.profile])
  }

  /** Loads the friends behind whatever the app does first: conversations are named after them. */
  begin(): void {
    this.#inBackground(() => this.#book.load())
  }

  rejoined(): void {
    this.#inBackground(() => this.#book.refresh())
  }

  clear(): void {
    this.#book.clear()
  }

  #inBackground(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      // Without a connection the next login brings it.
      if (this.#deps.isReady()) this.#deps.logger.warn('relations were not refreshed', error)
    })
  }
}

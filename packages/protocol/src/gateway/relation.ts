import type { Profile } from '../profile.ts'
import type { FriendRelation } from '../relation-fields.ts'

/** One friend, as the owner of the list sees them. */
export interface WireFriend {
  readonly userId: string
  /** The number of the owner's change that wrote this friend last. */
  readonly version: number
  readonly remark: string
  readonly groups: readonly string[]
  readonly source: string
  readonly wording: string
  /** Unix seconds. */
  readonly addedAt: number
  /** Values of the app's own fields, by tag. */
  readonly custom: Readonly<Record<string, string | number>>
  readonly profile: Profile
  /** When the profile changed last, in Unix seconds. */
  readonly updatedAt: number
}

/** A page of a friend list. */
export interface FriendListResult {
  /** In the order of their versions. */
  readonly friends: readonly WireFriend[]
  /** True where the client must forget what it had before this walk: friends were removed since. */
  readonly whole: boolean
  /** The newest change of the list; hand it in as `since` the next time. */
  readonly sequence: number
  readonly total: number
  /** Where the next page begins; 0 where this was the last. */
  readonly cursor: number
}

/** How one account of a batch went; code 0 where it was done. */
export interface WireOutcome {
  readonly userId: string
  readonly code: number
  readonly message: string
}

export interface FriendCheckResult {
  readonly results: readonly (WireOutcome & { readonly relation: FriendRelation })[]
}

/** A friend request, seen from one of its sides. */
export interface WireApplication {
  /** The other side. */
  readonly userId: string
  readonly nick: string
  readonly faceUrl: string
  /** Unix seconds. */
  readonly time: number
  readonly source: string
  readonly wording: string
}

export interface ApplicationListResult {
  /** Newest first. */
  readonly applications: readonly WireApplication[]
  /** Received ones that were not marked as read. */
  readonly unread: number
  /** Where the next page begins; empty where this was the last. */
  readonly cursor: string
}

export interface WireFriendGroup {
  readonly name: string
  readonly userIds: readonly string[]
}

/** What is new in a friend list. */
export interface FriendNews {
  /** The newest change before these: who has seen less reads the list. */
  readonly before: number
  readonly sequence: number
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

export interface ListNews {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** What is new in each list that changed. */
export interface FollowNews {
  readonly followers?: ListNews
  readonly following?: ListNews
  readonly mutual?: ListNews
}

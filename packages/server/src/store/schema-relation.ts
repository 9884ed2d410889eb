/** Friends, friend groups, requests, blocklists, and who follows whom. */
export interface RelationTables {
  relation_head: RelationHeadTable
  friend: FriendTable
  friend_group: FriendGroupTable
  friend_application: FriendApplicationTable
  blocked: BlockedTable
  follow: FollowTable
  follow_count: FollowCountTable
}

/** What is counted of one account's relations. Its row is the lock of everything the account owns here. */
export interface RelationHeadTable {
  app_id: number
  user_id: string
  friend_count: number
  /** Counts every change of the friend list; each changed row takes the next number. */
  friend_seq: number
  /** The change that touched custom fields last. */
  custom_seq: number
  /** The change that removed friends last: who saw less than it must read the list anew. */
  removed_seq: number
  group_count: number
  group_seq: number
  block_count: number
  block_seq: number
  /** Requests that wait for this account's answer. */
  application_count: number
  /** Requests up to this time were read. */
  application_read_at: number
}

export interface FriendTable {
  app_id: number
  owner: string
  friend: string
  remark: string
  remark_at: number
  source: string
  wording: string
  /** Names of the owner's groups, as a JSON array. */
  groups: string
  /** Values of custom fields by tag, as JSON. */
  custom: string
  added_at: number
  /** The number of the owner's change that wrote this row last; no other row of the owner has it. */
  version: number
}

export interface FriendGroupTable {
  app_id: number
  owner: string
  name: string
  created_at: number
}

export interface FriendApplicationTable {
  app_id: number
  receiver: string
  sender: string
  source: string
  wording: string
  /** What the sender wants to call the receiver, and where to put them. */
  remark: string
  group_name: string
  time: number
}

export interface BlockedTable {
  app_id: number
  owner: string
  blocked: string
  time: number
  version: number
}

export interface FollowTable {
  app_id: number
  follower: string
  followee: string
  time: number
  /** 1 where each follows the other. */
  mutual: number
}

/** Kept with every change, so that nothing is counted by scanning; the lock of an account's rows. */
export interface FollowCountTable {
  app_id: number
  user_id: string
  followers: number
  following: number
  mutual: number
}

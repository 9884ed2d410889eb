import type { WireApplication, WireFriend, WireFriendGroup, WireOutcome } from '@yanshu/protocol'
import { ChatError } from '../errors.ts'
import { type CustomField, type Profile, profileOf } from '../profiles/profile.ts'

/** Somebody on the own friend list. */
export interface Friend {
  userID: string
  remark: string
  groupList: string[]
  source: string
  wording: string
  /** Unix seconds. */
  timeStamp: number
  profile: Profile
  friendCustomField: CustomField[]
}

/** A friend request, received or sent. */
export interface FriendApplication {
  /** The other side. */
  userID: string
  avatar: string
  nick: string
  /** Unix seconds. */
  time: number
  source: string
  wording: string
  /** One of `TYPES.SNS_APPLICATION_SENT_TO_ME` and `…_SENT_BY_ME`. */
  type: string
}

export interface FriendGroup {
  name: string
  userIDList: string[]
  count: number
}

export interface FailedUser {
  userID: string
  code: number
  message: string
}

/** How the accounts of a batch went. */
export interface BatchResult<Done = { userID: string }> {
  successUserIDList: Done[]
  failureUserIDList: FailedUser[]
}

export function friendOf(wire: WireFriend): Friend {
  return {
    userID: wire.userId,
    remark: wire.remark,
    groupList: [...wire.groups],
    source: wire.source,
    wording: wire.wording,
    timeStamp: wire.addedAt,
    profile: profileOf(wire.userId, wire.profile, { updatedAt: wire.updatedAt }),
    friendCustomField: Object.entries(wire.custom).map(([key, value]) => ({ key, value })),
  }
}

export function applicationOf(wire: WireApplication, type: string): FriendApplication {
  const { userId: userID, faceUrl: avatar, nick, time, source, wording } = wire
  return { userID, avatar, nick, time, source, wording, type }
}

export function groupOf({ name, userIds }: WireFriendGroup): FriendGroup {
  return { name, userIDList: [...userIds], count: userIds.length }
}

export function failedOf(results: readonly WireOutcome[]): FailedUser[] {
  return results.flatMap(({ userId, code, message }) =>
    code === 0 ? [] : [{ userID: userId, code, message }],
  )
}

/** Splits outcomes into those that were done and those that were not. */
export function batchOf(results: readonly WireOutcome[]): BatchResult {
  return {
    successUserIDList: results.flatMap(({ userId, code }) =>
      code === 0 ? [{ userID: userId }] : [],
    ),
    failureUserIDList: failedOf(results),
  }
}

/** The failure of a batch in which nothing was done; undefined where something was. */
export function failureOfAll(results: readonly WireOutcome[]): ChatError | undefined {
  const [first] = results
  if (!first || results.some(({ code }) => code === 0)) return undefined
  return new ChatError(first.code, first.message)
}

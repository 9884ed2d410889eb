import { relationErrors } from '@yanshu/protocol'

/** Bits of how two accounts stand: the other follows, the own one does. */
const FOLLOWED_BY = 1
const FOLLOWS = 2

/** 0 for neither, 1 where the other follows, 2 where it is followed, 3 for both (关注与粉丝). */
export function followType(follows: boolean, isFollowed: boolean): number {
  return (follows ? FOLLOWS : 0) + (isFollowed ? FOLLOWED_BY : 0)
}

/** The documentation names no code for this; lists that are full answer 30010. */
export const followingFull = {
  code: relationErrors.friendsFull.code,
  info: 'too many accounts are followed',
}

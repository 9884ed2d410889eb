import type { ErrorRow } from './error-row.ts'

/** Failures of friends, friend groups, blocklists and follow. Source: 错误码, 关系链管理, 关注与粉丝. */
export const relationErrors = {
  badParameter: { code: 30001, info: 'bad parameter' },
  unknownAccount: { code: 30003, info: 'no such account' },
  followOff: { code: 30005, info: 'following is not in the plan, or is switched off' },
  requestsForbidden: { code: 30009, info: 'this account may not send friend requests' },
  friendsFull: { code: 30010, info: 'the own friend list is full' },
  groupsFull: { code: 30011, info: 'there are too many friend groups' },
  pendingFull: { code: 30012, info: 'the other side has too many pending requests' },
  blocklistFull: { code: 30013, info: 'the blocklist is full' },
  peerFriendsFull: { code: 30014, info: 'the friend list of the other side is full' },
  blockedPeer: { code: 30515, info: 'the other side is on the own blocklist' },
  refusesAll: { code: 30516, info: 'the other side refuses all friend requests' },
  blockedByPeer: { code: 30525, info: 'the own account is on the blocklist of the other side' },
  pending: { code: 30539, info: 'the other side must confirm' },
  noApplication: { code: 30614, info: 'no such pending request' },
  notFriends: { code: 31704, info: 'not friends' },
  noApplicationToDelete: { code: 31804, info: 'no such pending request to delete' },
  memberNotFriend: { code: 32216, info: 'Err_SNS_GroupAdd_ToTinyId_Not_Friend' },
} as const satisfies Record<string, ErrorRow>

import {
  describeSubAccounts,
  getAccountSummary,
  getUser,
  getUserGroup,
  listAccessKeys,
  listAccounts,
  listAttachedUserAllPolicies,
  listGroupsForUser,
  listUsers,
  listUsersForGroup,
} from '@yanshu/protocol'

/** Reading actions whose answers are stale once users have changed. */
export const userReaders = [
  listUsers,
  listAccounts,
  getUser,
  describeSubAccounts,
  getAccountSummary,
]

/** The same once it has changed who is in which group. */
export const membershipReaders = [
  listAttachedUserAllPolicies,
  listGroupsForUser,
  listUsersForGroup,
  getUserGroup,
  getAccountSummary,
]

/** The same once users are gone. */
export const departureReaders = [...userReaders, ...membershipReaders, listAccessKeys]

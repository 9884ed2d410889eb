/** How much of everything a root account may have. Source: 限制; the newer values where they differ. */
export interface AccessLimits {
  readonly subUsers: number
  readonly userGroups: number
  readonly groupsOfUser: number
  readonly usersOfGroup: number
  /** Sub-users made in a minute. */
  readonly usersPerMinute: number
}

export const accessLimits: AccessLimits = {
  subUsers: 1000,
  userGroups: 300,
  groupsOfUser: 10,
  usersOfGroup: 100,
  usersPerMinute: 100,
}

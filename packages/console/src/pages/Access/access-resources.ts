/** The six-segment name of a user; the empty account is the caller's own root account. */
export function userResource(uin: number | string): string {
  return `qcs::cam::uin/:uin/${uin}`
}

/** The six-segment name of a user group. */
export function groupResource(groupId: number): string {
  return `qcs::cam::uin/:groupid/${groupId}`
}

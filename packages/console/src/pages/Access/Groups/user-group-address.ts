/** Where the page of a user group is. */
export function userGroupAddress(groupId: number, tab?: string): string {
  const params = new URLSearchParams({ id: String(groupId), ...(tab === undefined ? {} : { tab }) })
  return `/access/groups/details?${params}`
}

import { groupTypes } from '@yanshu/protocol'
import type { describeGroupList } from '@yanshu/protocol'
import type { ActionParams } from '../../api/action-types.ts'
import type { ListAddress } from '../../app/use-list-address.ts'

export const listDefaults = { size: 10, sizes: [10, 20, 50, 100] }

/** What narrows the list of groups. */
export type GroupFilter = Pick<ListAddress, 'keyword' | 'filter'>

/** Which groups of an app are asked for; a page of them is the rest of the request. */
export function groupFilterParams(appId: number, { keyword, filter }: GroupFilter) {
  const type = groupTypes.find((candidate) => candidate === filter)
  return {
    SDKAppID: appId,
    ...(keyword === '' ? {} : { Keyword: keyword.slice(0, 100) }),
    ...(type === undefined ? {} : { Type: type }),
  }
}

/** The request for what the address asks to see. */
export function groupListParams(
  appId: number,
  address: ListAddress,
): ActionParams<typeof describeGroupList> {
  const { page, size } = address
  return { ...groupFilterParams(appId, address), Offset: (page - 1) * size, Limit: size }
}

/** The page of a group. Its id goes into the query: as a part of the path `..` would lead elsewhere. */
export function groupAddress(appId: number, groupId: string): string {
  return `/apps/${appId}/groups/details?${new URLSearchParams({ id: groupId })}`
}

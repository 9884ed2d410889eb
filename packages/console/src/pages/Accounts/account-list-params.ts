import type { describeAccountList } from '@yanshu/protocol'
import type { ActionParams } from '../../api/action-types.ts'
import type { ListAddress } from '../../app/use-list-address.ts'

export const listDefaults = { size: 10, sizes: [10, 20, 50, 100] }

export const accountTypes = ['ordinary', 'administrator'] as const
export type AccountType = (typeof accountTypes)[number]

/** The request for what the address asks to see. */
export function accountListParams(
  appId: number,
  { keyword, filter, page, size }: ListAddress,
): ActionParams<typeof describeAccountList> {
  const type = accountTypes.find((candidate) => candidate === filter)
  return {
    SDKAppID: appId,
    Offset: (page - 1) * size,
    Limit: size,
    ...(keyword === '' ? {} : { Keyword: keyword.slice(0, 32) }),
    ...(type === undefined ? {} : { AccountType: type }),
  }
}

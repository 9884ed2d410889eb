import { describeAccountList } from '@yanshu/protocol'
import type { AccountItem } from '@yanshu/protocol'
import type { CallAction } from '../../api/call-action.ts'
import { formatCsv } from '../../csv/format-csv.ts'
import { formatDateTime } from '../../design/format.ts'
import { PIECE, inPieces } from '../../batch/in-pieces.ts'

const columns = [
  'UserID',
  'Nick',
  'FaceUrl',
  'AccountType',
  'CreateTime',
  'Gender',
  'BirthDay',
  'Location',
  'SelfSignature',
  'AllowType',
  'Language',
  'MsgSettings',
  'AdminForbidType',
  'Level',
  'Role',
] as const satisfies readonly (keyof AccountItem)[]

/** Reads the accounts by id, in the order of the ids; those that are gone are left out. */
export async function fetchAccounts(
  callAction: CallAction,
  appId: number,
  userIds: readonly string[],
  signal: AbortSignal,
): Promise<AccountItem[]> {
  const found = new Map<string, AccountItem>()
  for (const piece of inPieces(userIds)) {
    const params = { SDKAppID: appId, UserIDs: piece, Offset: 0, Limit: PIECE }
    const { AccountList } = await callAction(describeAccountList, params, { signal })
    for (const account of AccountList) found.set(account.UserID, account)
  }
  return userIds.flatMap((userId) => found.get(userId) ?? [])
}

/** The file of an export. Its first columns are those an import reads. */
export function accountsCsv(accounts: readonly AccountItem[]): string {
  const rows = accounts.map((account) => columns.map((column) => cellOf(account, column)))
  return formatCsv([columns, ...rows])
}

function cellOf(account: AccountItem, column: (typeof columns)[number]): string {
  if (column === 'CreateTime') return formatDateTime(account.CreateTime)
  return String(account[column] ?? '')
}

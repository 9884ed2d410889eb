import { toSeconds } from '../../clock.ts'
import type { AppService } from '../app/service.ts'
import type { Account } from './account.ts'
import { toAccountItem } from './cloud-profile.ts'
import type { AccountService } from './service.ts'

/** Tells what the audit trail compares of accounts, by UserID. */
export type AccountSnapshot = (
  appId: number,
  userIds: readonly (string | undefined)[],
) => Promise<unknown>

export function accountSnapshot(apps: AppService, accounts: AccountService): AccountSnapshot {
  return async (appId, userIds) => {
    const ids = userIds.filter((userId) => userId !== undefined)
    const [app, found] = await Promise.all([apps.find(appId), accounts.findMany(appId, ids)])
    const own = app?.userFields ?? new Map()
    return Object.fromEntries([...found].map(([userId, one]) => [userId, stateOf(own, one)]))
  }
}

function stateOf(own: Parameters<typeof toAccountItem>[0], account: Account) {
  const {
    AccountType,
    CustomFields,
    UserID: _,
    BuiltIn: __,
    CreateTime: ___,
    ...profile
  } = toAccountItem(own, account)
  return {
    AccountType,
    ...profile,
    ...(CustomFields && {
      CustomFields: Object.fromEntries(CustomFields.map(({ Key, Value }) => [Key, Value])),
    }),
    MutedUntil: toSeconds(account.mutedUntil),
    GroupMutedUntil: toSeconds(account.groupMutedUntil),
    RevokedAt: account.revokedAt,
  }
}

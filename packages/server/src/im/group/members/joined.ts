import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'

/**
 * Which of some accounts are in as many groups as their plan allows. Their numbers are held until the
 * transaction ends, so that two groups that take the same account in at once see each other.
 *
 * @param most - groups that one account may be in (`joinedGroups` of the plan); null is no limit.
 */
export async function accountsWithoutRoom(
  trx: Kysely<Schema>,
  appId: number,
  accounts: readonly string[],
  most: number | null,
): Promise<ReadonlySet<string>> {
  if (most === null) return new Set()
  const rows = await countJoined(trx, appId, accounts, 0)
  return new Set(rows.filter(({ groups }) => groups >= most).map(({ account }) => account))
}

/** Counts groups that accounts came into or left; answers how many each is in then. */
export async function countJoined(
  trx: Kysely<Schema>,
  appId: number,
  accounts: readonly string[],
  by: 1 | 0 | -1,
): Promise<readonly { readonly account: string; readonly groups: number }[]> {
  if (accounts.length === 0) return []
  // In one order, or two transactions about the same accounts would wait for each other for ever.
  const ordered = [...new Set(accounts)].toSorted()
  return trx
    .insertInto('group_joined')
    .values(ordered.map((account) => ({ app_id: appId, account, groups: by })))
    .onConflict((conflict) =>
      conflict
        .columns(['app_id', 'account'])
        .doUpdateSet({ groups: sql<number>`group_joined.groups + ${by}` }),
    )
    .returning(['account', 'groups'])
    .execute()
}

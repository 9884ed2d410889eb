import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { Lock } from '../../../store/lock.ts'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import { leaveCommunity } from '../members/leave-community.ts'
import type { GroupCore } from '../service.ts'

/** Groups that one transaction is about. */
const STEP = 100

/** Tables that keep something about an account in groups it need not be a member of. */
const kept = [
  ['group_mute', 'account'],
  ['group_ban', 'account'],
  ['group_application', 'applicant'],
  ['group_application', 'invitee'],
  ['group_application_read', 'account'],
  ['group_joined', 'account'],
] as const

/**
 * Takes an account that is deleted out of all groups, step by step. Groups that it owned go on without
 * an owner, as a Work group does whose owner left: an administrator of the app names another one.
 * Nobody is told with a tip, or a deletion would be as many messages as the account had groups.
 */
export class Departure {
  readonly #core: Pick<GroupCore, 'db' | 'bus' | 'directory'>
  /** One at a time: a step holds many groups, and two that do could wait for each other. */
  readonly #lock = new Lock()

  constructor(core: Pick<GroupCore, 'db' | 'bus' | 'directory'>) {
    this.#core = core
  }

  async forget(appId: number, account: string): Promise<void> {
    await this.#lock.run(async () => {
      while (await this.#step(appId, account));
    })
    for (const [table, column] of kept) {
      await this.#core.db
        .deleteFrom(table)
        .where('app_id', '=', appId)
        .where(sql.ref(column), '=', account)
        .execute()
    }
  }

  /** False where the account was in no group any more, and owned none. */
  async #step(appId: number, account: string): Promise<boolean> {
    const ids = await groupsOf(this.#core.db, appId, account)
    if (ids.length === 0) return false
    const left = await this.#core.db
      .transaction()
      .execute((trx) => leave(trx, { appId, account }, ids))
    for (const groupId of ids) {
      this.#core.directory.changed(appId, groupId)
      if (!left.has(groupId)) continue
      this.#core.bus.publish('group.membersRemoved', { appId, groupId, accounts: [account] })
    }
    return true
  }
}

interface Who {
  readonly appId: number
  readonly account: string
}

/** Some of the groups that an account is in or owns: of a live room the owner has no row. */
async function groupsOf(
  db: Kysely<Schema>,
  appId: number,
  account: string,
): Promise<readonly string[]> {
  const joined = await db
    .selectFrom('group_member')
    .select('group_id')
    .where('app_id', '=', appId)
    .where('account', '=', account)
    .limit(STEP)
    .execute()
  const owned = await db
    .selectFrom('chat_group')
    .select('group_id')
    .where('app_id', '=', appId)
    .where('owner', '=', account)
    .limit(STEP)
    .execute()
  return [...new Set([...joined, ...owned].map((row) => row.group_id))].slice(0, STEP)
}

/** Ends memberships and ownership in some groups; answers which groups the account was in. */
async function leave(
  trx: Kysely<Schema>,
  { appId, account }: Who,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const groups: readonly GroupRow[] = await trx
    .updateTable('chat_group')
    .set({ owner: sql<string>`case when owner = ${account} then '' else owner end` })
    .where('app_id', '=', appId)
    .where('group_id', 'in', ids)
    .returningAll()
    .execute()
  const rows = await trx
    .deleteFrom('group_member')
    .where('app_id', '=', appId)
    .where('account', '=', account)
    .where('group_id', 'in', ids)
    .returning('group_id')
    .execute()
  const left = new Set(rows.map((row) => row.group_id))
  const counted = groups.filter((row) => left.has(row.group_id) && rulesOf(row).storesMembers)
  if (counted.length > 0) await countDown(trx, appId, counted)
  for (const group of counted) {
    if (group.support_topic === 1) await leaveCommunity(trx, group, [account])
  }
  return left
}

async function countDown(
  trx: Kysely<Schema>,
  appId: number,
  groups: readonly GroupRow[],
): Promise<void> {
  await trx
    .updateTable('chat_group')
    .set((row) => ({ members: row('members', '-', 1) }))
    .where('app_id', '=', appId)
    .where(
      'group_id',
      'in',
      groups.map((row) => row.group_id),
    )
    .execute()
}

import { groupErrors, groupLimits, ImError, noticeTypes, tipTypes } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import { groupNotice } from '../../app/service.ts'
import type { GroupRow } from '../group.ts'
import { placeOfGroup } from '../group.ts'
import { lockGroup } from '../members/member-writes.ts'
import type { GroupCore } from '../service.ts'
import { requireLivePlan, requireLiveRoom } from './gates.ts'

/** Administrators of live rooms (直播群管理员): the only ones of their members that are rows. */
export class LiveAdmins {
  readonly #core: GroupCore

  constructor(core: GroupCore) {
    this.#core = core
  }

  /**
   * Makes accounts administrators of a room, or members again, and tells the room and them. Those that
   * are so already are passed over.
   *
   * @throws {ImError} 10004 for an account that is not imported or owns the room, 10005 where there
   * would be more than 5, 10007, 10010, 10059.
   */
  async modify(
    group: GroupRow,
    userIds: readonly string[],
    makes: boolean,
    operator: string,
  ): Promise<void> {
    requireLiveRoom(group)
    requireLivePlan(await this.#core.apps.get(group.app_id))
    const accounts = [...new Set(userIds)]
    if (makes) await this.#requireEligible(group, accounts)
    const changed = await this.#core.db.transaction().execute(async (trx) => {
      if (!(await lockGroup(trx, group))) throw new ImError(groupErrors.noGroup, group.group_id)
      return makes
        ? insertAdmins(trx, group, accounts, this.#core.now())
        : deleteAdmins(trx, group, accounts)
    })
    await this.#tell(group, changed, makes, operator)
  }

  /** UserIDs, by when they were made administrators. @throws {ImError} 10007, 10059. */
  async list(group: GroupRow): Promise<readonly string[]> {
    requireLiveRoom(group)
    requireLivePlan(await this.#core.apps.get(group.app_id))
    const rows = await this.#core.members.powerful(group.app_id, group.group_id)
    return rows.map(({ account }) => account)
  }

  async #requireEligible(group: GroupRow, accounts: readonly string[]): Promise<void> {
    const known = await this.#core.accounts.findMany(group.app_id, accounts)
    const bad = accounts.find((account) => !known.has(account) || account === group.owner)
    if (bad !== undefined) throw new ImError(groupErrors.badParameter, bad)
  }

  async #tell(
    group: GroupRow,
    changed: readonly string[],
    makes: boolean,
    operator: string,
  ): Promise<void> {
    if (changed.length === 0) return
    const { bus, apps, tips, notices } = this.#core
    const { app_id: appId, group_id: groupId } = group
    for (const account of changed) {
      const change = { role: makes ? 'Admin' : 'Member' } as const
      bus.publish('group.memberChanged', { appId, groupId, account, change })
    }
    if (!groupNotice(await apps.get(appId), group.type, 'MemberRole').send) return
    const name = makes ? 'setAdmin' : 'unsetAdmin'
    await tips.tell(placeOfGroup(group), {
      type: tipTypes[name],
      item: 'MemberRole',
      operator,
      members: changed,
    })
    await notices.tell(group, changed, { type: noticeTypes[name], operator })
  }
}

async function insertAdmins(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: GroupRow,
  accounts: readonly string[],
  now: number,
): Promise<readonly string[]> {
  const rows = await trx
    .insertInto('group_member')
    .values(
      accounts.map((account) => ({
        app_id: appId,
        group_id: groupId,
        account,
        role: 'Admin',
        joined_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['app_id', 'group_id', 'account']).doNothing())
    .returning('account')
    .execute()
  const { count } = await trx
    .selectFrom('group_member')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .executeTakeFirstOrThrow()
  if (Number(count) > groupLimits.liveAdmins) throw new ImError(groupErrors.tooManyAccounts)
  return rows.map(({ account }) => account)
}

async function deleteAdmins(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: GroupRow,
  accounts: readonly string[],
): Promise<readonly string[]> {
  const rows = await trx
    .deleteFrom('group_member')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('account', 'in', accounts)
    .returning('account')
    .execute()
  return rows.map(({ account }) => account)
}

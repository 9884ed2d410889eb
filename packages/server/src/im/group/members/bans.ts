import { groupErrors, ImError } from '@yanshu/protocol'
import { liveSettings } from '../../app/service.ts'
import type { GroupRow } from '../group.ts'
import { placeOfGroup, rulesOf } from '../group.ts'
import type { GroupCore, Rights } from '../service.ts'
import type { Operator } from './actor.ts'
import { requireDeed, rightsOf, roleIn, standsAbove } from './actor.ts'
import { kickedBy, leave } from './departures.ts'
import { deleteBans, putBans, untilOf } from './restrictions.ts'
import type { Scene } from './scene.ts'
import { inGroup } from './scene.ts'
import type { Tellings } from './tellings.ts'

interface BanCall {
  readonly appId: number
  readonly groupId: string
  readonly operator: Operator
  readonly accounts: readonly string[]
}

export interface Ban {
  readonly account: string
  /** Unix milliseconds. */
  readonly until: number
}

/** Keeps accounts out of groups for some time. */
export class Bans {
  readonly #core: GroupCore
  readonly #tellings: Tellings

  constructor({ core, tellings }: { readonly core: GroupCore; readonly tellings: Tellings }) {
    this.#core = core
    this.#tellings = tellings
  }

  /**
   * Removes accounts and keeps them out; accounts that do not exist are passed over.
   *
   * @throws {ImError} 10004 for no time at all, 10007 where the group knows no bans, for its owner,
   * and for members who do not stand above all of them, 10010.
   */
  async ban(
    call: BanCall & { readonly seconds: number; readonly description?: string | undefined },
  ): Promise<void> {
    const { appId, operator, seconds, description } = call
    if (seconds === 0) throw new ImError(groupErrors.badParameter, 'Duration is 0')
    const known = await this.#groupOf(call)
    const rights = await rightsOf(this.#core, placeOfGroup(known), operator)
    const accounts = [...(await this.#core.accounts.findMany(appId, call.accounts)).keys()]
    const now = this.#core.now()
    const { group, removed } = await inGroup(this.#core, known, async (scene) => {
      const { trx, group } = scene
      await this.#requireAbove(scene, { operator, rights }, accounts)
      const until = untilOf(seconds, now)
      await putBans(trx, group, accounts, { until, description: description ?? '', now })
      return { group, removed: await leave(scene, accounts) }
    })
    // Who is in a live room is known to its part alone: it takes out whoever of these is there.
    const gone = rulesOf(group).storesMembers ? removed : accounts
    const { account: by } = operator
    this.#tellings.left(group, gone)
    await this.#tellings.gone(group, gone, { type: 'ban', operator: by, reason: description })
    await this.#tellings.notice(group, gone, kickedBy(by, description))
  }

  /** @throws {ImError} 10007, 10010. */
  async unban(call: BanCall): Promise<void> {
    const { operator, accounts } = call
    const known = await this.#groupOf(call)
    const rights = await rightsOf(this.#core, placeOfGroup(known), operator)
    const now = this.#core.now()
    const { group, freed } = await inGroup(this.#core, known, async (scene) => {
      const { trx, group } = scene
      await this.#requireAbove(scene, { operator, rights }, [])
      return { group, freed: await deleteBans(trx, group, accounts, now) }
    })
    await this.#tellings.unbanned(group, freed, operator.account)
  }

  /** Who is banned, by UserID. @throws {ImError} 10007, 10010. */
  async page(
    call: Pick<BanCall, 'appId' | 'groupId' | 'operator'>,
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly bans: readonly Ban[]; readonly isLast: boolean }> {
    const { appId, groupId } = call
    await this.#groupOf(call)
    const rows = await this.#core.db
      .selectFrom('group_ban')
      .select(['account', 'until'])
      .where('app_id', '=', appId)
      .where('group_id', '=', groupId)
      .where('until', '>', this.#core.now())
      .orderBy('account')
      .limit(limit + 1)
      .offset(offset)
      .execute()
    return { bans: rows.slice(0, limit), isLast: rows.length <= limit }
  }

  /** Nobody bans the owner, an administrator of the app neither. */
  async #requireAbove(
    { group, members }: Scene,
    { operator, rights }: { readonly operator: Operator; readonly rights: Rights | undefined },
    accounts: readonly string[],
  ): Promise<void> {
    const role = await roleIn(this.#core, members, group, operator.account)
    const actor = { ...operator, role, rights }
    requireDeed(actor, group, 'ban')
    const rows = await members.findMany(group.app_id, group.group_id, accounts)
    const isAbove = (account: string) => standsAbove(actor, rows.get(account)?.role ?? 'Member')
    if (accounts.some((account) => account === group.owner || !isAbove(account))) {
      throw new ImError(groupErrors.noPermission, 'somebody among them stands too high')
    }
  }

  /** The group, where bans work in it: communities have none by REST, live rooms by their switch. */
  async #groupOf({
    appId,
    groupId,
    operator,
  }: Pick<BanCall, 'appId' | 'groupId' | 'operator'>): Promise<GroupRow> {
    const group = await this.#core.directory.get(appId, groupId)
    const app = await this.#core.apps.get(appId)
    const isOff = group.type === 'AVChatRoom' && !liveSettings(app).ban
    if (isOff || (group.type === 'Community' && operator.isApp)) {
      throw new ImError(groupErrors.noPermission, `a ${group.type} group has no bans`)
    }
    return group
  }
}

import { groupErrors, ImError } from '@yanshu/protocol'
import { liveSettings } from '../../app/service.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import { outranks } from '../matrix.ts'
import { requirePower } from '../permissions.ts'
import type { GroupCore } from '../service.ts'
import { roleIn } from './actor.ts'
import { kickedBy, leave } from './departures.ts'
import { deleteBans, putBans, untilOf } from './restrictions.ts'
import type { Scene } from './scene.ts'
import { inGroup } from './scene.ts'
import type { Tellings } from './tellings.ts'

interface BanCall {
  readonly appId: number
  readonly groupId: string
  readonly operator: string
  /** The operator is a member, and may do what its role allows; else an administrator of the app. */
  readonly asMember?: boolean
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
    const { appId, groupId, operator, seconds, description } = call
    if (seconds === 0) throw new ImError(groupErrors.badParameter, 'Duration is 0')
    const known = await this.#groupOf(appId, groupId, call.asMember)
    const accounts = [...(await this.#core.accounts.findMany(appId, call.accounts)).keys()]
    const now = this.#core.now()
    const { group, removed } = await inGroup(this.#core, known, async (scene) => {
      const { trx, group } = scene
      await this.#requirePower(scene, call, accounts)
      if (accounts.includes(group.owner)) {
        throw new ImError(groupErrors.noPermission, `${group.owner} owns ${groupId}`)
      }
      const until = untilOf(seconds, now)
      await putBans(trx, group, accounts, { until, description: description ?? '', now })
      return { group, removed: await leave(scene, accounts) }
    })
    // Who is in a live room is known to its part alone: it takes out whoever of these is there.
    const gone = rulesOf(group).storesMembers ? removed : accounts
    this.#tellings.left(group, gone)
    await this.#tellings.gone(group, gone, { type: 'ban', operator, reason: description })
    await this.#tellings.notice(group, gone, kickedBy(operator, description))
  }

  /** @throws {ImError} 10007, 10010. */
  async unban(call: BanCall): Promise<void> {
    const { appId, groupId, operator, accounts } = call
    const known = await this.#groupOf(appId, groupId, call.asMember)
    const now = this.#core.now()
    const { group, freed } = await inGroup(this.#core, known, async (scene) => {
      const { trx, group } = scene
      await this.#requirePower(scene, call, [])
      return { group, freed: await deleteBans(trx, group, accounts, now) }
    })
    await this.#tellings.unbanned(group, freed, operator)
  }

  /** Who is banned, by UserID. @throws {ImError} 10007, 10010. */
  async page(
    appId: number,
    groupId: string,
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly bans: readonly Ban[]; readonly isLast: boolean }> {
    await this.#groupOf(appId, groupId)
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

  async #requirePower(
    { group, members }: Scene,
    { operator, asMember }: BanCall,
    accounts: readonly string[],
  ): Promise<void> {
    if (!asMember) return
    const role = await roleIn(this.#core, members, group, operator)
    requirePower(group, role, 'bans')
    const rows = await members.findMany(group.app_id, group.group_id, accounts)
    if (accounts.some((account) => !outranks(role, rows.get(account)?.role ?? 'Member'))) {
      throw new ImError(groupErrors.noPermission, 'somebody among them stands too high')
    }
  }

  /** The group, where bans work in it: communities have none by REST, live rooms by their switch. */
  async #groupOf(appId: number, groupId: string, asMember = false): Promise<GroupRow> {
    const group = await this.#core.directory.get(appId, groupId)
    const app = await this.#core.apps.get(appId)
    const isOff = group.type === 'AVChatRoom' && !liveSettings(app).ban
    if (isOff || (group.type === 'Community' && !asMember)) {
      throw new ImError(groupErrors.noPermission, `a ${group.type} group has no bans`)
    }
    return group
  }
}

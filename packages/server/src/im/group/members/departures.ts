import { groupErrors, ImError, noticeTypes } from '@yanshu/protocol'
import type { GroupRow } from '../group.ts'
import { placeOfGroup, rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'
import type { Operator } from './actor.ts'
import { requireDeed, rightsOf, roleIn, standsAbove } from './actor.ts'
import { deleteMembers } from './member-writes.ts'
import type { Scene } from './scene.ts'
import { inGroup } from './scene.ts'
import type { Tellings } from './tellings.ts'

export interface DeparturesDeps {
  readonly core: GroupCore
  readonly tellings: Tellings
}

interface RemoveCall {
  readonly appId: number
  readonly groupId: string
  readonly operator: Operator
  readonly accounts: readonly string[]
  readonly reason?: string | undefined
  /** Only who is removed is told. */
  readonly isSilent?: boolean
}

/** How members leave groups: by themselves, or sent away. */
export class Departures {
  readonly #deps: DeparturesDeps

  constructor(deps: DeparturesDeps) {
    this.#deps = deps
  }

  /** @throws {ImError} 10007 for who is no member, 10009 for an owner who may not, 10010. */
  async quit(call: {
    readonly appId: number
    readonly groupId: string
    readonly account: string
    readonly sessionId: string
  }): Promise<void> {
    const { core, tellings } = this.#deps
    const { appId, groupId, account, sessionId } = call
    const known = await core.directory.get(appId, groupId)
    if (!rulesOf(known).storesMembers) return this.#quitLive(known, account, sessionId)
    const group = await inGroup(core, known, async (scene) => {
      const row = await scene.members.find(appId, groupId, account)
      if (!row) throw new ImError(groupErrors.noPermission, groupId)
      if (row.role === 'Owner' && !rulesOf(scene.group).ownerMayQuit) {
        throw new ImError(groupErrors.ownerMayNotQuit, groupId)
      }
      await leave(scene, [account])
      return scene.group
    })
    tellings.left(group, [account])
    await tellings.gone(group, [account], { type: 'quit', operator: account })
    const type = noticeTypes.quit
    await tellings.notice(group, [account], { type, operator: account, sessionId })
  }

  async #quitLive(group: GroupRow, account: string, sessionId: string): Promise<void> {
    if (group.owner === account) throw new ImError(groupErrors.ownerMayNotQuit, group.group_id)
    const wasIn = this.#deps.core.seams.live.leave(group, { account, sessionId })
    if (!wasIn) throw new ImError(groupErrors.noPermission, group.group_id)
  }

  /**
   * Removes members; answers whom: who is no member is passed over.
   *
   * @throws {ImError} 10007 where the operator may not remove all of them, 10010.
   */
  async remove(call: RemoveCall): Promise<readonly string[]> {
    const { core, tellings } = this.#deps
    const { appId, groupId, operator, accounts, reason } = call
    const known = await core.directory.get(appId, groupId)
    if (!rulesOf(known).storesMembers) {
      throw new ImError(groupErrors.noPermission, `${groupId} keeps no members`)
    }
    const rights = await rightsOf(core, placeOfGroup(known), operator)
    const { group, removed } = await inGroup(core, known, async (scene) => {
      const role = await roleIn(core, scene.members, scene.group, operator.account)
      const actor = { ...operator, role, rights }
      requireDeed(actor, scene.group, 'kick')
      const rows = await scene.members.findMany(appId, groupId, accounts)
      if ([...rows.values()].some((row) => !standsAbove(actor, row.role))) {
        throw new ImError(groupErrors.noPermission, 'somebody among them stands too high')
      }
      return { group: scene.group, removed: await leave(scene, [...rows.keys()]) }
    })
    tellings.left(group, removed)
    const how = { operator: operator.account, reason }
    if (!call.isSilent) await tellings.gone(group, removed, { type: 'kick', ...how })
    await tellings.notice(group, removed, kickedBy(operator.account, reason))
    return removed
  }
}

/** What somebody hears who was removed. */
export function kickedBy(operator: string, reason: string | undefined) {
  const type = noticeTypes.kicked
  return reason === undefined ? { type, operator } : { type, operator, message: reason }
}

/** Ends memberships; a group whose owner goes has none. Answers who was a member. */
export async function leave(
  { trx, group }: Pick<Scene, 'trx' | 'group'>,
  accounts: readonly string[],
): Promise<readonly string[]> {
  const gone = await deleteMembers(trx, group, accounts)
  if (group.owner !== '' && gone.includes(group.owner) && rulesOf(group).storesMembers) {
    await trx
      .updateTable('chat_group')
      .set({ owner: '' })
      .where('app_id', '=', group.app_id)
      .where('group_id', '=', group.group_id)
      .execute()
  }
  return gone
}

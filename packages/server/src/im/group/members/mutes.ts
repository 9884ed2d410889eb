import { groupErrors, ImError } from '@yanshu/protocol'
import type { GroupRole } from '@yanshu/protocol'
import type { GroupRow, Place } from '../group.ts'
import { communityOf, rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'
import type { Operator } from './actor.ts'
import { requireDeed, rightsOf, roleIn, standsAbove } from './actor.ts'
import { putMutes, untilOf } from './restrictions.ts'
import type { Scene } from './scene.ts'
import { inGroup } from './scene.ts'
import type { Tellings } from './tellings.ts'

interface MuteCall {
  readonly appId: number
  /** GroupID or TopicID. */
  readonly placeId: string
  readonly operator: Operator
  readonly accounts: readonly string[]
  /** 0 lifts a mute, 4294967295 is for ever. */
  readonly seconds: number
}

export interface Mute {
  readonly account: string
  /** Unix milliseconds. */
  readonly until: number
}

/** Keeps members from speaking for some time, in a group or in one topic; outlives their membership. */
export class Mutes {
  readonly #core: GroupCore
  readonly #tellings: Tellings

  constructor({ core, tellings }: { readonly core: GroupCore; readonly tellings: Tellings }) {
    this.#core = core
    this.#tellings = tellings
  }

  /**
   * Mutes members, or lifts mutes, also of those who left; others are passed over.
   *
   * @throws {ImError} 10004 for a member who names nobody to mute, 10007 for Work groups and where the
   * operator may not, 10010, 110003.
   */
  async mute({ appId, placeId, operator, accounts, seconds }: MuteCall): Promise<Place> {
    const core = this.#core
    const place = await core.directory.place(appId, placeId)
    requireMutes(place.group)
    const rights = await rightsOf(core, place, operator)
    // Nothing outside of a transaction is asked within it: in memory there is one connection.
    const known = await core.accounts.findMany(appId, accounts)
    const now = core.now()
    const until = seconds === 0 ? 0 : untilOf(seconds, now)
    const muted = await inGroup(core, place.group, async (scene) => {
      const role = await roleIn(core, scene.members, scene.group, operator.account)
      const actor = { ...operator, role, rights }
      requireDeed(actor, scene.group, 'mute')
      const roles = await rolesOf(scene, [...known.keys()])
      if (roles.size === 0 && !operator.isApp) {
        throw new ImError(groupErrors.badParameter, 'nobody among them is a member')
      }
      if ([...roles.values()].some((other) => !standsAbove(actor, other))) {
        throw new ImError(groupErrors.noPermission, 'somebody among them stands too high')
      }
      const written = seconds === 0 ? accounts : [...roles.keys()]
      await putMutes(scene.trx, { appId, place: placeId }, written, { until, now })
      return [...roles.keys()]
    })
    this.publish(appId, placeId, muted, until)
    await this.#tellings.muted(place, muted, seconds, operator.account)
    return place
  }

  /** Lets the rosters know; of topics nobody keeps it. */
  publish(appId: number, groupId: string, accounts: readonly string[], mutedUntil: number): void {
    for (const account of accounts) {
      this.#core.bus.publish('group.memberChanged', {
        appId,
        groupId,
        account,
        change: { mutedUntil },
      })
    }
  }

  /** Who is muted in a group or a topic now, by UserID. @throws {ImError} 10010, 110003. */
  async of(appId: number, placeId: string): Promise<readonly Mute[]> {
    await this.#core.directory.place(appId, placeId)
    return this.#core.db
      .selectFrom('group_mute')
      .select(['account', 'until'])
      .where('app_id', '=', appId)
      .where('place', '=', placeId)
      .where('until', '>', this.#core.now())
      .orderBy('account')
      .execute()
  }
}

/** Of live rooms nobody but the owner and administrators is written down: whoever exists counts. */
async function rolesOf(
  { group, members }: Scene,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, GroupRole>> {
  const rows = await members.findMany(group.app_id, group.group_id, accounts)
  if (rulesOf(group).storesMembers) {
    return new Map([...rows].map(([account, { role }]) => [account, role]))
  }
  const roleOf = (account: string): GroupRole =>
    account === group.owner ? 'Owner' : (rows.get(account)?.role ?? 'Member')
  return new Map(accounts.map((account) => [account, roleOf(account)]))
}

/** @throws {ImError} 10007 for Work groups. */
export function requireMutes(group: GroupRow): void {
  if (rulesOf(group).mutesMembers === 'nobody') {
    throw new ImError(groupErrors.noPermission, `${group.group_id} is a ${group.type} group`)
  }
}

/**
 * Where a command takes effect that may name a topic beside its community.
 *
 * @throws {ImError} 110013 where the topic is of another community.
 */
export function placeIdOf(groupId: string, topicId: string | undefined): string {
  if (topicId === undefined) return groupId
  if (communityOf(topicId) !== groupId) throw new ImError(groupErrors.badTopicId, topicId)
  return topicId
}

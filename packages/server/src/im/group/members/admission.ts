import type { GroupRole } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import type { GroupStanding } from '../../../bus/events.ts'
import type { App } from '../../app/app.ts'
import { rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'
import { accountsWithoutRoom } from './joined.ts'
import { insertMembers } from './member-writes.ts'
import { bannedAmong, mutedAmong } from './restrictions.ts'
import type { Scene } from './scene.ts'

/** Somebody who wants in, or is brought. */
export interface Newcomer {
  readonly account: string
  readonly role?: GroupRole | undefined
  /** Unix milliseconds; now where it is left out. */
  readonly joinedAt?: number | undefined
  readonly readSeq?: number | undefined
}

/** What became of a newcomer. */
export type Fate = 'added' | 'already' | 'banned' | 'overLimit' | 'full'

export interface Admission {
  readonly fates: ReadonlyMap<string, Fate>
  readonly added: readonly GroupStanding[]
}

/**
 * Lets newcomers into a group, as far as bans, the plan's groups of an account and the size of the
 * group allow. Of one that is too small for all of them `partly` takes the first ones.
 *
 * @throws {ImError} 10014 where not all of them fit, and `partly` is not said.
 */
export async function admit(
  core: Pick<GroupCore, 'now'>,
  { trx, group, members }: Scene,
  app: App,
  newcomers: readonly Newcomer[],
  partly = false,
): Promise<Admission> {
  const { app_id: appId, group_id: groupId } = group
  const now = core.now()
  const ids = [...new Set(newcomers.map(({ account }) => account))]
  const present = await members.findMany(appId, groupId, ids)
  const banned = await bannedAmong(trx, group, ids, now)
  const strangers = ids.filter((id) => !present.has(id) && !banned.has(id))
  const over = await accountsWithoutRoom(trx, appId, strangers, app.plan.quotas.joinedGroups)
  const welcome = strangers.filter((id) => !over.has(id))
  const room = Math.max(0, group.max_members - group.members)
  if (!partly && welcome.length > room) throw new ImError(groupErrors.groupFull, groupId)
  const taken = new Set(welcome.slice(0, room))
  const byId = new Map(newcomers.map((one) => [one.account, one]))
  const rows = [...taken].map((account) => ({
    role: 'Member' as const,
    joinedAt: now,
    ...defined(byId.get(account)),
    account,
  }))
  await insertMembers(trx, group, rows)
  const mutes = await mutedAmong(trx, appId, groupId, [...taken], now)
  const fateOf = (id: string): Fate => {
    if (taken.has(id)) return 'added'
    if (present.has(id)) return 'already'
    if (banned.has(id)) return 'banned'
    return over.has(id) ? 'overLimit' : 'full'
  }
  return {
    fates: new Map(ids.map((id) => [id, fateOf(id)])),
    added: rows.map(({ account, role }) => ({
      account,
      role,
      msgFlag: rulesOf(group).msgFlagDefault,
      nameCard: '',
      mutedUntil: mutes.get(account) ?? 0,
    })),
  }
}

/** What a newcomer brings, without what is not said. */
function defined(newcomer: Newcomer | undefined) {
  const { role, joinedAt, readSeq } = newcomer ?? {}
  return {
    ...(role === undefined ? {} : { role }),
    ...(joinedAt === undefined ? {} : { joinedAt }),
    ...(readSeq === undefined ? {} : { readSeq }),
  }
}

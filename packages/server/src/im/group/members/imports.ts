import { sql } from 'kysely'
import type { App } from '../../app/app.ts'
import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import { requireType } from '../permissions.ts'
import type { GroupCore } from '../service.ts'
import type { Newcomer } from './admission.ts'
import { admit } from './admission.ts'
import type { Scene } from './scene.ts'
import { inGroup } from './scene.ts'
import type { Tellings } from './tellings.ts'
import { readSeqFor } from './unread-position.ts'

/** A member as it was elsewhere. */
export interface ImportedMember {
  readonly account: string
  readonly role?: 'Admin' | 'Member' | undefined
  /** Unix milliseconds. */
  readonly joinedAt?: number | undefined
  /** Messages that are to be unread; no more than there are. */
  readonly unread?: number | undefined
}

export type ImportFate = 'imported' | 'already' | 'failed'

/** Brings in members with their history; nobody is told. */
export class MemberImports {
  readonly #core: GroupCore
  readonly #tellings: Tellings

  constructor({ core, tellings }: { readonly core: GroupCore; readonly tellings: Tellings }) {
    this.#core = core
    this.#tellings = tellings
  }

  /**
   * Imports members. One fails that does not exist, whose time is not between the creation of the
   * group and now, whose role the type does not know, or for whom there is no room.
   *
   * @throws {ImError} 10007 for live rooms, 10010.
   */
  async import(
    appId: number,
    groupId: string,
    wanted: readonly ImportedMember[],
  ): Promise<ReadonlyMap<string, ImportFate>> {
    const core = this.#core
    const known = await core.directory.get(appId, groupId)
    requireType(known, (rules) => rules.canImport)
    const app = await core.apps.get(appId)
    const accounts = await core.accounts.findMany(
      appId,
      wanted.map(({ account }) => account),
    )
    const existing = wanted.filter(({ account }) => accounts.has(account))
    await core.caughtUp()
    const { group, admission } = await inGroup(core, known, (scene) =>
      this.#admit(scene, app, existing),
    )
    this.#tellings.entered(group, admission.added)
    const fateOf = (account: string): ImportFate => {
      const fate = admission.fates.get(account)
      if (fate === 'added') return 'imported'
      return fate === 'already' ? 'already' : 'failed'
    }
    return new Map(wanted.map(({ account }) => [account, fateOf(account)]))
  }

  async #admit(scene: Scene, app: App, wanted: readonly ImportedMember[]) {
    const { group } = scene
    const now = this.#core.now()
    const good = wanted.filter((one) => isGood(group, one, now))
    const most = Math.max(0, ...good.map(({ unread = 0 }) => unread))
    const uncounted = most === 0 ? [] : await newestUncounted(scene)
    const newcomers = good.map(({ account, role, joinedAt, unread }): Newcomer => {
      const readSeq =
        unread === undefined ? undefined : readSeqFor(group.last_seq, uncounted, unread)
      return { account, role, joinedAt, readSeq }
    })
    const admission = await admit(this.#core, scene, app, newcomers, true)
    return { group, admission }
  }
}

function isGood(group: GroupRow, { role, joinedAt }: ImportedMember, now: number): boolean {
  if (role === 'Admin' && !rulesOf(group).hasAdmins) return false
  // The group's time is told in whole seconds, and a member's is given in them.
  const created = Math.floor(group.created_at / 1000) * 1000
  return joinedAt === undefined || (joinedAt >= created && joinedAt <= now)
}

/** Uncounted messages that are looked at: there are few, and an import makes none. */
const MOST_UNCOUNTED = 10_000

/** The condition is that of an index, to the letter. */
async function newestUncounted({ trx, group }: Scene): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('message')
    .select('seq')
    .where('app_id', '=', group.app_id)
    .where('conversation', '=', group.conversation)
    .where(sql<boolean>`flags & 8192 <> 0 and flags & 5 <> 0`)
    .orderBy('seq', 'desc')
    .limit(MOST_UNCOUNTED)
    .execute()
  return rows.map(({ seq }) => seq)
}

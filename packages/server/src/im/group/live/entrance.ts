import { groupErrors, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Bus } from '../../../bus/bus.ts'
import type { Clock } from '../../../clock.ts'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow, MemberRow } from '../group.ts'
import type { Standing } from '../member-store.ts'

type Key = Pick<GroupRow, 'app_id' | 'group_id'>

export interface EntranceDeps {
  readonly db: Kysely<Schema>
  readonly bus: Bus
  readonly now: Clock
}

interface Entering {
  readonly account: string
  isStale: boolean
}

/**
 * Reads how somebody stands who comes into a live room. What changes while it is read makes it read
 * again, so that nobody enters muted, banned, or into a room that is gone, unnoticed.
 */
export class Entrance {
  readonly #deps: EntranceDeps
  readonly #entering = new Map<string, Set<Entering>>()

  constructor(deps: EntranceDeps) {
    this.#deps = deps
    const { bus } = deps
    bus.subscribe('group.memberChanged', ({ appId, groupId, account }) =>
      this.#changed(appId, groupId, (entering) => entering.account === account),
    )
    bus.subscribe('group.membersRemoved', ({ appId, groupId, accounts }) =>
      this.#changed(appId, groupId, (entering) => accounts.includes(entering.account)),
    )
    bus.subscribe('group.dissolved', ({ appId, groupId }) =>
      this.#changed(appId, groupId, () => true),
    )
  }

  /**
   * Calls `enter` in the very turn in which what was read still holds.
   *
   * @throws {ImError} 10007 for who is banned, 10010.
   */
  async admit<Result>(
    group: Key,
    account: string,
    enter: (standing: Standing) => Result,
  ): Promise<Result> {
    const key = `${group.app_id}/${group.group_id}`
    const entering: Entering = { account, isStale: false }
    const here = this.#entering.get(key) ?? new Set()
    this.#entering.set(key, here.add(entering))
    try {
      for (;;) {
        entering.isStale = false
        const standing = await this.#read(group, account)
        if (!entering.isStale) return enter(standing)
      }
    } finally {
      here.delete(entering)
      if (here.size === 0 && this.#entering.get(key) === here) this.#entering.delete(key)
    }
  }

  async #read({ app_id: appId, group_id: groupId }: Key, account: string): Promise<Standing> {
    const { db, now } = this.#deps
    const { rows } = await sql<Found>`
      select g.owner, m.role, q.until as "mutedUntil", b.until as "bannedUntil"
      from chat_group g
      left join group_member m
        on m.app_id = g.app_id and m.group_id = g.group_id and m.account = ${account}
      left join group_mute q
        on q.app_id = g.app_id and q.place = g.group_id and q.account = ${account}
      left join group_ban b
        on b.app_id = g.app_id and b.group_id = g.group_id and b.account = ${account}
      where g.app_id = ${appId} and g.group_id = ${groupId}`.execute(db)
    const [found] = rows
    if (!found) throw new ImError(groupErrors.noGroup, groupId)
    if ((found.bannedUntil ?? 0) > now()) throw new ImError(groupErrors.noPermission, 'banned')
    const role = found.owner === account ? 'Owner' : (found.role ?? 'Member')
    return { role, msgFlag: 0, nameCard: '', mutedUntil: found.mutedUntil ?? 0 }
  }

  #changed(appId: number, groupId: string, concerns: (entering: Entering) => boolean): void {
    for (const entering of this.#entering.get(`${appId}/${groupId}`) ?? []) {
      if (concerns(entering)) entering.isStale = true
    }
  }
}

interface Found {
  readonly owner: string
  readonly role: MemberRow['role'] | null
  readonly mutedUntil: number | null
  readonly bannedUntil: number | null
}

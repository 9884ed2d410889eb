import type { Clock } from '../../clock.ts'
import type { Connection, Registry } from '../presence/service.ts'
import type { GroupRow } from './group.ts'
import { rulesOf } from './group.ts'
import type { Rosters } from './roster/rosters.ts'
import type { Seams } from './seams.ts'

/** Of groups of more members the number is told again for a while: counting goes through all of them. */
const COUNTED_ANEW = 300

/** How long it is (获取直播群在线人数). */
const FRESH = 10_000
/** The same of communities, which have many members. */
const FRESH_COMMUNITY = 60_000

/** Groups whose number is kept; all begin anew where there are more. */
const KNOWN = 10_000

export interface OnlineCountsDeps {
  readonly rosters: Pick<Rosters, 'of'>
  readonly registry: Registry<Connection>
  readonly seams: Pick<Seams, 'live'>
  readonly now: Clock
}

/** How many members of groups are online. */
export class OnlineCounts {
  readonly #deps: OnlineCountsDeps
  readonly #known = new Map<string, { readonly count: number; readonly at: number }>()

  constructor(deps: OnlineCountsDeps) {
    this.#deps = deps
  }

  /** As it is now in small groups and in live rooms, else some seconds old. */
  async of(group: GroupRow): Promise<number> {
    const { seams, rosters, registry, now } = this.#deps
    if (!rulesOf(group).storesMembers) return seams.live.online(group)
    const key = `${group.app_id}/${group.group_id}`
    const known = this.#known.get(key)
    const fresh = group.type === 'Community' ? FRESH_COMMUNITY : FRESH
    if (known && now() - known.at < fresh) return known.count
    const roster = await rosters.of(group)
    let count = 0
    for (const account of roster.accounts()) {
      if (registry.of(group.app_id, account).length > 0) count += 1
    }
    if (roster.size > COUNTED_ANEW) this.#keep(key, count)
    return count
  }

  #keep(key: string, count: number): void {
    if (this.#known.size >= KNOWN) this.#known.clear()
    this.#known.set(key, { count, at: this.#deps.now() })
  }
}

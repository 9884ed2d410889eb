import type { GroupRow } from '../group.ts'
import { rulesOf } from '../group.ts'
import type { GroupCore } from '../service.ts'

/** How long a number is told again: counting goes through all members. */
const FRESH = 10_000
/** The same of communities, which have many of them. */
const FRESH_COMMUNITY = 60_000

/** Groups whose number is kept; all begin anew where there are more. */
const KNOWN = 10_000

/** How many members of groups are online. */
export class OnlineCounts {
  readonly #core: Pick<GroupCore, 'rosters' | 'registry' | 'seams' | 'now'>
  readonly #known = new Map<string, { readonly count: number; readonly at: number }>()

  constructor(core: Pick<GroupCore, 'rosters' | 'registry' | 'seams' | 'now'>) {
    this.#core = core
  }

  /** Some seconds old; of live rooms it is how many are there now. */
  async of(group: GroupRow): Promise<number> {
    const { seams, now } = this.#core
    if (!rulesOf(group).storesMembers) return seams.live.online(group)
    const key = `${group.app_id}/${group.group_id}`
    const known = this.#known.get(key)
    const fresh = group.type === 'Community' ? FRESH_COMMUNITY : FRESH
    if (known && now() - known.at < fresh) return known.count
    const count = await this.#count(group)
    if (this.#known.size >= KNOWN) this.#known.clear()
    this.#known.set(key, { count, at: now() })
    return count
  }

  async #count(group: GroupRow): Promise<number> {
    const { rosters, registry } = this.#core
    const roster = await rosters.of(group)
    let count = 0
    for (const account of roster.accounts()) {
      if (registry.of(group.app_id, account).length > 0) count += 1
    }
    return count
  }
}

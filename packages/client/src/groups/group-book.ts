import type { Ask } from '../connection/requests.ts'
import { TYPES } from '../constants/types.ts'
import { type Group, type GroupSelf, groupOf } from './group.ts'

export interface GroupBookDeps {
  readonly ask: Ask
  readonly me: () => string
  /** Called after every change apps can see, with the groups it was about. */
  readonly changed: (groupIds: readonly string[]) => void
}

/** Groups of one page. */
const PAGE = 200

/**
 * The groups that the account is in, pulled once and then kept up by tips and notices. Live rooms
 * are here while they are joined; communities with topics as soon as something was asked of them.
 */
export class GroupBook {
  readonly #deps: GroupBookDeps
  readonly #groups = new Map<string, Group>()
  /** What changed while a pull was under way: its answer may be older. */
  #touched: Set<string> | undefined
  #loading: Promise<void> | undefined
  #loaded = false
  /** Counts the accounts that were signed in: what was asked for one must not reach the next. */
  #stay = 0

  constructor(deps: GroupBookDeps) {
    this.#deps = deps
  }

  /** All but live rooms and communities with topics. */
  list(): Group[] {
    return [...this.#groups.values()].filter(isListed)
  }

  find(groupId: string): Group | undefined {
    return this.#groups.get(groupId)
  }

  /** Resolves when the list is there. */
  async load(): Promise<void> {
    if (!this.#loaded) await this.refresh()
  }

  /** Reads the list again; those who ask while it is read wait for the same. */
  refresh(): Promise<void> {
    this.#loading ??= this.#pull().finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  /** Reads the communities with topics. */
  async communities(): Promise<Group[]> {
    const groups = await this.#readAll(true)
    for (const group of groups) this.#groups.set(group.groupID, group)
    return groups
  }

  /** The account is in this group, as it is now. */
  put(group: Group): void {
    this.#touched?.add(group.groupID)
    this.#groups.set(group.groupID, group)
    this.#changed(group)
  }

  /** Something of a group is known to be different. */
  update(groupId: string, change: Partial<Group>): void {
    const known = this.#groups.get(groupId)
    if (!known) return
    this.put({ ...known, ...change })
  }

  updateSelf(groupId: string, change: Partial<GroupSelf>): void {
    const known = this.#groups.get(groupId)
    if (known) this.update(groupId, { selfInfo: { ...known.selfInfo, ...change } })
  }

  /** The account is not in a group any more. */
  remove(groupId: string): void {
    this.#touched?.add(groupId)
    const known = this.#groups.get(groupId)
    if (!known) return
    this.#groups.delete(groupId)
    this.#changed(known)
  }

  clear(): void {
    this.#stay += 1
    this.#groups.clear()
    this.#loaded = false
    this.#loading = undefined
    this.#touched = undefined
  }

  #changed(group: Group): void {
    if (isListed(group)) this.#deps.changed([group.groupID])
  }

  async #pull(): Promise<void> {
    const stay = this.#stay
    const touched = new Set<string>()
    this.#touched = touched
    const groups = await this.#readAll(false)
    if (stay !== this.#stay) return
    this.#touched = undefined
    this.#loaded = true
    const named = new Set(groups.map(({ groupID }) => groupID))
    const gone = this.list().filter(({ groupID }) => !named.has(groupID) && !touched.has(groupID))
    for (const { groupID } of gone) this.#groups.delete(groupID)
    const fresh = groups.filter(({ groupID }) => !touched.has(groupID))
    for (const group of fresh) this.#groups.set(group.groupID, group)
    this.#deps.changed([...gone, ...fresh].map(({ groupID }) => groupID))
  }

  async #readAll(supportTopic: boolean): Promise<Group[]> {
    const { ask, me } = this.#deps
    const all: Group[] = []
    let cursor = ''
    do {
      const page = await ask('group.list', { supportTopic, cursor, limit: PAGE })
      all.push(...page.groups.map((wire) => groupOf(wire, me())))
      cursor = page.cursor
    } while (cursor !== '')
    return all
  }
}

function isListed({ type, isSupportTopic }: Group): boolean {
  return type !== TYPES.GRP_AVCHATROOM && !isSupportTopic
}

import type { Standing, StandingRow } from '../member-store.ts'

/** How nearly everybody stands: kept once. */
export const ORDINARY: Standing = { role: 'Member', msgFlag: 0, nameCard: '', mutedUntil: 0 }

const DISCARD = 2

/** The members of one group in memory, and how each of them stands. */
export class Roster {
  readonly appId: number
  readonly id: string
  /** What its members' connections subscribe to. */
  readonly topic: string
  readonly #members = new Map<string, Standing>()
  /** Who left while the rows were being read, which may still show them. */
  #leftMeanwhile: Set<string> | undefined = new Set()

  constructor(appId: number, id: string) {
    this.appId = appId
    this.id = id
    this.topic = topicOf(appId, id)
  }

  get size(): number {
    return this.#members.size
  }

  of(account: string): Standing | undefined {
    return this.#members.get(account)
  }

  accounts(): Iterable<string> {
    return this.#members.keys()
  }

  /** True where messages of the group are to reach the account. */
  hears(account: string): boolean {
    const standing = this.#members.get(account)
    return standing !== undefined && standing.msgFlag !== DISCARD
  }

  /** Takes over rows that were read; what changed since is newer than they are. */
  load(rows: readonly StandingRow[]): readonly string[] {
    const added: string[] = []
    for (const { account, ...standing } of rows) {
      if (this.#members.has(account) || this.#leftMeanwhile?.has(account)) continue
      this.#members.set(account, shared(standing))
      added.push(account)
    }
    return added
  }

  loaded(): void {
    this.#leftMeanwhile = undefined
  }

  set(account: string, standing: Standing): void {
    this.#members.set(account, shared(standing))
    this.#leftMeanwhile?.delete(account)
  }

  change(account: string, change: Partial<Standing>): void {
    const before = this.#members.get(account)
    if (before) this.#members.set(account, shared({ ...before, ...change }))
  }

  remove(account: string): void {
    this.#members.delete(account)
    this.#leftMeanwhile?.add(account)
  }
}

/** The native topic of a group. */
export function topicOf(appId: number, id: string): string {
  return `group/${appId}/${id}`
}

function shared(standing: Standing): Standing {
  const { role, msgFlag, nameCard, mutedUntil } = standing
  const isOrdinary = role === 'Member' && msgFlag === 0 && nameCard === '' && mutedUntil === 0
  return isOrdinary ? ORDINARY : standing
}

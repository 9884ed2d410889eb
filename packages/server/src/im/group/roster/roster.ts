import type { Standing, StandingRow } from '../member-store.ts'
import { Discards } from './discards.ts'

/** How nearly everybody stands: kept once. */
export const ORDINARY: Standing = { role: 'Member', msgFlag: 0, nameCard: '', mutedUntil: 0 }

/** Of `msgFlags`: what a member discards is not told to it. */
export const DISCARD = 2

/** The members of one group in memory, and how each of them stands. */
export class Roster {
  readonly appId: number
  readonly id: string
  /** What its members' connections subscribe to. */
  readonly topic: string
  /** Topics of a community that some of its members discard. */
  readonly discards = new Discards()
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

  /** True where messages of the group are to reach the account, or those of one of its topics. */
  hears(account: string, placeId = this.id): boolean {
    const standing = this.#members.get(account)
    if (standing === undefined || standing.msgFlag === DISCARD) return false
    return !this.discards.has(account, placeId)
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
    this.discards.loaded()
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
    this.discards.forget(account)
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

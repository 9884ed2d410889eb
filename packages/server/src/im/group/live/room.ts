import type { Place } from '../group.ts'
import type { Standing } from '../member-store.ts'
import { topicOf } from '../roster/roster.ts'
import { HIDDEN, Marks, ROBOT } from './marks.ts'
import type { Occupant } from './occupants.ts'
import { Occupants } from './occupants.ts'

/** A connection without an account that hears what is said in a room. */
export interface Onlooker {
  readonly id: string
  readonly appId: number
  /** False once the connection has ended. */
  readonly isOpen: boolean
  subscribe(topic: string): void
  unsubscribe(topic: string): void
}

/** A part of the list of who is in a room. */
export interface ListPart {
  /** Of the newest, so many are listed at all. */
  readonly most: number
  /** Only those with this mark. */
  readonly mark?: number | undefined
  /** Only those whose stamp is lower. */
  readonly before?: number | undefined
  readonly limit: number
}

/** One live room with who is in it: accounts with connections here, robots, and who looks on. */
export class Room {
  readonly place: Place
  /** What the connections in it subscribe to. */
  readonly topic: string
  readonly marks = new Marks()
  /** They are told what members are told, and counted nowhere. */
  readonly onlookers = new Set<Onlooker>()
  readonly #occupants = new Occupants()
  /** Since when accounts are lost, in Unix milliseconds, in that order. */
  readonly #lost = new Map<string, number>()
  #connections = 0

  constructor(place: Place) {
    this.place = place
    this.topic = topicOf(place.appId, place.id)
  }

  get online(): number {
    return this.#occupants.size
  }

  get isEmpty(): boolean {
    return this.online === 0 && this.onlookers.size === 0
  }

  /** Connections of accounts in the room. */
  get connections(): number {
    return this.#connections
  }

  /** Whether anybody hears what is said. */
  get hasListeners(): boolean {
    return this.#connections > 0 || this.onlookers.size > 0
  }

  of(account: string): Occupant | undefined {
    return this.#occupants.of(account)
  }

  accounts(): Iterable<string> {
    return this.#occupants.accounts()
  }

  /** A connection comes in; true where its account was not there. */
  enter(account: string, connection: string, standing: Standing, now: number): boolean {
    const present = this.#occupants.of(account)
    const occupant = present ?? this.#occupants.add(account, standing, now)
    const isNew = occupant.connections.length === 0 && !this.#lost.delete(account)
    occupant.connections = [...occupant.connections, connection]
    occupant.standing = standing
    this.#connections += 1
    return isNew
  }

  /** A connection goes; true where it was the account's last one. */
  leave(account: string, connection: string): boolean {
    const occupant = this.#occupants.of(account)
    if (!occupant?.connections.includes(connection)) return false
    occupant.connections = occupant.connections.filter((each) => each !== connection)
    this.#connections -= 1
    if (occupant.connections.length > 0) return false
    this.#emptied(occupant)
    return true
  }

  /** A connection was lost: its account stays for a while, because it may come back. */
  lose(account: string, connection: string, now: number): void {
    const occupant = this.#occupants.of(account)
    if (!occupant?.connections.includes(connection)) return
    occupant.connections = occupant.connections.filter((each) => each !== connection)
    this.#connections -= 1
    if (occupant.connections.length === 0) this.#lost.set(account, now)
  }

  /** Ends the stay of accounts that were lost by then, and answers whose. */
  endLost(by: number): readonly string[] {
    const ended: string[] = []
    for (const [account, since] of this.#lost) {
      if (since > by) break
      ended.push(account)
    }
    for (const account of ended) {
      this.#lost.delete(account)
      const occupant = this.#occupants.of(account)
      if (occupant) this.#emptied(occupant)
    }
    return ended
  }

  /** An account goes with all of its connections, which are answered; a robot too. */
  remove(account: string): readonly string[] {
    const occupant = this.#occupants.of(account)
    if (!occupant) return []
    const { connections } = occupant
    occupant.connections = []
    this.#connections -= connections.length
    this.#lost.delete(account)
    this.marks.clear(account, ROBOT)
    this.#emptied(occupant)
    return connections
  }

  change(account: string, change: Partial<Standing>): void {
    const occupant = this.#occupants.of(account)
    if (occupant) occupant.standing = { ...occupant.standing, ...change }
  }

  /** False where there are too many robots. */
  addRobot(account: string, standing: Standing, now: number): boolean {
    if (!this.marks.setRobot(account, now)) return false
    if (!this.#occupants.of(account)) this.#occupants.add(account, standing, now)
    return true
  }

  /** False where it was none. */
  removeRobot(account: string): boolean {
    if (!this.marks.clear(account, ROBOT)) return false
    this.#dropUnlessHere(account)
    return true
  }

  /** Robots whose time is over are there no longer. */
  expire(now: number): void {
    for (const account of this.marks.expire(now)) this.#dropUnlessHere(account)
  }

  /** Who is in the room, newest first. */
  list({ most, mark, before = Infinity, limit }: ListPart): readonly Occupant[] {
    const found: Occupant[] = []
    let shown = 0
    for (const occupant of this.#occupants.newest()) {
      if (shown >= most || found.length >= limit) break
      if (!this.#isShown(occupant.account, mark)) continue
      shown += 1
      if (occupant.stamp < before) found.push(occupant)
    }
    return found
  }

  #isShown(account: string, mark: number | undefined): boolean {
    return mark === undefined ? !this.marks.has(account, HIDDEN) : this.marks.has(account, mark)
  }

  #dropUnlessHere(account: string): void {
    const occupant = this.#occupants.of(account)
    const isHere = occupant && (occupant.connections.length > 0 || this.#lost.has(account))
    if (occupant && !isHere) this.#emptied(occupant)
  }

  #emptied({ account }: Occupant): void {
    this.marks.left(account)
    if (!this.marks.has(account, ROBOT)) this.#occupants.remove(account)
  }
}

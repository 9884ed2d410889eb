import type { Connection, Registry } from '../../presence/service.ts'
import type { Roster } from './roster.ts'
import { topicOf } from './roster.ts'

/** Places that picky members have on native topics of topics, over all communities. */
const MOST_SEATS = 500_000

interface Split {
  readonly roster: Roster
  readonly topicId: string
  readonly seats: number
}

/**
 * The native topics of groups. Members take all of a group from one; the few that discard some topics
 * of a community take everything from a second one, and each topic that somebody discards from one of
 * its own. So a message is two publications at most, and nobody is looked at for it.
 */
export class Channels {
  readonly #registry: Registry<Connection>
  readonly #most: number
  /** The topics with a native topic of their own, in the order they were last used. */
  readonly #splits = new Map<string, Split>()
  /** The names among them, by roster. */
  readonly #byRoster = new Map<Roster, Map<string, string>>()
  #seats = 0

  constructor(registry: Registry<Connection>, most = MOST_SEATS) {
    this.#registry = registry
    this.#most = most
  }

  /** What to publish to so that it reaches who hears the place, each connection once. */
  of(roster: Roster, placeId: string): readonly string[] {
    if (roster.discards.size === 0) return [roster.topic]
    if (!roster.discards.hasTopic(placeId)) return [roster.topic, pickyTopicOf(roster)]
    return [roster.topic, this.#split(roster, placeId)]
  }

  /**
   * Puts the connections of a member on what it is to hear, and takes them off everything else.
   *
   * @param wasPicky - whether the account may be on the topics of those who discard some.
   */
  attune(roster: Roster, account: string, wasPicky: boolean): void {
    const hears = roster.hears(account)
    const isPicky = roster.discards.isPicky(account)
    for (const connection of this.#registry.of(roster.appId, account)) {
      toggle(connection, roster.topic, hears && !isPicky)
      if (!isPicky && !wasPicky) continue
      toggle(connection, pickyTopicOf(roster), hears && isPicky)
      for (const [topicId, name] of this.#byRoster.get(roster) ?? []) {
        toggle(connection, name, isPicky && roster.hears(account, topicId))
      }
    }
  }

  /** Forgets a roster that nobody is in any more. */
  drop(roster: Roster): void {
    for (const name of this.#byRoster.get(roster)?.values() ?? []) this.#forget(name)
  }

  /** A topic that nobody discards any more needs none of its own. */
  close(roster: Roster, topicId: string): void {
    const name = this.#byRoster.get(roster)?.get(topicId)
    if (name !== undefined) this.#close(name)
  }

  #split(roster: Roster, topicId: string): string {
    const name = topicOf(roster.appId, topicId)
    const known = this.#splits.get(name)
    if (known) {
      this.#splits.delete(name)
      this.#splits.set(name, known)
      return name
    }
    const names = this.#byRoster.get(roster) ?? new Map<string, string>()
    this.#byRoster.set(roster, names.set(topicId, name))
    const seats = roster.discards.pickyCount
    this.#splits.set(name, { roster, topicId, seats })
    this.#seats += seats
    for (const account of roster.discards.picky()) {
      if (!roster.hears(account, topicId)) continue
      for (const connection of this.#registry.of(roster.appId, account)) connection.subscribe(name)
    }
    this.#closeOldest(name)
    return name
  }

  #closeOldest(newest: string): void {
    for (const name of this.#splits.keys()) {
      if (this.#seats <= this.#most || name === newest) return
      this.#close(name)
    }
  }

  #close(name: string): void {
    const roster = this.#splits.get(name)?.roster
    if (!roster) return
    for (const account of roster.discards.picky()) {
      for (const connection of this.#registry.of(roster.appId, account)) {
        connection.unsubscribe(name)
      }
    }
    this.#forget(name)
  }

  #forget(name: string): void {
    const split = this.#splits.get(name)
    if (!split) return
    const { roster, topicId, seats } = split
    this.#splits.delete(name)
    this.#seats -= seats
    const names = this.#byRoster.get(roster)
    names?.delete(topicId)
    if (names?.size === 0) this.#byRoster.delete(roster)
  }
}

/** No native topic of a group begins so. */
function pickyTopicOf({ topic }: Roster): string {
  return `picky/${topic}`
}

function toggle(connection: Connection, topic: string, isOn: boolean): void {
  if (isOn) connection.subscribe(topic)
  else connection.unsubscribe(topic)
}

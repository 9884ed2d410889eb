import type { Bus } from '../../../bus/bus.ts'
import type { Connection, Registry } from '../../presence/service.ts'
import type { GroupRow } from '../group.ts'
import type { MemberStore, Standing } from '../member-store.ts'
import { Channels } from './channels.ts'
import { DISCARD, Roster, topicOf } from './roster.ts'

/** Members of all rosters together, and topics that they discard; beyond that the ones used longest ago go. */
const KNOWN_MEMBERS = 500_000

/** Rows read in one statement: a community of 100,000 must not hold up the loop. */
const PAGE = 5000

export interface RostersDeps {
  readonly members: Pick<MemberStore, 'standings' | 'discards'>
  readonly registry: Registry<Connection>
  readonly bus: Bus
}

/** A group, or one of its topics. */
interface HeardPlace {
  readonly appId: number
  readonly groupId: string
  readonly placeId: string
}

/** Who listens to groups. */
export type GroupAudience = Pick<Rosters, 'channelsOf' | 'hearing'>

interface Loading {
  readonly roster: Roster
  readonly done: Promise<Roster>
}

/**
 * The members of the groups that something happens in, with their connections on the group's native
 * topic: built when a group is first used, then kept by what changes. So a message costs no look-up,
 * and one publication reaches everybody who is here.
 */
export class Rosters {
  readonly #deps: RostersDeps
  readonly #rosters = new Map<string, Roster>()
  readonly #loading = new Map<string, Loading>()
  /** The rosters an account is in, for when one of its connections comes. */
  readonly #byAccount = new Map<string, Set<Roster>>()
  readonly #channels: Channels
  #members = 0

  constructor(deps: RostersDeps) {
    this.#deps = deps
    this.#channels = new Channels(deps.registry)
    this.#listen(deps.bus)
  }

  /** The roster where it is in memory. */
  known(appId: number, groupId: string): Roster | undefined {
    return this.#rosters.get(keyOf(appId, groupId))
  }

  /** The native topics that reach who hears a group or one of its topics, each connection once. */
  channelsOf(appId: number, groupId: string, placeId: string): readonly string[] {
    const roster = this.#inMemory(appId, groupId)
    return roster ? this.#channels.of(roster, placeId) : [topicOf(appId, groupId)]
  }

  /** Those of some accounts who do not discard a group or one of its topics. */
  hearing(place: HeardPlace, accounts: readonly string[]): readonly string[] {
    const { appId, groupId, placeId } = place
    const roster = this.#inMemory(appId, groupId)
    if (!roster) return accounts
    return accounts.filter(
      (account) => roster.of(account) === undefined || roster.hears(account, placeId),
    )
  }

  async of({ app_id: appId, group_id: groupId }: GroupRow): Promise<Roster> {
    const key = keyOf(appId, groupId)
    const known = this.#rosters.get(key)
    if (known) return known
    const running = this.#loading.get(key)
    if (running) return running.done
    const roster = new Roster(appId, groupId)
    const done = this.#load(roster, key)
    this.#loading.set(key, { roster, done })
    return done
  }

  async #load(roster: Roster, key: string): Promise<Roster> {
    const { appId, id } = roster
    try {
      let after = ''
      for (;;) {
        const rows = await this.#deps.members.standings(appId, id, after, PAGE)
        for (const account of roster.load(rows)) this.#entered(roster, account)
        if (rows.length < PAGE) break
        after = rows.at(-1)?.account ?? ''
      }
      await this.#loadDiscards(roster)
      roster.loaded()
      // A dissolved group was taken out meanwhile.
      if (this.#loading.has(key)) this.#keep(key, roster)
      return roster
    } catch (error) {
      this.#drop(roster)
      throw error
    } finally {
      this.#loading.delete(key)
    }
  }

  async #loadDiscards(roster: Roster): Promise<void> {
    const { appId, id } = roster
    let after = { topicId: '', account: '' }
    for (;;) {
      const rows = await this.#deps.members.discards(appId, id, after, PAGE)
      for (const { account, topicId } of rows) {
        if (roster.of(account) === undefined) continue
        this.#change(roster, account, () => roster.discards.load(account, topicId))
      }
      const last = rows.at(-1)
      if (rows.length < PAGE || !last) return
      after = last
    }
  }

  #keep(key: string, roster: Roster): void {
    this.#rosters.set(key, roster)
    for (const [oldest, other] of this.#rosters) {
      if (this.#members <= KNOWN_MEMBERS || oldest === key) return
      this.#rosters.delete(oldest)
      this.#drop(other)
    }
  }

  #listen(bus: Bus): void {
    bus.subscribe('session.joined', ({ appId, account }) => {
      for (const roster of this.#byAccount.get(keyOf(appId, account)) ?? []) {
        this.#attune(roster, account)
      }
    })
    bus.subscribe('group.membersAdded', ({ appId, groupId, members }) => {
      const roster = this.#inMemory(appId, groupId)
      if (!roster) return
      for (const { account, ...standing } of members) this.#set(roster, account, standing)
    })
    bus.subscribe('group.membersRemoved', ({ appId, groupId, accounts }) => {
      const roster = this.#inMemory(appId, groupId)
      if (!roster) return
      for (const account of accounts) this.#remove(roster, account)
    })
    bus.subscribe('group.memberChanged', ({ appId, groupId, account, change }) => {
      const roster = this.#inMemory(appId, groupId)
      if (roster) this.#change(roster, account, () => roster.change(account, change))
    })
    bus.subscribe('topic.flagged', ({ appId, groupId, topicId, account, msgFlag }) => {
      const roster = this.#inMemory(appId, groupId)
      if (!roster) return
      const discards = msgFlag === DISCARD
      this.#change(roster, account, () => roster.discards.set(account, topicId, discards))
      if (!roster.discards.hasTopic(topicId)) this.#channels.close(roster, topicId)
    })
    bus.subscribe('topic.changed', ({ appId, groupId, change, topicIds }) => {
      const roster = change === 'deleted' ? this.#inMemory(appId, groupId) : undefined
      if (roster) for (const topicId of topicIds) this.#forgetTopic(roster, topicId)
    })
    bus.subscribe('group.dissolved', ({ appId, groupId }) => this.#forget(keyOf(appId, groupId)))
    bus.subscribe('app.stopped', ({ appId }) => {
      for (const key of this.#rosters.keys()) {
        if (key.startsWith(keyOf(appId, ''))) this.#forget(key)
      }
    })
  }

  #forget(key: string): void {
    const roster = this.#rosters.get(key) ?? this.#loading.get(key)?.roster
    this.#rosters.delete(key)
    this.#loading.delete(key)
    if (roster) this.#drop(roster)
  }

  /** Also one that is being read: what changes now may not be in the rows. */
  #inMemory(appId: number, groupId: string): Roster | undefined {
    const key = keyOf(appId, groupId)
    return this.#rosters.get(key) ?? this.#loading.get(key)?.roster
  }

  #forgetTopic(roster: Roster, topicId: string): void {
    this.#channels.close(roster, topicId)
    const accounts = roster.discards.of(topicId)
    const before = roster.discards.size
    roster.discards.forgetTopic(topicId)
    this.#members += roster.discards.size - before
    for (const account of accounts) this.#channels.attune(roster, account, true)
  }

  #set(roster: Roster, account: string, standing: Standing): void {
    if (roster.of(account) === undefined) {
      roster.set(account, standing)
      this.#entered(roster, account)
    } else this.#change(roster, account, () => roster.set(account, standing))
  }

  #entered(roster: Roster, account: string): void {
    this.#members += 1
    const key = keyOf(roster.appId, account)
    const rosters = this.#byAccount.get(key)
    if (rosters) rosters.add(roster)
    else this.#byAccount.set(key, new Set([roster]))
    this.#attune(roster, account)
  }

  #remove(roster: Roster, account: string): void {
    const wasMember = roster.of(account) !== undefined
    this.#change(roster, account, () => roster.remove(account))
    if (wasMember) this.#left(roster, account)
  }

  #left(roster: Roster, account: string): void {
    this.#members -= 1
    const key = keyOf(roster.appId, account)
    const rosters = this.#byAccount.get(key)
    rosters?.delete(roster)
    if (rosters?.size === 0) this.#byAccount.delete(key)
  }

  #drop(roster: Roster): void {
    for (const account of roster.accounts()) this.#remove(roster, account)
    this.#channels.drop(roster)
  }

  /** Changes how an account stands, and what its connections listen to with it. */
  #change(roster: Roster, account: string, change: () => void): void {
    const wasPicky = roster.discards.isPicky(account)
    const before = roster.discards.size
    change()
    this.#members += roster.discards.size - before
    this.#channels.attune(roster, account, wasPicky)
  }

  #attune(roster: Roster, account: string): void {
    this.#channels.attune(roster, account, false)
  }
}

function keyOf(appId: number, id: string): string {
  return `${appId}/${id}`
}

import type { Kysely } from 'kysely'
import type { RelationNews } from '../../bus/events.ts'
import type { Schema } from '../../store/schema.ts'
import type { ApplicationRow, BlockedRow, FriendRow, Head, Placed } from './rows.ts'
import { groupNames } from './rows.ts'
import * as writes from './writes.ts'

type NewFriend = Omit<FriendRow, 'app_id' | 'version'>

/** What is new for one account, while it is gathered. */
interface Draft {
  before: number | undefined
  readonly changed: string[]
  readonly removed: string[]
  readonly blocked: string[]
  readonly unblocked: string[]
  groups: boolean
  applications: boolean
}

/**
 * One change of the relations between an account, the center, and others. What is asked of it is
 * gathered and written at its end in a few statements, however many accounts it is about.
 */
export class Edit {
  readonly trx: Kysely<Schema>
  readonly appId: number
  readonly center: string
  readonly #heads: ReadonlyMap<string, Head>
  readonly #drafts = new Map<string, Draft>()
  readonly #touched = new Set<string>()
  readonly #friends = new Map<string, FriendRow>()
  readonly #dropped: { readonly owner: string; readonly friend: string }[] = []
  readonly #applications: ApplicationRow[] = []
  readonly #answered: { readonly receiver: string; readonly sender: string }[] = []
  readonly #groups = new Map<string, Set<string>>()
  #added = 0
  readonly #newGroups: { readonly owner: string; readonly name: string }[] = []

  constructor(trx: Kysely<Schema>, center: string, heads: ReadonlyMap<string, Head>) {
    const [head] = heads.values()
    if (!head) throw new Error('a change without accounts')
    this.trx = trx
    this.appId = head.app_id
    this.center = center
    this.#heads = heads
  }

  /** What is counted of an account, with what this change did so far. */
  head(userId: string): Head {
    const head = this.#heads.get(userId)
    if (!head) throw new Error('the account is not part of this change')
    return head
  }

  /** Entries of friend lists that come and go with this change. */
  get chain(): { readonly added: number; readonly removed: number } {
    return { added: this.#added, removed: this.#dropped.length }
  }

  /** Writes a friend of its owner, a new one or one that is there. */
  putFriend(row: NewFriend, isNew: boolean, touchesCustom = isNew): void {
    const version = this.#nextVersion(row.owner, touchesCustom)
    if (isNew) {
      this.head(row.owner).friend_count += 1
      this.#added += 1
      if (row.groups !== '[]') this.groupsChanged(row.owner)
    }
    this.#friends.set(`${row.owner}\0${row.friend}`, { ...row, app_id: this.appId, version })
    this.#draft(row.owner).changed.push(row.friend)
  }

  /** Takes a friend that is there off its owner's list; one of both is the center. */
  dropFriend({ owner, friend, groups }: Placed): void {
    const head = this.head(owner)
    head.removed_seq = this.#nextVersion(owner, true)
    head.friend_count -= 1
    this.#dropped.push({ owner, friend })
    this.#draft(owner).removed.push(friend)
    if (groups !== '[]') this.groupsChanged(owner)
  }

  /** Stores a request; `isNew` where the sender has none at this receiver yet. */
  apply(row: Omit<ApplicationRow, 'app_id'>, isNew: boolean): void {
    if (isNew) this.#touch(row.receiver).application_count += 1
    this.#applications.push({ ...row, app_id: this.appId })
    this.#draft(row.receiver).applications = true
    this.#draft(row.sender).applications = true
  }

  /** Removes a request that is there, answered or taken back; one of both is the center. */
  settle(receiver: string, sender: string): void {
    this.#touch(receiver).application_count -= 1
    this.#answered.push({ receiver, sender })
    this.#draft(receiver).applications = true
    this.#draft(sender).applications = true
  }

  /** The center has seen every request up to a time. */
  async readApplications(time: number): Promise<void> {
    this.#touch(this.center).application_read_at = time
    this.#draft(this.center).applications = true
  }

  /** Makes those of the groups that are not there; false, and none is made, where they would be too many. */
  async addGroups(owner: string, names: readonly string[], most: number): Promise<boolean> {
    if (names.length === 0) return true
    const known = this.#groups.get(owner) ?? new Set(await groupNames(this.trx, this.appId, owner))
    this.#groups.set(owner, known)
    const fresh = [...new Set(names)].filter((name) => !known.has(name))
    if (known.size + fresh.length > most) return false
    for (const name of fresh) {
      known.add(name)
      this.#newGroups.push({ owner, name })
    }
    this.#touch(owner).group_count = known.size
    if (fresh.length > 0) this.groupsChanged(owner)
    return true
  }

  /** Removes those of the center's groups that are there; their friends are rewritten by the caller. */
  async removeGroups(names: readonly string[]): Promise<readonly string[]> {
    const gone = await writes.removeGroups(this.trx, this.appId, this.center, names)
    if (gone.length === 0) return gone
    this.#touch(this.center).group_count -= gone.length
    this.groupsChanged(this.center)
    return gone
  }

  async renameGroup(from: string, to: string): Promise<void> {
    await writes.renameGroup(this.trx, { appId: this.appId, owner: this.center }, from, to)
    this.groupsChanged(this.center)
  }

  /** Names of an account's groups, or who is in them, are others now. */
  groupsChanged(owner: string): void {
    this.#touch(owner).group_seq += 1
    this.#draft(owner).groups = true
  }

  /** Puts an account on the blocklist of the center. */
  block(userId: string): void {
    this.#touch(this.center).block_count += 1
    this.#draft(this.center).blocked.push(userId)
  }

  unblock(userId: string): void {
    const head = this.#touch(this.center)
    head.block_count -= 1
    head.block_seq += 1
    this.#draft(this.center).unblocked.push(userId)
  }

  /** Takes the center off the blocklists of others that have it. */
  async unblockBy(owners: readonly string[]): Promise<void> {
    await writes.unblockBy(this.trx, this.appId, this.center, owners)
    for (const owner of owners) {
      const head = this.#touch(owner)
      head.block_count -= 1
      head.block_seq += 1
      this.#draft(owner).unblocked.push(this.center)
    }
  }

  /** Writes everything; answers what to tell whom once it is durable. */
  async write(now: number): Promise<ReadonlyMap<string, RelationNews>> {
    const { trx, appId, center } = this
    await writes.dropFriends(trx, appId, center, this.#dropped)
    await writes.putFriends(trx, [...this.#friends.values()])
    await writes.settle(trx, appId, center, this.#answered)
    await writes.apply(trx, this.#applications)
    await writes.addGroups(trx, appId, this.#newGroups, now)
    const { blocked, unblocked } = this.#draft(center)
    await writes.unblock(trx, appId, center, unblocked)
    await writes.block(
      trx,
      blocked.map((userId) => this.#blockedRow(userId, now)),
    )
    await writes.putHeads(
      trx,
      [...this.#touched].map((userId) => this.head(userId)),
    )
    return new Map(
      [...this.#drafts].map(([userId, draft]) => [userId, this.#newsOf(userId, draft)]),
    )
  }

  #blockedRow(userId: string, now: number): BlockedRow {
    const head = this.head(this.center)
    head.block_seq += 1
    const { appId: app_id, center: owner } = this
    return { app_id, owner, blocked: userId, time: now, version: head.block_seq }
  }

  #nextVersion(owner: string, touchesCustom: boolean): number {
    const head = this.#touch(owner)
    this.#draft(owner).before ??= head.friend_seq
    head.friend_seq += 1
    if (touchesCustom) head.custom_seq = head.friend_seq
    return head.friend_seq
  }

  #newsOf(userId: string, draft: Draft): RelationNews {
    const { before, changed, removed, blocked: added, unblocked } = draft
    const sequence = this.head(userId).friend_seq
    return {
      ...(before === undefined ? {} : { friends: { before, sequence, changed, removed } }),
      ...(added.length + unblocked.length === 0
        ? {}
        : { blocklist: { added, removed: unblocked } }),
      ...(draft.groups ? { groups: true } : {}),
      ...(draft.applications ? { applications: true } : {}),
    }
  }

  #draft(userId: string): Draft {
    const known = this.#drafts.get(userId)
    if (known) return known
    const draft = {
      before: undefined,
      changed: [],
      removed: [],
      blocked: [],
      unblocked: [],
      groups: false,
      applications: false,
    }
    this.#drafts.set(userId, draft)
    return draft
  }

  #touch(userId: string): Head {
    this.#touched.add(userId)
    return this.head(userId)
  }
}

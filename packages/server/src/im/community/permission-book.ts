import type { Kysely } from 'kysely'
import type { Bus } from '../../bus/bus.ts'
import type { Schema } from '../../store/schema.ts'
import type { Place } from '../group/service.ts'
import type { GroupedBits, Rights } from './permissions.ts'
import { rightsOf } from './permissions.ts'

/** Members whose permission groups are in memory, over all communities. */
const KNOWN = 200_000

/** Undefined for who is in no permission group. */
type Known = Map<string, GroupedBits | undefined>

/**
 * What members of communities may do by permission groups. Who was asked for before is in memory, so
 * that a message in such a community waits for no query.
 */
export class PermissionBook {
  readonly #db: Kysely<Schema>
  /** By community, so that a change of its permission groups forgets all of it. */
  readonly #known = new Map<string, Known>()
  #size = 0
  /** Counts what was forgotten: a read that overlaps a change is not remembered. */
  #changes = 0

  constructor({ db, bus }: { readonly db: Kysely<Schema>; readonly bus: Bus }) {
    this.#db = db
    bus.subscribe('group.membersRemoved', ({ appId, groupId, accounts }) => {
      this.membersChanged(appId, groupId, accounts)
    })
    bus.subscribe('group.dissolved', ({ appId, groupId }) => this.changed(appId, groupId))
    bus.subscribe('app.stopped', ({ appId }) => this.#forgetApp(appId))
  }

  /**
   * What an account may do in a place; undefined where the fixed powers of roles apply, as everywhere
   * but in communities with topics and permission groups. A promise only where it is not in memory.
   *
   * @param account - a member: of whom it is none, the defaults of members are told.
   */
  of(place: Place, account: string): Rights | undefined | Promise<Rights | undefined> {
    const { group } = place
    if (!usesPermissions(group)) return undefined
    if (group.owner === account) return toRights(place, account, undefined)
    const known = this.#known.get(keyOf(place.appId, group.group_id))
    if (known?.has(account)) return toRights(place, account, known.get(account))
    return this.#read(place, account)
  }

  /** A permission group, or its rights in topics, changed. */
  changed(appId: number, groupId: string): void {
    this.#changes += 1
    this.#drop(keyOf(appId, groupId))
  }

  /** Members came into permission groups or left them. */
  membersChanged(appId: number, groupId: string, accounts: readonly string[]): void {
    this.#changes += 1
    const known = this.#known.get(keyOf(appId, groupId))
    if (!known) return
    for (const account of accounts) if (known.delete(account)) this.#size -= 1
  }

  async #read(place: Place, account: string): Promise<Rights> {
    const changes = this.#changes
    const bits = await this.#readBits(place, account)
    if (changes === this.#changes) this.#keep(place, account, bits)
    return toRights(place, account, bits)
  }

  async #readBits({ appId, group }: Place, account: string): Promise<GroupedBits | undefined> {
    const rows = await this.#db
      .selectFrom('permission_group_member as m')
      .innerJoin('permission_group as g', (join) =>
        join
          .onRef('g.app_id', '=', 'm.app_id')
          .onRef('g.group_id', '=', 'm.group_id')
          .onRef('g.permission_group_id', '=', 'm.permission_group_id'),
      )
      .leftJoin('permission_group_topic as t', (join) =>
        join
          .onRef('t.app_id', '=', 'm.app_id')
          .onRef('t.group_id', '=', 'm.group_id')
          .onRef('t.permission_group_id', '=', 'm.permission_group_id'),
      )
      .select(['g.permission', 't.topic_id', 't.permission as inTopic'])
      .where('m.app_id', '=', appId)
      .where('m.group_id', '=', group.group_id)
      .where('m.account', '=', account)
      .execute()
    if (rows.length === 0) return undefined
    const topics = new Map<string, number>()
    let community = 0
    for (const { permission, topic_id: topic, inTopic } of rows) {
      community |= permission
      if (topic !== null) topics.set(topic, (topics.get(topic) ?? 0) | (inTopic ?? 0))
    }
    return { community, topics }
  }

  #keep({ appId, group }: Place, account: string, bits: GroupedBits | undefined): void {
    const key = keyOf(appId, group.group_id)
    const known = this.#known.get(key) ?? new Map<string, GroupedBits | undefined>()
    this.#known.set(key, known)
    if (!known.has(account)) this.#size += 1
    known.set(account, bits)
    if (this.#size > KNOWN) this.#forgetAll()
  }

  #forgetAll(): void {
    this.#known.clear()
    this.#size = 0
  }

  #forgetApp(appId: number): void {
    this.#changes += 1
    for (const key of this.#known.keys()) if (key.startsWith(keyOf(appId, ''))) this.#drop(key)
  }

  #drop(key: string): void {
    this.#size -= this.#known.get(key)?.size ?? 0
    this.#known.delete(key)
  }
}

/** Whether rights in a community go by permission groups, and not by roles. */
export function usesPermissions(group: Place['group']): boolean {
  return group.type === 'Community' && group.support_topic === 1 && group.enable_permission === 1
}

function toRights({ group, topic }: Place, account: string, grouped: GroupedBits | undefined) {
  return rightsOf({
    isOwner: group.owner === account,
    grouped,
    communityDefault: group.default_permission,
    topic: topic && { id: topic.topic_id, defaultBits: topic.default_permission },
  })
}

function keyOf(appId: number, groupId: string): string {
  return `${appId}/${groupId}`
}

import { groupErrors, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { GroupRow, Place, TopicRow } from './group.ts'
import { communityOf, placeOfGroup } from './group.ts'

/** Groups and topics kept in memory. */
const KNOWN = 100_000

/** Finds groups and topics by their ids; those asked for before are in memory. */
export class GroupDirectory {
  readonly #db: Kysely<Schema>
  readonly #places = new Map<string, Place>()
  /** Counts what was forgotten: a read that overlaps a change is not remembered. */
  #changes = 0

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  /** The group or topic where it is in memory already. */
  knownPlace(appId: number, id: string): Place | undefined {
    return this.#places.get(keyOf(appId, id))
  }

  async findPlace(appId: number, id: string): Promise<Place | undefined> {
    const known = this.knownPlace(appId, id)
    if (known) return known
    const changes = this.#changes
    const community = communityOf(id)
    const place =
      community === undefined
        ? await this.#readGroup(appId, id)
        : await this.#readTopic(appId, community, id)
    if (place && changes === this.#changes) this.#keep(place)
    return place
  }

  /** @throws {ImError} 10010, for topics 110003. */
  async place(appId: number, id: string): Promise<Place> {
    const place = await this.findPlace(appId, id)
    if (place) return place
    throw new ImError(communityOf(id) === undefined ? groupErrors.noGroup : groupErrors.noTopic, id)
  }

  async find(appId: number, groupId: string): Promise<GroupRow | undefined> {
    return communityOf(groupId) === undefined
      ? (await this.findPlace(appId, groupId))?.group
      : undefined
  }

  /** @throws {ImError} 10010. */
  async get(appId: number, groupId: string): Promise<GroupRow> {
    const group = await this.find(appId, groupId)
    if (!group) throw new ImError(groupErrors.noGroup, groupId)
    return group
  }

  /** Rows as they are in storage, by id; unknown ids are left out. */
  async read(appId: number, groupIds: readonly string[]): Promise<ReadonlyMap<string, GroupRow>> {
    if (groupIds.length === 0) return new Map()
    const rows = await this.#db
      .selectFrom('chat_group')
      .selectAll()
      .where('app_id', '=', appId)
      .where('group_id', 'in', [...new Set(groupIds)])
      .execute()
    return new Map(rows.map((row) => [row.group_id, row]))
  }

  /** A row was changed or removed: whoever asks next reads it again, its topics too. */
  changed(appId: number, id: string): void {
    this.#changes += 1
    const place = this.#places.get(keyOf(appId, id))
    this.#places.delete(keyOf(appId, id))
    // Who is not in memory has no topics there: they are read through their community.
    if (!place || place.topic || place.group.support_topic === 0) return
    for (const key of this.#places.keys()) {
      if (key.startsWith(keyOf(appId, `${id}@TOPIC#_`))) this.#places.delete(key)
    }
  }

  forgetApp(appId: number): void {
    this.#changes += 1
    for (const key of this.#places.keys()) {
      if (key.startsWith(keyOf(appId, ''))) this.#places.delete(key)
    }
  }

  async #readGroup(appId: number, groupId: string): Promise<Place | undefined> {
    const row = await this.#db
      .selectFrom('chat_group')
      .selectAll()
      .where('app_id', '=', appId)
      .where('group_id', '=', groupId)
      .executeTakeFirst()
    return row && placeOfGroup(row)
  }

  async #readTopic(appId: number, community: string, id: string): Promise<Place | undefined> {
    const topic: TopicRow | undefined = await this.#db
      .selectFrom('topic')
      .selectAll()
      .where('app_id', '=', appId)
      .where('topic_id', '=', id)
      .executeTakeFirst()
    if (!topic) return undefined
    const group = await this.find(appId, community)
    return group && { appId, id, conversation: topic.conversation, group, topic }
  }

  #keep(place: Place): void {
    if (this.#places.size >= KNOWN) this.#places.clear()
    this.#places.set(keyOf(place.appId, place.id), place)
  }
}

function keyOf(appId: number, id: string): string {
  return `${appId}/${id}`
}

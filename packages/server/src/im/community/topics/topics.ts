import type { ErrorRow } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import type { GroupCore, GroupRow, Remains, TopicRow } from '../../group/service.ts'
import { hasRemains } from '../../group/service.ts'
import type { Operator } from '../operator.ts'
import { judgeOf, requireRight } from '../operator.ts'
import { checkTopicTexts, isTopicId, mayBeTopicId } from './rules.ts'
import { removeTopics } from './topic-removal.ts'
import { topicTip } from './topic-tips.ts'
import { toWireTopic } from './topic-wire.ts'
import type { NewTopic, TopicChange } from './topic-writes.ts'
import { changeTopic, insertTopic, lockCommunity, readTopics } from './topic-writes.ts'

/** How a topic is made. */
export interface Founding {
  readonly by: Operator
  /** Imported: nobody is told. */
  readonly isSilent: boolean
  /** How the door says that an id is in use, and that it may not be chosen. */
  readonly errors: { readonly taken: ErrorRow; readonly badId: ErrorRow }
}

/** What became of a topic that was to be removed; without an error it is gone. */
export interface Removal {
  readonly topicId: string
  readonly error: ErrorRow | undefined
}

/** What a topic of the same id had is not removed yet. */
const REMAINS = Symbol('remains')

/** Makes, changes and removes topics of communities, and tells their members. */
export class Topics {
  readonly #core: GroupCore
  readonly #remains: Pick<Remains, 'begin' | 'clear'>

  constructor(core: GroupCore, remains: Pick<Remains, 'begin' | 'clear'>) {
    this.#core = core
    this.#remains = remains
  }

  /**
   * @throws {ImError} 10004, 10007 for who may not, 10010, 10037 where there are too many, and what
   * `founding` says of ids.
   */
  async create(group: GroupRow, wanted: NewTopic, founding: Founding): Promise<TopicRow> {
    const { by, errors, isSilent } = founding
    const { app_id: appId, group_id: groupId } = group
    const { directory } = this.#core
    await this.#checkTexts(appId, wanted)
    if (wanted.topicId !== undefined && !mayBeTopicId(groupId, wanted.topicId)) {
      throw new ImError(errors.badId, wanted.topicId)
    }
    if (wanted.createdAt > this.#core.now()) {
      throw new ImError(groupErrors.badParameter, 'CreateTime: in the future')
    }
    await requireRight(this.#core, await directory.place(appId, groupId), by, 'manageTopics')
    const made = await this.#insert(group, wanted)
    if (!made) throw new ImError(errors.taken, wanted.topicId)
    directory.changed(appId, groupId)
    if (!isSilent) await this.#tell(group, 'created', [made.topic_id], made)
    return made
  }

  /** A topic of the same id may have left what is not removed yet: the new one must not inherit it. */
  async #insert(group: GroupRow, wanted: NewTopic): Promise<TopicRow | undefined> {
    for (;;) {
      const made = await this.#core.db.transaction().execute(async (trx) => {
        const community = await lockCommunity(trx, group)
        const { topicId } = wanted
        const isLeft = topicId !== undefined && (await hasRemains(trx, group.app_id, topicId))
        return isLeft ? REMAINS : insertTopic(trx, community, wanted)
      })
      if (made !== REMAINS) return made
      await this.#remains.clear(group.app_id, wanted.topicId ?? '')
    }
  }

  /** @throws {ImError} 10004, 10007 for who may not, 10010, 110003. */
  async update(
    group: GroupRow,
    topicId: string,
    change: TopicChange,
    by: Operator,
  ): Promise<TopicRow> {
    const { app_id: appId } = group
    const { db, directory } = this.#core
    await this.#checkTexts(appId, change)
    const place = await directory.place(appId, topicId)
    await requireRight(this.#core, place, by, 'manageTopics')
    if (change.defaultPermission !== undefined) {
      await requireRight(this.#core, place, by, 'manageTopicPermissions')
    }
    const { before, after } = await db.transaction().execute(async (trx) => {
      const community = await lockCommunity(trx, group)
      const [row] = await readTopics(trx, community, [topicId])
      const changed = row && (await changeTopic(trx, community, topicId, change))
      if (!row || !changed) throw new ImError(groupErrors.noTopic, topicId)
      return { before: row, after: changed }
    })
    directory.changed(appId, topicId)
    await this.#tell(group, 'updated', [topicId], after)
    await this.#tip(before, after, by)
    return after
  }

  /**
   * Removes topics, each for itself; repeated ids once.
   *
   * @throws {ImError} 10010.
   */
  async remove(
    group: GroupRow,
    topicIds: readonly string[],
    by: Operator,
  ): Promise<readonly Removal[]> {
    const { app_id: appId, group_id: groupId } = group
    const { db, directory, permissions } = this.#core
    const ids = [...new Set(topicIds)]
    const refusals = await this.#refusals(group, ids, by)
    const removed = await db.transaction().execute(async (trx) => {
      const community = await lockCommunity(trx, group)
      return removeTopics(
        trx,
        community,
        ids.filter((id) => !refusals.has(id)),
      )
    })
    const gone = new Set(removed)
    for (const id of removed) directory.changed(appId, id)
    directory.changed(appId, groupId)
    permissions.changed(appId, groupId)
    if (removed.length > 0) await this.#tell(group, 'deleted', removed)
    for (const id of removed) await this.#remains.begin(appId, id)
    return ids.map((topicId) => ({
      topicId,
      error: gone.has(topicId) ? undefined : (refusals.get(topicId) ?? groupErrors.noTopic),
    }))
  }

  /** Why topics cannot be removed, by their ids. */
  async #refusals(
    group: GroupRow,
    ids: readonly string[],
    by: Operator,
  ): Promise<ReadonlyMap<string, ErrorRow>> {
    const { app_id: appId, group_id: groupId } = group
    const refusals = new Map<string, ErrorRow>()
    const proper = ids.filter((id) => isTopicId(groupId, id))
    const rows = await readTopics(this.#core.db, group, proper)
    const found = new Map(rows.map((row) => [row.topic_id, row]))
    const may = await judgeOf(this.#core, group, by)
    for (const id of ids) {
      const topic = found.get(id)
      if (!topic) {
        refusals.set(id, isTopicId(groupId, id) ? groupErrors.noTopic : groupErrors.badTopicId)
        continue
      }
      const { conversation } = topic
      const place = { appId, id, conversation, group, topic }
      if (!(await may(place, 'manageTopics'))) refusals.set(id, groupErrors.noPermission)
    }
    return refusals
  }

  async #checkTexts(appId: number, texts: TopicChange): Promise<void> {
    checkTopicTexts((await this.#core.apps.get(appId)).conf, texts)
  }

  /** To everybody in the community, whose connections the roster puts on its native topic. */
  async #tell(
    group: GroupRow,
    change: 'created' | 'updated' | 'deleted',
    topicIds: readonly string[],
    topic?: TopicRow,
  ): Promise<void> {
    const { app_id: appId, group_id: groupId } = group
    await this.#core.rosters.of(group)
    const what = { appId, groupId, change, topicIds }
    this.#core.bus.publish('topic.changed', topic ? { ...what, topic: toWireTopic(topic) } : what)
  }

  async #tip(before: TopicRow, after: TopicRow, by: Operator): Promise<void> {
    const { apps, directory, tips } = this.#core
    const { app_id: appId, topic_id: topicId } = after
    const tip = topicTip(await apps.get(appId), before, after)
    const place = tip && (await directory.findPlace(appId, topicId))
    if (place) await tips.tell(place, { ...tip, operator: by.account })
  }
}

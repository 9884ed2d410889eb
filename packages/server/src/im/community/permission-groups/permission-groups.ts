import type { ErrorRow } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupCore, GroupRow } from '../../group/service.ts'
import { requirePermissionGroups } from '../gate.ts'
import { lockCommunity } from '../topics/topic-writes.ts'
import type { NewPermissionGroup, PermissionGroupChange, PermissionGroupRow } from './group-rows.ts'
import {
  changePermissionGroup,
  findPermissionGroups,
  insertPermissionGroup,
  removePermissionGroups,
} from './group-rows.ts'
import type { AddResult } from './member-rows.ts'
import { addMembers, removeMembers } from './member-rows.ts'
import type { TopicEdit, TopicPermission } from './topic-rows.ts'
import { dropTopics, putTopics, topicFaults } from './topic-rows.ts'

/** Changes the permission groups of communities; what follows from them is asked anew afterwards. */
export class PermissionGroups {
  readonly #core: Pick<GroupCore, 'db' | 'permissions'>

  constructor(core: Pick<GroupCore, 'db' | 'permissions'>) {
    this.#core = core
  }

  /** @throws {ImError} 10007, 10010, 10021, 10037. */
  create(group: GroupRow, wanted: NewPermissionGroup): Promise<string> {
    return this.#in(group, (trx, community) => insertPermissionGroup(trx, community, wanted))
  }

  /** @throws {ImError} 10007, 10010, 110006. */
  async change(group: GroupRow, id: string, change: PermissionGroupChange): Promise<void> {
    await this.#in(group, async (trx, community) => {
      if (await changePermissionGroup(trx, community, id, change)) return
      throw new ImError(groupErrors.noPermissionGroup, id)
    })
  }

  /** Answers which were there. */
  remove(group: GroupRow, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#in(group, (trx, community) => removePermissionGroups(trx, community, ids))
  }

  /** @throws {ImError} 10007, 10010, 110006, 110012. */
  addMembers(
    group: GroupRow,
    id: string,
    accounts: readonly string[],
  ): Promise<ReadonlyMap<string, AddResult>> {
    return this.#inOne(group, id, (trx, row) => addMembers(trx, row, [...new Set(accounts)]))
  }

  /** @throws {ImError} 10007, 10010, 110006. */
  async removeMembers(group: GroupRow, id: string, accounts: readonly string[]): Promise<void> {
    await this.#inOne(group, id, (trx, row) => removeMembers(trx, row, accounts))
  }

  /**
   * Gives rights in topics, changes them or takes them; each topic for itself, of those named twice
   * the last. Answers what was wrong with which.
   *
   * @throws {ImError} 10007, 10010, 110006.
   */
  editTopics(
    group: GroupRow,
    id: string,
    edit: TopicEdit,
    wanted: readonly TopicPermission[],
  ): Promise<ReadonlyMap<string, ErrorRow>> {
    return this.#inOne(group, id, async (trx, row) => {
      const byId = new Map(wanted.map((one) => [one.topicId, one]))
      const faults = await topicFaults(trx, row, [...byId.keys()], edit)
      const good = [...byId.values()].filter(({ topicId }) => !faults.has(topicId))
      await (edit === 'delete'
        ? dropTopics(
            trx,
            row,
            good.map(({ topicId }) => topicId),
          )
        : putTopics(trx, row, good))
      return faults
    })
  }

  /** @throws {ImError} 10007, 110006. */
  async get(group: GroupRow, id: string): Promise<PermissionGroupRow> {
    requirePermissionGroups(group)
    return one(this.#core.db, group, id)
  }

  #inOne<Result>(
    group: GroupRow,
    id: string,
    work: (trx: Kysely<Schema>, row: PermissionGroupRow) => Promise<Result>,
  ): Promise<Result> {
    return this.#in(group, async (trx, community) => work(trx, await one(trx, community, id)))
  }

  /** In one transaction, the community locked: of two changes at once, the second sees the first. */
  async #in<Result>(
    group: GroupRow,
    work: (trx: Kysely<Schema>, community: GroupRow) => Promise<Result>,
  ): Promise<Result> {
    const { db, permissions } = this.#core
    const result = await db.transaction().execute(async (trx) => {
      const community = await lockCommunity(trx, group)
      requirePermissionGroups(community)
      return work(trx, community)
    })
    permissions.changed(group.app_id, group.group_id)
    return result
  }
}

async function one(db: Kysely<Schema>, group: GroupRow, id: string): Promise<PermissionGroupRow> {
  const [row] = await findPermissionGroups(db, group, [id])
  if (!row) throw new ImError(groupErrors.noPermissionGroup, id)
  return row
}

import { groupErrors, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import type { MemberStore } from '../member-store.ts'
import { createMemberStore } from '../member-store.ts'
import type { GroupCore } from '../service.ts'
import { lockGroup } from './member-writes.ts'

/** A group whose members nobody else changes meanwhile. */
export interface Scene {
  readonly trx: Kysely<Schema>
  /** As it is in storage. */
  readonly group: GroupRow
  /** Reads within the transaction. */
  readonly members: MemberStore
}

/**
 * Does something to the members of a group in one transaction, its row locked.
 *
 * @throws {ImError} 10010.
 */
export async function inGroup<Result>(
  { db, directory }: Pick<GroupCore, 'db' | 'directory'>,
  key: Pick<GroupRow, 'app_id' | 'group_id'>,
  work: (scene: Scene) => Promise<Result>,
): Promise<Result> {
  const result = await db.transaction().execute(async (trx) => {
    const group = await lockGroup(trx, key)
    if (!group) throw new ImError(groupErrors.noGroup, key.group_id)
    return work({ trx, group, members: createMemberStore(trx) })
  })
  directory.changed(key.app_id, key.group_id)
  return result
}

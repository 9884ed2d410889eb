import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import type { AttributeDifference, Attributes } from './rules.ts'

type Key = Pick<GroupRow, 'app_id' | 'group_id'>

export interface AttributeState {
  readonly attributes: Attributes
  /** Rises with every change; 0 where there never was one. */
  readonly sequence: number
}

/** The attributes of a group with their sequence, from one moment; undefined where the group is gone. */
export async function readAttributes(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
): Promise<AttributeState | undefined> {
  const rows = await db
    .selectFrom('chat_group as g')
    .leftJoin('group_attribute as a', (join) =>
      join.onRef('a.app_id', '=', 'g.app_id').onRef('a.group_id', '=', 'g.group_id'),
    )
    .select(['g.attribute_seq', 'a.name', 'a.value'])
    .where('g.app_id', '=', appId)
    .where('g.group_id', '=', groupId)
    .orderBy('a.name')
    .execute()
  const [first] = rows
  if (!first) return undefined
  const attributes = new Map<string, string>()
  for (const { name, value } of rows) if (name !== null) attributes.set(name, value ?? '')
  return { attributes, sequence: first.attribute_seq }
}

/** Writes a change of attributes. Within the lock of the group. */
export async function writeAttributes(
  trx: Kysely<Schema>,
  group: Key,
  { set, deleted }: AttributeDifference,
  sequence: number,
): Promise<void> {
  const { app_id: appId, group_id: groupId } = group
  if (deleted.length > 0) {
    await trx
      .deleteFrom('group_attribute')
      .where('app_id', '=', appId)
      .where('group_id', '=', groupId)
      .where('name', 'in', deleted)
      .execute()
  }
  if (set.size > 0) {
    const row = { app_id: appId, group_id: groupId, seq: sequence }
    await trx
      .insertInto('group_attribute')
      .values([...set].map(([name, value]) => ({ ...row, name, value })))
      .onConflict((conflict) =>
        conflict.columns(['app_id', 'group_id', 'name']).doUpdateSet({
          value: sql<string>`excluded.value`,
          seq: sequence,
        }),
      )
      .execute()
  }
  await trx
    .updateTable('chat_group')
    .set({ attribute_seq: sequence })
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .execute()
}

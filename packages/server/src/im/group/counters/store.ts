import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import type { Counters } from './rules.ts'

type Key = Pick<GroupRow, 'app_id' | 'group_id'>

/** Counters of a group, by the order of their keys; all where no keys are given. */
export async function readCounters(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  keys?: readonly string[],
): Promise<Counters> {
  const all = db
    .selectFrom('group_counter')
    .select(['name', 'value'])
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
  const rows = await (keys ? all.where('name', 'in', keys) : all).orderBy('name').execute()
  return new Map(rows.map(({ name, value }) => [name, Number(value)]))
}

/** Writes counters. Within the lock of the group. */
export async function writeCounters(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  changed: Counters,
): Promise<void> {
  if (changed.size === 0) return
  await trx
    .insertInto('group_counter')
    .values(
      [...changed].map(([name, value]) => ({
        app_id: appId,
        group_id: groupId,
        name,
        value: String(value),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['app_id', 'group_id', 'name'])
        .doUpdateSet({ value: sql<string>`excluded.value` }),
    )
    .execute()
}

/** Deletes counters, all where no keys are given; answers which there were. */
export async function deleteCounters(
  db: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: Key,
  keys?: readonly string[],
): Promise<readonly string[]> {
  const all = db
    .deleteFrom('group_counter')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
  const rows = await (keys ? all.where('name', 'in', keys) : all).returning('name').execute()
  return rows.map(({ name }) => name)
}

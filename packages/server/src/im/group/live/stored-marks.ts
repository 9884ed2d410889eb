import { groupErrors, groupLimits, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'
import { lockGroup } from '../members/member-writes.ts'
import { MEMBERS_PER_MARK } from './marks.ts'

interface Marked {
  readonly account: string
  /** A JSON list of numbers; empty for none. */
  readonly marks: string
}

/**
 * Sets a mark on members of a group whose members are stored, or takes it away: in communities.
 *
 * @returns who has it now, or had it: nobody beyond 1000 is marked, and who is no member is passed over.
 * @throws {ImError} 10004 for an eleventh kind, 10010.
 */
export function markMembers(
  db: Kysely<Schema>,
  group: GroupRow,
  accounts: readonly string[],
  { mark, enabled }: { readonly mark: number; readonly enabled: boolean },
): Promise<readonly string[]> {
  return db.transaction().execute(async (trx) => {
    if (!(await lockGroup(trx, group))) throw new ImError(groupErrors.noGroup, group.group_id)
    const marked = await membersOf(trx, group).where('marks', '<>', sql.lit('')).execute()
    const members = await membersOf(trx, group).where('account', 'in', accounts).execute()
    let left = enabled ? roomFor(marked, mark) : Infinity
    const changed: Marked[] = []
    const done = members.filter(({ account, marks }) => {
      const list = listOf(marks)
      if (list.includes(mark) === enabled) return enabled
      if (left-- <= 0) return false
      const after = enabled ? [...list, mark] : list.filter((each) => each !== mark)
      changed.push({ account, marks: after.length === 0 ? '' : JSON.stringify(after) })
      return true
    })
    await write(trx, group, changed)
    return done.map(({ account }) => account)
  })
}

function membersOf(trx: Kysely<Schema>, { app_id: appId, group_id: groupId }: GroupRow) {
  return trx
    .selectFrom('group_member')
    .select(['account', 'marks'])
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
}

function listOf(marks: string): readonly number[] {
  return marks === '' ? [] : (JSON.parse(marks) as readonly number[])
}

/** How many more may get a mark. @throws {ImError} 10004. */
function roomFor(marked: readonly Marked[], mark: number): number {
  const counts = new Map<number, number>()
  for (const { marks } of marked) {
    for (const each of listOf(marks)) counts.set(each, (counts.get(each) ?? 0) + 1)
  }
  if (!counts.has(mark) && counts.size >= groupLimits.markKinds) {
    throw new ImError(groupErrors.badParameter, 'too many kinds of marks')
  }
  return MEMBERS_PER_MARK - (counts.get(mark) ?? 0)
}

async function write(
  trx: Kysely<Schema>,
  { app_id: appId, group_id: groupId }: GroupRow,
  changed: readonly Marked[],
): Promise<void> {
  if (changed.length === 0) return
  const cases = changed.map(({ account, marks }) => sql`when ${account} then ${marks}`)
  await trx
    .updateTable('group_member')
    .set({ marks: sql<string>`case account ${sql.join(cases, sql` `)} end` })
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where(
      'account',
      'in',
      changed.map(({ account }) => account),
    )
    .execute()
}

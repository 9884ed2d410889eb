import type { GroupType, PlanQuotas } from '@yanshu/protocol'
import { groupErrors, ImError } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { BEIJING } from '../../../clock.ts'
import type { Schema } from '../../../store/schema.ts'

/** Communities of an app, whatever its plan (社群). */
const MOST_COMMUNITIES = 100_000

const DAY = 86_400_000

/** The number of a day in Beijing, by which groups that come and go are counted. */
export function dayNumber(time: number): number {
  return Math.floor((time + BEIJING) / DAY)
}

/** How many groups an app has. */
export interface GroupCounts {
  readonly all: number
  readonly byType: ReadonlyMap<string, number>
  /** Groups made today less those dissolved today. */
  readonly grown: number
}

/** What an app has, from one row a type; within the lock of the app where it is to hold. */
export async function readCounts(
  db: Kysely<Schema>,
  appId: number,
  day: number,
): Promise<GroupCounts> {
  const rows = await db.selectFrom('group_count').selectAll().where('app_id', '=', appId).execute()
  return {
    all: rows.reduce((sum, { count }) => sum + count, 0),
    byType: new Map(rows.map(({ type, count }) => [type, count])),
    grown: rows.reduce((sum, row) => sum + (row.day === day ? row.grown : 0), 0),
  }
}

/**
 * Refuses one more group of a type where the plan allows none.
 *
 * @param isImported - groups that are moved here are no growth of the day.
 * @throws {ImError} 10058 for too many groups or communities, 10036 for too many live rooms, 10006 for
 * too many new ones today.
 */
export function checkRoom(
  quotas: Pick<PlanQuotas, 'groups' | 'liveGroups' | 'newGroupsPerDay'>,
  counts: GroupCounts,
  type: GroupType,
  isImported: boolean,
): void {
  const ofType = counts.byType.get(type) ?? 0
  if (isFull(counts.all, quotas.groups)) throw new ImError(groupErrors.trialGroups)
  if (type === 'Community' && isFull(ofType, MOST_COMMUNITIES)) {
    throw new ImError(groupErrors.trialGroups, `at most ${MOST_COMMUNITIES} communities`)
  }
  if (type === 'AVChatRoom' && isFull(ofType, quotas.liveGroups)) {
    throw new ImError(groupErrors.tooManyLiveRooms)
  }
  if (!isImported && isFull(counts.grown, quotas.newGroupsPerDay)) {
    throw new ImError(groupErrors.tooFrequent, 'too many new groups today')
  }
}

function isFull(count: number, most: number | null): boolean {
  return most !== null && count >= most
}

/** A group that comes or goes. */
export interface CountChange {
  readonly type: GroupType
  readonly by: 1 | -1
  readonly day: number
  /** Whether it counts to the growth of the day. */
  readonly grows: boolean
}

export async function countGroup(
  trx: Kysely<Schema>,
  appId: number,
  { type, by, day, grows }: CountChange,
): Promise<void> {
  const grown = grows ? by : 0
  await trx
    .insertInto('group_count')
    .values({ app_id: appId, type, count: by, day, grown })
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'type']).doUpdateSet({
        count: sql<number>`group_count.count + ${by}`,
        grown: sql<number>`case when group_count.day = ${day} then group_count.grown else 0 end + ${grown}`,
        day,
      }),
    )
    .execute()
}

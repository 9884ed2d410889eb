import { sql } from 'kysely'
import { communityBits, usesPermissions } from '../../community/service.ts'
import type { GroupRow } from '../group.ts'
import type { GroupCore } from '../service.ts'

/** Members that one application is told to where permission groups decide, the owner beside them. */
const MOST_ASKED = 100

/**
 * Who decides about applications to a group, and is told of them: the owner and administrators; in a
 * community with permission groups the owner and who manages members by one of those. What such a
 * community allows all of its members is not told to all of them.
 */
export async function askedIn(
  { db, members }: Pick<GroupCore, 'db' | 'members'>,
  group: GroupRow,
): Promise<readonly string[]> {
  const { app_id: appId, group_id: groupId } = group
  const powerful = await members.powerful(appId, groupId)
  if (!usesPermissions(group)) return powerful.map(({ account }) => account)
  const { rows } = await sql<{ account: string }>`
    select distinct m.account from permission_group g
      join permission_group_member m on m.app_id = g.app_id and m.group_id = g.group_id
        and m.permission_group_id = g.permission_group_id
    where g.app_id = ${appId} and g.group_id = ${groupId} and ${managesMembers('g')}
    order by m.account limit ${MOST_ASKED}`.execute(db)
  const owner = powerful.filter(({ role }) => role === 'Owner')
  return [...new Set([...owner, ...rows].map(({ account }) => account))]
}

/** Whether a permission group, called so in the query, lets its members manage those of the community. */
export function managesMembers(table: string) {
  const permission = sql.ref(`${table}.permission`)
  return sql<boolean>`(${permission} & ${sql.lit(communityBits.manageMembers)}) <> 0`
}

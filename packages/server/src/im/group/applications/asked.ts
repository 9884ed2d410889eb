import { sql } from 'kysely'
import { communityBits, usesPermissions } from '../../community/service.ts'
import type { GroupRow } from '../group.ts'
import type { GroupCore } from '../service.ts'

/** Members that one application is told to where permission groups decide, the owner beside them. */
const MOST_ASKED = 100

type AskedDeps = Pick<GroupCore, 'db' | 'members' | 'rosters' | 'registry'>

/**
 * Who decides about applications to a group, and is told of them: the owner and administrators; in a
 * community with permission groups the owner and who manages members by one of those. Of those who
 * do because the community lets all its members, some who are here are told: the others find it in
 * their lists.
 */
export async function askedIn(core: AskedDeps, group: GroupRow): Promise<readonly string[]> {
  const { db, members } = core
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
  const named = [...owner, ...rows].map(({ account }) => account)
  return [...new Set([...named, ...(await askedByDefault(core, group))])]
}

/** Members who are here and manage members by what the community lets everybody do who is in no permission group. */
async function askedByDefault(core: AskedDeps, group: GroupRow): Promise<readonly string[]> {
  const { app_id: appId, group_id: groupId, default_permission: permission } = group
  if ((permission & communityBits.manageMembers) === 0) return []
  const roster = await core.rosters.of(group)
  const here: string[] = []
  for (const account of roster.accounts()) {
    if (here.length >= MOST_ASKED) break
    if (core.registry.of(appId, account).length > 0) here.push(account)
  }
  if (here.length === 0) return []
  const grouped = await core.db
    .selectFrom('permission_group_member')
    .select('account')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .where('account', 'in', here)
    .execute()
  const others = new Set(grouped.map(({ account }) => account))
  return here.filter((account) => !others.has(account))
}

/** Whether a permission group, called so in the query, lets its members manage those of the community. */
export function managesMembers(table: string) {
  const permission = sql.ref(`${table}.permission`)
  return sql<boolean>`(${permission} & ${sql.lit(communityBits.manageMembers)}) <> 0`
}

import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { GroupApplicationTable } from '../../../store/schema-group.ts'
import type { Schema } from '../../../store/schema.ts'
import { communityBits } from '../../community/service.ts'
import type { GroupRow } from '../group.ts'
import { managesMembers } from './asked.ts'

export type ApplicationRow = Selectable<GroupApplicationTable>

/**
 * Applications that a group keeps, waiting ones before handled ones and the newest of each: more than
 * one call may invite, and few enough that nobody fills the storage by applying.
 */
export const MOST_APPLICATIONS = 500

/** Somebody asks to join, or invites others. */
export interface NewApplication {
  readonly applicant: string
  /** Whom it is for; one empty name where the applicant asks for itself. */
  readonly invitees: readonly string[]
  readonly kind: 0 | 1 | 2
  readonly message: string
}

/**
 * Leaves applications, which take the place of earlier ones of the same accounts; answers their ids by
 * invitee. Within the lock of the group.
 */
export async function putApplications(
  trx: Kysely<Schema>,
  { app_id, group_id }: Pick<GroupRow, 'app_id' | 'group_id'>,
  { applicant, invitees, kind, message }: NewApplication,
  now: number,
): Promise<ReadonlyMap<string, string>> {
  if (invitees.length === 0) return new Map()
  const rows = invitees.map((invitee) => ({
    app_id,
    group_id,
    applicant,
    invitee,
    id: randomUUID(),
    kind,
    created_at: now,
    message,
  }))
  await trx
    .insertInto('group_application')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'group_id', 'applicant', 'invitee']).doUpdateSet((row) => ({
        id: row.ref('excluded.id'),
        kind: row.ref('excluded.kind'),
        created_at: row.ref('excluded.created_at'),
        message: row.ref('excluded.message'),
        handled_by: '',
        handled_at: 0,
        agreed: 0,
        answer: '',
      })),
    )
    .execute()
  await forgetOldest(trx, app_id, group_id)
  return new Map(rows.map(({ invitee, id }) => [invitee, id]))
}

async function forgetOldest(trx: Kysely<Schema>, appId: number, groupId: string): Promise<void> {
  await sql`
    delete from group_application where app_id = ${appId} and id in (
      select id from group_application where app_id = ${appId} and group_id = ${groupId}
      order by case when handled_by = '' then 0 else 1 end, created_at desc, id
      limit ${MOST_APPLICATIONS} offset ${sql.lit(MOST_APPLICATIONS)})`.execute(trx)
}

export async function findApplication(
  db: Kysely<Schema>,
  appId: number,
  id: string,
): Promise<ApplicationRow | undefined> {
  return db
    .selectFrom('group_application')
    .selectAll()
    .where('app_id', '=', appId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** How an application was answered, and by whom. */
export interface Answer {
  readonly by: string
  readonly agreed: boolean
  readonly message: string
}

/** Answers an application that waits. Within the lock of the group. */
export async function answerApplication(
  trx: Kysely<Schema>,
  { app_id, id }: ApplicationRow,
  { by, agreed, message }: Answer,
  now: number,
): Promise<void> {
  await trx
    .updateTable('group_application')
    .set({ handled_by: by, handled_at: now, agreed: agreed ? 1 : 0, answer: message })
    .where('app_id', '=', app_id)
    .where('id', '=', id)
    .execute()
}

/** What a list of applications shows after. */
export interface ApplicationPlace {
  readonly createdAt: number
  readonly id: string
}

/** What an account may answer, or made itself, newest first. */
export async function applicationsOf(
  db: Kysely<Schema>,
  { appId, account }: { readonly appId: number; readonly account: string },
  after: ApplicationPlace | undefined,
  limit: number,
): Promise<readonly ApplicationRow[]> {
  const before = after ? sql`and (a.created_at, a.id) < (${after.createdAt}, ${after.id})` : sql``
  const { rows } = await sql<ApplicationRow>`
    select a.* from group_application a
    where a.app_id = ${appId} and a.id in (
      select id from (${answerable(appId, account)}
        union select id from group_application where app_id = ${appId} and applicant = ${account}) s)
      ${before}
    order by a.created_at desc, a.id desc limit ${limit}`.execute(db)
  return rows
}

/** How many wait for an account that came after a time. */
export async function countWaiting(
  db: Kysely<Schema>,
  { appId, account }: { readonly appId: number; readonly account: string },
  since: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from group_application a
    where a.app_id = ${appId} and a.handled_by = '' and a.created_at > ${since}
      and a.id in (select id from (${answerable(appId, account)}) s)`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/**
 * Ids of what an account may answer: in groups that it administers, in communities whose members it
 * manages by a permission group, or by what the community lets members do who are in none, and
 * invitations to it.
 */
function answerable(appId: number, account: string) {
  const byPermission = sql`c.enable_permission = 1 and c.support_topic = 1`
  return sql`
    select p.id from group_member m
      join chat_group c on c.app_id = m.app_id and c.group_id = m.group_id
      join group_application p on p.app_id = m.app_id and p.group_id = m.group_id
    where m.app_id = ${appId} and m.account = ${account} and m.role <> 'Member' and p.kind <> 1
      and (m.role = 'Owner' or not (${byPermission}))
    union select p.id from permission_group_member m
      join permission_group g on g.app_id = m.app_id and g.group_id = m.group_id
        and g.permission_group_id = m.permission_group_id
      join chat_group c on c.app_id = m.app_id and c.group_id = m.group_id
      join group_application p on p.app_id = m.app_id and p.group_id = m.group_id
    where m.app_id = ${appId} and m.account = ${account} and p.kind <> 1
      and ${managesMembers('g')} and ${byPermission}
    union select p.id from group_member m
      join chat_group c on c.app_id = m.app_id and c.group_id = m.group_id
      join group_application p on p.app_id = m.app_id and p.group_id = m.group_id
    where m.app_id = ${appId} and m.account = ${account} and p.kind <> 1
      and c.type = 'Community' and ${byPermission}
      and (c.default_permission & ${sql.lit(communityBits.manageMembers)}) <> 0
      and not exists (select 1 from permission_group_member o
        where o.app_id = m.app_id and o.group_id = m.group_id and o.account = m.account)
    union select id from group_application
    where app_id = ${appId} and invitee = ${account} and invitee <> '' and kind = 1`
}

/** Up to when an account has seen its applications, in Unix milliseconds; 0 where it never did. */
export async function readApplicationsAt(
  db: Kysely<Schema>,
  appId: number,
  account: string,
): Promise<number> {
  const row = await db
    .selectFrom('group_application_read')
    .select('read_at')
    .where('app_id', '=', appId)
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.read_at ?? 0
}

export async function putApplicationsRead(
  db: Kysely<Schema>,
  appId: number,
  account: string,
  now: number,
): Promise<void> {
  await db
    .insertInto('group_application_read')
    .values({ app_id: appId, account, read_at: now })
    .onConflict((conflict) => conflict.columns(['app_id', 'account']).doUpdateSet({ read_at: now }))
    .execute()
}

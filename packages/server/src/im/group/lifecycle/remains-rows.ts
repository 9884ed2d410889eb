import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { deleteSome } from '../../../store/delete-some.ts'
import type { Schema } from '../../../store/schema.ts'
import { TOPIC_MARK } from '../group.ts'
import { countJoined } from '../members/joined.ts'

/** Members of one step, each with a counter and with messages that it deleted. */
const MEMBERS = 500

/** Rows of other tables of one step. */
const ROWS = 1000

interface Id {
  readonly appId: number
  readonly groupId: string
}

/**
 * Removes some of what is called by the id of a dissolved group; true where nothing is left, or no
 * dissolved group bears the id. Within a transaction.
 */
export async function clearStep(
  trx: Kysely<Schema>,
  appId: number,
  groupId: string,
): Promise<boolean> {
  const id = { appId, groupId }
  const conversation = await holdGone(trx, id)
  if (conversation === undefined) return true
  if (await removeMembers(trx, id, conversation)) return false
  for (const [table, key, which] of ownedBy(id)) {
    if ((await deleteSome(trx, { table, key, which, limit: ROWS })) > 0) return false
  }
  await trx.updateTable('conversation').set({ a: '' }).where('id', '=', conversation).execute()
  return true
}

/** Whether rows are left that are called by an id: of a group, or a topic. */
export async function hasRemains(trx: Kysely<Schema>, appId: number, id: string): Promise<boolean> {
  const gone = await trx
    .selectFrom('conversation')
    .select('id')
    .where('app_id', '=', appId)
    .where('kind', '=', 'gone')
    .where('a', '=', id)
    .limit(1)
    .executeTakeFirst()
  return gone !== undefined
}

/** Touched, so that two who clear the same wait for each other. */
async function holdGone(trx: Kysely<Schema>, { appId, groupId }: Id): Promise<number | undefined> {
  const row = await trx
    .updateTable('conversation')
    .set((row) => ({ b: row.ref('b') }))
    .where('app_id', '=', appId)
    .where('kind', '=', 'gone')
    .where('a', '=', groupId)
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

async function removeMembers(
  trx: Kysely<Schema>,
  { appId, groupId }: Id,
  conversation: number,
): Promise<boolean> {
  const first = await trx
    .selectFrom('group_member')
    .select('account')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    .orderBy('account')
    .limit(MEMBERS)
    .execute()
  if (first.length === 0) return false
  const rows = await trx
    .deleteFrom('group_member')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
    // By name: asked as a query of its own, PostgreSQL may answer it for each member of the group.
    .where(
      'account',
      'in',
      first.map(({ account }) => account),
    )
    .returning('account')
    .execute()
  const accounts = rows.map(({ account }) => account)
  await countJoined(trx, appId, accounts, -1)
  if (accounts.length === 0) return true
  await trx
    .deleteFrom('message_deleted')
    .where('app_id', '=', appId)
    .where('account', 'in', accounts)
    .where((where) =>
      where.or([
        where('conversation', '=', conversation),
        where('conversation', 'in', topicsOf(trx, { appId, groupId })),
      ]),
    )
    .execute()
  return true
}

function topicsOf(trx: Kysely<Schema>, { appId, groupId }: Id) {
  return trx
    .selectFrom('topic')
    .select('conversation')
    .where('app_id', '=', appId)
    .where('group_id', '=', groupId)
}

type Owned = readonly [keyof Schema, readonly string[], RawBuilder<unknown>]

/** The other tables; topics at last, which lead to what belongs to them. */
function ownedBy({ appId, groupId }: Id): readonly Owned[] {
  const ofGroup = sql`app_id = ${appId} and group_id = ${groupId}`
  const places = (column: string) => {
    const topics = `${groupId}${TOPIC_MARK}`
    // The sign after the last one of the mark ends what begins with it.
    const end = `${topics.slice(0, -1)}\``
    return sql`app_id = ${appId} and ${sql.ref(column)} >= ${topics} and ${sql.ref(column)} < ${end}`
  }
  return [
    ['group_mute', ['app_id', 'place', 'account'], sql`app_id = ${appId} and place = ${groupId}`],
    ['group_mute', ['app_id', 'place', 'account'], places('place')],
    ['group_ban', ['app_id', 'group_id', 'account'], ofGroup],
    ['group_attribute', ['app_id', 'group_id', 'name'], ofGroup],
    ['group_counter', ['app_id', 'group_id', 'name'], ofGroup],
    ['group_application', ['app_id', 'group_id', 'applicant', 'invitee'], ofGroup],
    ['permission_group_member', ['app_id', 'group_id', 'permission_group_id', 'account'], ofGroup],
    ['permission_group_topic', ['app_id', 'group_id', 'permission_group_id', 'topic_id'], ofGroup],
    ['permission_group', ['app_id', 'group_id', 'permission_group_id'], ofGroup],
    ['topic_member', ['app_id', 'topic_id', 'account'], places('topic_id')],
    // A topic that was removed for itself leaves what is called by its own id.
    [
      'topic_member',
      ['app_id', 'topic_id', 'account'],
      sql`app_id = ${appId} and topic_id = ${groupId}`,
    ],
    ['topic', ['app_id', 'group_id', 'topic_id'], ofGroup],
  ]
}

import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'
import type { GroupRow } from '../group.ts'

type Key = Pick<GroupRow, 'app_id' | 'group_id'>

/** Seconds that mean "for ever". */
export const FOREVER = 0xffff_ffff

/** The end of a mute or a ban of so many seconds, in Unix milliseconds; none is later than for ever. */
export function untilOf(seconds: number, now: number): number {
  return seconds === FOREVER ? FOREVER * 1000 : Math.min(now + seconds * 1000, FOREVER * 1000)
}

/** Who of some accounts is banned from a group, and until when in Unix milliseconds. */
export async function bannedAmong(
  db: Kysely<Schema>,
  group: Key,
  accounts: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  if (accounts.length === 0) return new Map()
  const rows = await db
    .selectFrom('group_ban')
    .select(['account', 'until'])
    .where('app_id', '=', group.app_id)
    .where('group_id', '=', group.group_id)
    .where('account', 'in', accounts)
    .where('until', '>', now)
    .execute()
  return new Map(rows.map(({ account, until }) => [account, until]))
}

/** Who of some accounts is muted in a group or a topic, and until when in Unix milliseconds. */
export async function mutedAmong(
  db: Kysely<Schema>,
  appId: number,
  place: string,
  accounts: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  if (accounts.length === 0) return new Map()
  const rows = await db
    .selectFrom('group_mute')
    .select(['account', 'until'])
    .where('app_id', '=', appId)
    .where('place', '=', place)
    .where('account', 'in', accounts)
    .where('until', '>', now)
    .execute()
  return new Map(rows.map(({ account, until }) => [account, until]))
}

/** Writes until when accounts are muted in a group or a topic; mutes that are over go on the way. */
export async function putMutes(
  trx: Kysely<Schema>,
  { appId, place }: { readonly appId: number; readonly place: string },
  accounts: readonly string[],
  { until, now }: { readonly until: number; readonly now: number },
): Promise<void> {
  const lifts = until <= now
  const mutes = trx.deleteFrom('group_mute').where('app_id', '=', appId).where('place', '=', place)
  await mutes.where('until', '<=', now).execute()
  if (accounts.length === 0) return
  if (lifts) {
    await mutes.where('account', 'in', accounts).execute()
    return
  }
  await trx
    .insertInto('group_mute')
    .values(accounts.map((account) => ({ app_id: appId, place, account, until })))
    .onConflict((conflict) =>
      conflict
        .columns(['app_id', 'place', 'account'])
        .doUpdateSet((row) => ({ until: row.ref('excluded.until') })),
    )
    .execute()
}

/** A ban that is written. */
export interface NewBan {
  readonly until: number
  readonly description: string
  readonly now: number
}

/** Bans accounts, or bans them anew; bans that are over go on the way. */
export async function putBans(
  trx: Kysely<Schema>,
  group: Key,
  accounts: readonly string[],
  { until, description, now }: NewBan,
): Promise<void> {
  const { app_id, group_id } = group
  await trx
    .deleteFrom('group_ban')
    .where('app_id', '=', app_id)
    .where('group_id', '=', group_id)
    .where('until', '<=', now)
    .execute()
  if (accounts.length === 0) return
  await trx
    .insertInto('group_ban')
    .values(
      accounts.map((account) => ({
        app_id,
        group_id,
        account,
        until,
        description,
        created_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'group_id', 'account']).doUpdateSet((row) => ({
        until: row.ref('excluded.until'),
        description: row.ref('excluded.description'),
        created_at: row.ref('excluded.created_at'),
      })),
    )
    .execute()
}

/** Lifts bans; answers whose there were. */
export async function deleteBans(
  trx: Kysely<Schema>,
  group: Key,
  accounts: readonly string[],
  now: number,
): Promise<readonly string[]> {
  const rows = await trx
    .deleteFrom('group_ban')
    .where('app_id', '=', group.app_id)
    .where('group_id', '=', group.group_id)
    .where('account', 'in', accounts)
    .returning(['account', 'until'])
    .execute()
  return rows.filter(({ until }) => until > now).map(({ account }) => account)
}

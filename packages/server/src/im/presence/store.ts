import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { AwayDeviceTable } from '../../store/schema-presence.ts'
import type { Schema } from '../../store/schema.ts'

export type AwayRow = Selectable<AwayDeviceTable>
export type AwayKey = Pick<AwayRow, 'app_id' | 'account' | 'instance_id'>
export type AccountKey = Pick<AwayRow, 'app_id' | 'account'>

/** Devices of one account that are remembered, the newest. */
const MOST_DEVICES = 20

/** Changes that are written in one transaction. */
export interface AwayChanges {
  /** Accounts whose devices all go, before the rest is written. */
  readonly emptied: readonly AccountKey[]
  readonly gone: readonly AwayKey[]
  readonly away: readonly AwayRow[]
}

export interface AwayStore {
  of(appId: number, accounts: readonly string[], since: number): Promise<readonly AwayRow[]>
  write(changes: AwayChanges): Promise<void>
  /** Removes up to `most` devices that are away since before a time; answers them. */
  expire(before: number, most: number): Promise<readonly AwayRow[]>
}

export function createAwayStore(db: Kysely<Schema>): AwayStore {
  return {
    async of(appId, accounts, since) {
      if (accounts.length === 0) return []
      return db
        .selectFrom('away_device')
        .selectAll()
        .where('app_id', '=', appId)
        .where('account', 'in', accounts)
        .where('since', '>', since)
        .orderBy('since')
        .execute()
    },
    write: (changes) => db.transaction().execute((trx) => write(trx, changes)),
    async expire(before, most) {
      const old = db
        .selectFrom('away_device')
        .select(['app_id', 'account', 'instance_id'])
        .where('since', '<=', before)
        .orderBy('since')
        .limit(most)
      return db
        .deleteFrom('away_device')
        .where(sql<boolean>`(app_id, account, instance_id) in ${old}`)
        .returningAll()
        .execute()
    },
  }
}

async function write(trx: Kysely<Schema>, { emptied, gone, away }: AwayChanges): Promise<void> {
  if (emptied.length > 0) {
    await trx
      .deleteFrom('away_device')
      .where(sql<boolean>`(app_id, account) in ${accountsOf(emptied)}`)
      .execute()
  }
  if (gone.length > 0) {
    const keys = gone.map(
      (key) => sql`(cast(${key.app_id} as bigint), ${key.account}, ${key.instance_id})`,
    )
    await trx
      .deleteFrom('away_device')
      .where(sql<boolean>`(app_id, account, instance_id) in (values ${sql.join(keys)})`)
      .execute()
  }
  if (away.length > 0) await insert(trx, away)
}

async function insert(trx: Kysely<Schema>, away: readonly AwayRow[]): Promise<void> {
  await trx
    .insertInto('away_device')
    .values([...away])
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'account', 'instance_id']).doUpdateSet((row) => ({
        platform: row.ref('excluded.platform'),
        since: row.ref('excluded.since'),
      })),
    )
    .execute()
  // A client without an instance of its own is another device after every connection.
  await sql`
    delete from away_device where (app_id, account, instance_id) in (
      select app_id, account, instance_id from (
        select app_id, account, instance_id, row_number() over (
          partition by app_id, account order by since desc, instance_id) as place
        from away_device where (app_id, account) in ${accountsOf(away)}
      ) as ranked where place > ${MOST_DEVICES})`.execute(trx)
}

function accountsOf(keys: readonly AccountKey[]) {
  const rows = keys.map(({ app_id, account }) => sql`(cast(${app_id} as bigint), ${account})`)
  return sql`(values ${sql.join(rows)})`
}

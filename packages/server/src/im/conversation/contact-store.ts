import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { ContactTable } from '../../store/schema-contact.ts'
import type { Schema } from '../../store/schema.ts'
import { DISCARD } from './rules.ts'

export type ContactRow = Selectable<ContactTable>
/** What a contact is made of, without what the database gives it. */
export type ContactValues = Omit<ContactRow, 'id'>

/** Whose contacts. */
export interface Owner {
  readonly appId: number
  readonly account: string
}

/** What accounts set on conversations; those with accounts that are gone are out of sight. */
export interface ContactStore {
  find(owner: Owner, peers: readonly string[]): Promise<readonly ContactRow[]>
  /** Those with a mark, custom data or a group after a number, in the order they were made. */
  page(owner: Owner, after: number, limit: number): Promise<readonly ContactRow[]>
  countMarked(owner: Owner): Promise<number>
  /** Whose messages accounts discard; who discards nobody is left out. */
  discarded(
    appId: number,
    accounts: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>>
  save(rows: readonly ContactValues[]): Promise<void>
  /** Removes rows that nothing is set on any more. */
  drop(owner: Owner, peers: readonly string[]): Promise<void>
  forget(owner: Owner): Promise<void>
  option(owner: Owner): Promise<string | undefined>
  setOption(owner: Owner, option: string): Promise<void>
}

const MARKED = sql<boolean>`(mark_low <> 0 or mark_high <> 0 or custom <> '')`
const GROUPED = sql<boolean>`exists (select 1 from contact_group_member m
  where m.app_id = contact.app_id and m.account = contact.account and m.peer = contact.peer)`
/** Whether the other side of a conversation is still there; the key of a group begins with a blank. */
export function hasPeer(table: 'contact' | 'contact_group_member') {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql<boolean>`(${column('peer')} < '!' or exists (select 1 from account a
    where a.app_id = ${column('app_id')} and a.user_id = ${column('peer')}))`
}

export function createContactStore(db: Kysely<Schema>): ContactStore {
  const of = ({ appId, account }: Owner) =>
    db.selectFrom('contact').where('app_id', '=', appId).where('account', '=', account)
  return {
    async find(owner, peers) {
      if (peers.length === 0) return []
      return of(owner).selectAll().where('peer', 'in', peers).where(hasPeer('contact')).execute()
    },
    page: (owner, after, limit) =>
      of(owner)
        .selectAll()
        .where('id', '>', after)
        .where(sql<boolean>`(${MARKED} or ${GROUPED})`)
        .where(hasPeer('contact'))
        .orderBy('id')
        .limit(limit)
        .execute(),
    async countMarked(owner) {
      const row = await of(owner)
        .select((query) => query.fn.countAll<number>().as('total'))
        .where(MARKED)
        .where(hasPeer('contact'))
        .executeTakeFirstOrThrow()
      return Number(row.total)
    },
    async discarded(appId, accounts) {
      const found = new Map<string, Set<string>>()
      if (accounts.length === 0) return found
      const rows = await db
        .selectFrom('contact')
        .select(['account', 'peer'])
        .where('app_id', '=', appId)
        .where('account', 'in', accounts)
        .where(sql<boolean>`remind = ${sql.lit(DISCARD)}`)
        .execute()
      for (const { account, peer } of rows) {
        const peers = found.get(account)
        if (peers) peers.add(peer)
        else found.set(account, new Set([peer]))
      }
      return found
    },
    save: (rows) => save(db, rows),
    async drop({ appId, account }, peers) {
      if (peers.length === 0) return
      await db
        .deleteFrom('contact')
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .where('peer', 'in', peers)
        .where(sql<boolean>`not (${MARKED}) and remind = 0 and not (${GROUPED})`)
        .execute()
    },
    forget: (owner) => forget(db, owner),
    async option({ appId, account }) {
      const row = await db
        .selectFrom('receive_option')
        .select('option')
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .executeTakeFirst()
      return row?.option
    },
    async setOption({ appId, account }, option) {
      await db
        .insertInto('receive_option')
        .values({ app_id: appId, account, option })
        .onConflict((conflict) => conflict.columns(['app_id', 'account']).doUpdateSet({ option }))
        .execute()
    },
  }
}

/** The columns that are written: a row that was read carries its number as well. */
function valuesOf(row: ContactValues): ContactValues {
  const { app_id, account, peer, mark_low, mark_high, custom, remind, changed_at } = row
  return { app_id, account, peer, mark_low, mark_high, custom, remind, changed_at }
}

async function save(db: Kysely<Schema>, rows: readonly ContactValues[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('contact')
    .values(rows.map(valuesOf))
    .onConflict((conflict) =>
      conflict.columns(['app_id', 'account', 'peer']).doUpdateSet((row) => ({
        mark_low: row.ref('excluded.mark_low'),
        mark_high: row.ref('excluded.mark_high'),
        custom: row.ref('excluded.custom'),
        remind: row.ref('excluded.remind'),
        changed_at: row.ref('excluded.changed_at'),
      })),
    )
    .execute()
}

async function forget(db: Kysely<Schema>, { appId, account }: Owner): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const table of [
      'contact',
      'contact_group',
      'contact_group_member',
      'receive_option',
    ] as const) {
      await trx
        .deleteFrom(table)
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .execute()
    }
  })
}

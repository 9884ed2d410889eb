import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { Owner } from './contact-store.ts'
import { hasPeer } from './contact-store.ts'

export interface ContactGroup {
  readonly id: number
  readonly name: string
}

export interface ContactGroupStore {
  /** All groups of an account, in the order they were made. */
  all(owner: Owner): Promise<readonly ContactGroup[]>
  /** Numbers of the groups that conversations with accounts that are there are in, by peer. */
  idsOf(owner: Owner, peers: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>>
  peersIn(owner: Owner, groupId: number): Promise<readonly string[]>
  /** Conversations in groups, without those with accounts that are gone. */
  countGrouped(owner: Owner): Promise<number>
  create(owner: Owner, group: ContactGroup): Promise<void>
  rename(owner: Owner, group: ContactGroup): Promise<void>
  delete(owner: Owner, groupId: number): Promise<void>
  add(owner: Owner, groupId: number, peers: readonly string[]): Promise<void>
  remove(owner: Owner, groupId: number, peers: readonly string[]): Promise<void>
}

export function createContactGroupStore(db: Kysely<Schema>): ContactGroupStore {
  const members = ({ appId, account }: Owner) =>
    db.selectFrom('contact_group_member').where('app_id', '=', appId).where('account', '=', account)
  return {
    all: ({ appId, account }) =>
      db
        .selectFrom('contact_group')
        .select(['group_id as id', 'name'])
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .orderBy('group_id')
        .execute(),
    async idsOf(owner, peers) {
      const found = new Map<string, number[]>()
      if (peers.length === 0) return found
      const rows = await members(owner)
        .select(['peer', 'group_id'])
        .where('peer', 'in', peers)
        .where(hasPeer('contact_group_member'))
        .orderBy('group_id')
        .execute()
      for (const { peer, group_id: id } of rows) {
        const ids = found.get(peer)
        if (ids) ids.push(id)
        else found.set(peer, [id])
      }
      return found
    },
    async peersIn(owner, groupId) {
      const rows = await members(owner).select('peer').where('group_id', '=', groupId).execute()
      return rows.map((row) => row.peer)
    },
    async countGrouped(owner) {
      const row = await members(owner)
        .select((query) => query.fn.count<number>('peer').distinct().as('total'))
        .where(hasPeer('contact_group_member'))
        .executeTakeFirstOrThrow()
      return Number(row.total)
    },
    async create({ appId, account }, { id, name }) {
      await db
        .insertInto('contact_group')
        .values({ app_id: appId, account, group_id: id, name })
        .execute()
    },
    async rename({ appId, account }, { id, name }) {
      await db
        .updateTable('contact_group')
        .set({ name })
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .where('group_id', '=', id)
        .execute()
    },
    delete: (owner, groupId) => deleteGroup(db, owner, groupId),
    async add({ appId, account }, groupId, peers) {
      if (peers.length === 0) return
      await db
        .insertInto('contact_group_member')
        .values(peers.map((peer) => ({ app_id: appId, account, group_id: groupId, peer })))
        .onConflict((conflict) =>
          conflict.columns(['app_id', 'account', 'peer', 'group_id']).doNothing(),
        )
        .execute()
    },
    async remove({ appId, account }, groupId, peers) {
      if (peers.length === 0) return
      await db
        .deleteFrom('contact_group_member')
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .where('group_id', '=', groupId)
        .where('peer', 'in', peers)
        .execute()
    },
  }
}

async function deleteGroup(
  db: Kysely<Schema>,
  { appId, account }: Owner,
  groupId: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const table of ['contact_group_member', 'contact_group'] as const) {
      await trx
        .deleteFrom(table)
        .where('app_id', '=', appId)
        .where('account', '=', account)
        .where('group_id', '=', groupId)
        .execute()
    }
  })
}

import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'

export interface NewAlias {
  readonly alias: string
  /** Uin of who set it. */
  readonly by: string
  readonly now: number
}

/** The remarks that root accounts put on policies. */
export interface AliasStore {
  find(ownerUin: string, policyId: number): Promise<string | undefined>
  set(ownerUin: string, policyId: number, alias: NewAlias): Promise<void>
}

const nameOf = (policyId: number) => `policyAlias:${policyId}`

export function createAliasStore(db: Kysely<Schema>): AliasStore {
  return {
    async find(ownerUin, policyId) {
      const row = await db
        .selectFrom('cam_rule')
        .select('value')
        .where('owner_uin', '=', ownerUin)
        .where('name', '=', nameOf(policyId))
        .executeTakeFirst()
      return row && (JSON.parse(row.value) as string)
    },
    async set(ownerUin, policyId, { alias, by, now }) {
      const value = { value: JSON.stringify(alias), updated_at: now, updated_by: by }
      await db
        .insertInto('cam_rule')
        .values({ owner_uin: ownerUin, name: nameOf(policyId), ...value })
        .onConflict((conflict) => conflict.columns(['owner_uin', 'name']).doUpdateSet(value))
        .execute()
    },
  }
}

import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'

/** A setting of a root account, with who changed it last and when. */
export interface StoredRule {
  readonly value: unknown
  readonly updatedAt: number
  /** The uin of who did. */
  readonly updatedBy: string
}

export interface RuleStore {
  find(ownerUin: string, name: string): Promise<StoredRule | undefined>
  put(ownerUin: string, name: string, rule: StoredRule): Promise<void>
}

/** The settings of root accounts, as JSON by name. */
export function createRuleStore(db: Kysely<Schema>): RuleStore {
  return {
    async find(ownerUin, name) {
      const row = await db
        .selectFrom('cam_rule')
        .select(['value', 'updated_at', 'updated_by'])
        .where('owner_uin', '=', ownerUin)
        .where('name', '=', name)
        .executeTakeFirst()
      if (row === undefined) return undefined
      return {
        value: JSON.parse(row.value) as unknown,
        updatedAt: Number(row.updated_at),
        updatedBy: row.updated_by,
      }
    },
    async put(ownerUin, name, { value, updatedAt, updatedBy }) {
      const row = { value: JSON.stringify(value), updated_at: updatedAt, updated_by: updatedBy }
      await db
        .insertInto('cam_rule')
        .values({ owner_uin: ownerUin, name, ...row })
        .onConflict((conflict) => conflict.columns(['owner_uin', 'name']).doUpdateSet(row))
        .execute()
    },
  }
}

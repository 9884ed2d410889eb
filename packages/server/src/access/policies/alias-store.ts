import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { createRuleStore } from '../security/rule-store.ts'

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
  const rules = createRuleStore(db)
  return {
    async find(ownerUin, policyId) {
      const rule = await rules.find(ownerUin, nameOf(policyId))
      return rule?.value as string | undefined
    },
    set(ownerUin, policyId, { alias, by, now }) {
      const rule = { value: alias, updatedAt: now, updatedBy: by }
      return rules.put(ownerUin, nameOf(policyId), rule)
    },
  }
}

/** Removes the remarks on policies that are gone. */
export async function removeAliases(
  trx: Kysely<Schema>,
  ownerUin: string,
  policyIds: readonly number[],
): Promise<void> {
  await trx
    .deleteFrom('cam_rule')
    .where('owner_uin', '=', ownerUin)
    .where('name', 'in', policyIds.map(nameOf))
    .execute()
}

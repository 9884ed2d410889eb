import type { Kysely } from 'kysely'
import type { Schema } from '../../../store/schema.ts'

/** A policy that is nothing but a row. */
export async function insertPolicy(
  db: Kysely<Schema>,
  policyId: number,
  ownerUin: string,
): Promise<void> {
  await db
    .insertInto('cam_policy')
    .values({
      policy_id: policyId,
      owner_uin: ownerUin,
      name: `policy${policyId}`,
      description: '',
      create_mode: 2,
      created_at: 0,
      updated_at: 0,
      default_version: 1,
      last_version: 1,
    })
    .execute()
}

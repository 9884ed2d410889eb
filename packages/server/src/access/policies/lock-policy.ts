import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { findPreset } from '../policy/presets.ts'

/**
 * Holds a policy's row until the transaction ends, so that it is not deleted while it is given to
 * somebody; false where there is no such policy. Who locks a user too locks it before.
 */
export async function lockPolicy(
  trx: Kysely<Schema>,
  ownerUin: string,
  policyId: number,
): Promise<boolean> {
  if (findPreset(policyId) !== undefined) return true
  const policy = await trx
    .updateTable('cam_policy')
    .set((row) => ({ last_version: row.ref('last_version') }))
    .where('owner_uin', '=', ownerUin)
    .where('policy_id', '=', policyId)
    .returning('policy_id')
    .executeTakeFirst()
  return policy !== undefined
}

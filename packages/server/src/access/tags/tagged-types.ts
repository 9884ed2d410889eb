import { isTaggedType } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { ResourceKey } from './tag.ts'

/** What applications are called in names of resources. */
export const appType = { service: 'im', prefix: 'sdkappid' } as const

/** What custom policies are called in names of resources. */
export const policyType = { service: 'cam', prefix: 'policyid' } as const

export function policyKey(policyId: number): ResourceKey {
  return { ...policyType, id: String(policyId) }
}

export function appKey(appId: number): ResourceKey {
  return { ...appType, id: String(appId) }
}

/** The SDKAppID that a resource is, where it is one. */
export function appIdOf({ service, prefix, id }: ResourceKey): number | undefined {
  if (service !== appType.service || prefix !== appType.prefix) return undefined
  return /^[1-9]\d{0,9}$/.test(id) && Number(id) <= 0xffff_ffff ? Number(id) : undefined
}

/** The PolicyId that a resource is, where it is one. */
export function policyIdOf({ service, prefix, id }: ResourceKey): number | undefined {
  if (service !== policyType.service || prefix !== policyType.prefix) return undefined
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : undefined
}

export function canCarryTags({ service, prefix }: ResourceKey): boolean {
  return isTaggedType(service, prefix)
}

/** One text for each resource. */
export function resourceText({ service, prefix, id }: ResourceKey): string {
  return `${service} ${prefix} ${id}`
}

export function resourceNameOf(ownerUin: string, { service, prefix, id }: ResourceKey): string {
  return `qcs::${service}::uin/${ownerUin}:${prefix}/${id}`
}

/**
 * Those of some resources that exist, as `resourceText`; the caller holds the lock of the root account.
 * A tag that is put on one now is there when its deletion looks for tags: policies are deleted under the
 * same lock, and the rows of apps are held until the transaction ends.
 */
export async function existingAmong(
  trx: Kysely<Schema>,
  ownerUin: string,
  resources: readonly ResourceKey[],
): Promise<ReadonlySet<string>> {
  const keys = [
    ...(await existingApps(
      trx,
      resources.flatMap((resource) => appIdOf(resource) ?? []),
    )),
    ...(await existingPolicies(
      trx,
      ownerUin,
      resources.flatMap((one) => policyIdOf(one) ?? []),
    )),
  ]
  return new Set(keys.map(resourceText))
}

async function existingApps(
  trx: Kysely<Schema>,
  appIds: readonly number[],
): Promise<readonly ResourceKey[]> {
  if (appIds.length === 0) return []
  const rows = await trx
    .updateTable('app')
    .set((row) => ({ account_count: row.ref('account_count') }))
    .where('app_id', 'in', appIds)
    .where('status', '!=', 'deleting')
    .returning('app_id')
    .execute()
  return rows.map((row) => appKey(Number(row.app_id)))
}

/** Policies of another root account are not there. */
async function existingPolicies(
  trx: Kysely<Schema>,
  ownerUin: string,
  policyIds: readonly number[],
): Promise<readonly ResourceKey[]> {
  if (policyIds.length === 0) return []
  const rows = await trx
    .selectFrom('cam_policy')
    .select('policy_id')
    .where('owner_uin', '=', ownerUin)
    .where('policy_id', 'in', policyIds)
    .execute()
  return rows.map((row) => policyKey(Number(row.policy_id)))
}

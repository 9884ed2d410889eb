import { isTaggedType } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import type { ResourceKey } from './tag.ts'

/** What applications are called in names of resources. */
export const appType = { service: 'im', prefix: 'sdkappid' } as const

export function appKey(appId: number): ResourceKey {
  return { ...appType, id: String(appId) }
}

/** The SDKAppID that a resource is, where it is one. */
export function appIdOf({ service, prefix, id }: ResourceKey): number | undefined {
  if (service !== appType.service || prefix !== appType.prefix) return undefined
  return /^[1-9]\d{0,9}$/.test(id) && Number(id) <= 0xffff_ffff ? Number(id) : undefined
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
 * Those of some resources that exist, as `resourceText`. Their rows are held until the transaction ends:
 * a tag that is put on one now is there when its deletion looks for tags.
 */
export async function existingAmong(
  trx: Kysely<Schema>,
  resources: readonly ResourceKey[],
): Promise<ReadonlySet<string>> {
  const appIds = resources.map(appIdOf).filter((appId) => appId !== undefined)
  if (appIds.length === 0) return new Set()
  const rows = await trx
    .updateTable('app')
    .set((row) => ({ account_count: row.ref('account_count') }))
    .where('app_id', 'in', appIds)
    .where('status', '!=', 'deleting')
    .returning('app_id')
    .execute()
  return new Set(rows.map((row) => resourceText(appKey(Number(row.app_id)))))
}

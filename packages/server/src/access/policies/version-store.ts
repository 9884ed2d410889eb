import { policyQuotas } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import type { Schema } from '../../store/schema.ts'

export interface PolicyVersion {
  readonly versionId: number
  readonly createdAt: number
  readonly isDefault: boolean
}

export interface VersionWithDocument extends PolicyVersion {
  readonly document: string
}

export interface PolicyKey {
  readonly ownerUin: string
  readonly policyId: number
}

export interface NewVersion {
  readonly document: string
  readonly isDefault: boolean
  readonly createdAt: number
}

/** The versions of custom policies. What there is no policy for answers `noPolicy`. */
export interface VersionStore {
  /** Newest first; empty where there is no such policy. */
  list(key: PolicyKey): Promise<readonly PolicyVersion[]>
  find(key: PolicyKey, versionId: number): Promise<VersionWithDocument | undefined>
  all(key: PolicyKey): Promise<readonly VersionWithDocument[]>
  /** Answers the number of the new version. */
  add(key: PolicyKey, version: NewVersion): Promise<number | 'full' | 'noPolicy'>
  /** Deletes all of them, or changes nothing. */
  delete(
    key: PolicyKey,
    versionIds: readonly number[],
  ): Promise<'deleted' | 'default' | 'missing' | 'noPolicy'>
  setDefault(
    key: PolicyKey,
    versionId: number,
    now: number,
  ): Promise<'set' | 'default' | 'missing' | 'noPolicy'>
}

export function createVersionStore(db: Kysely<Schema>): VersionStore {
  const versions = ({ ownerUin, policyId }: PolicyKey) =>
    db
      .selectFrom('cam_policy_version as version')
      .innerJoin('cam_policy', 'cam_policy.policy_id', 'version.policy_id')
      .select(['version.version_id', 'version.created_at', 'cam_policy.default_version'])
      .where('cam_policy.owner_uin', '=', ownerUin)
      .where('cam_policy.policy_id', '=', policyId)
  return {
    async list(key) {
      return (await versions(key).orderBy('version.version_id', 'desc').execute()).map(toVersion)
    },
    async find(key, versionId) {
      const query = versions(key).select('version.document')
      const row = await query.where('version.version_id', '=', versionId).executeTakeFirst()
      return row && { ...toVersion(row), document: row.document }
    },
    async all(key) {
      const query = versions(key).select('version.document').orderBy('version.version_id')
      return (await query.execute()).map((row) => ({ ...toVersion(row), document: row.document }))
    },
    add: (key, version) => db.transaction().execute((trx) => addVersion(trx, key, version)),
    delete: (key, versionIds) =>
      db.transaction().execute((trx) => deleteVersions(trx, key, versionIds)),
    setDefault: (key, versionId, now) =>
      db.transaction().execute((trx) => setDefault(trx, key, versionId, now)),
  }
}

interface VersionRow {
  readonly version_id: number
  readonly created_at: number
  readonly default_version: number
}

function toVersion(row: VersionRow): PolicyVersion {
  return {
    versionId: Number(row.version_id),
    createdAt: Number(row.created_at),
    isDefault: Number(row.version_id) === Number(row.default_version),
  }
}

/** Holds the row of a policy until the transaction ends; undefined where there is none. */
async function lockPolicy(trx: Kysely<Schema>, { ownerUin, policyId }: PolicyKey) {
  const row = await trx
    .updateTable('cam_policy')
    .set((policy) => ({ last_version: policy.ref('last_version') }))
    .where('owner_uin', '=', ownerUin)
    .where('policy_id', '=', policyId)
    .returning(['default_version', 'last_version'])
    .executeTakeFirst()
  return row && { inForce: Number(row.default_version), last: Number(row.last_version) }
}

async function idsOf(trx: Kysely<Schema>, policyId: number): Promise<ReadonlySet<number>> {
  const query = trx.selectFrom('cam_policy_version').select('version_id')
  const rows = await query.where('policy_id', '=', policyId).execute()
  return new Set(rows.map((row) => Number(row.version_id)))
}

async function addVersion(trx: Kysely<Schema>, key: PolicyKey, version: NewVersion) {
  const policy = await lockPolicy(trx, key)
  if (policy === undefined) return 'noPolicy'
  const { policyId } = key
  if ((await idsOf(trx, policyId)).size >= policyQuotas.versions) return 'full'
  const versionId = policy.last + 1
  const { document, createdAt, isDefault } = version
  await trx
    .insertInto('cam_policy_version')
    .values({ policy_id: policyId, version_id: versionId, document, created_at: createdAt })
    .execute()
  await trx
    .updateTable('cam_policy')
    .set({
      last_version: versionId,
      ...(isDefault && { default_version: versionId, updated_at: createdAt }),
    })
    .where('policy_id', '=', policyId)
    .execute()
  return versionId
}

async function deleteVersions(
  trx: Kysely<Schema>,
  key: PolicyKey,
  versionIds: readonly number[],
): ReturnType<VersionStore['delete']> {
  const policy = await lockPolicy(trx, key)
  if (policy === undefined) return 'noPolicy'
  const known = await idsOf(trx, key.policyId)
  if (versionIds.some((versionId) => !known.has(versionId))) return 'missing'
  if (versionIds.includes(policy.inForce)) return 'default'
  await trx
    .deleteFrom('cam_policy_version')
    .where('policy_id', '=', key.policyId)
    .where('version_id', 'in', versionIds)
    .execute()
  return 'deleted'
}

async function setDefault(
  trx: Kysely<Schema>,
  key: PolicyKey,
  versionId: number,
  now: number,
): ReturnType<VersionStore['setDefault']> {
  const policy = await lockPolicy(trx, key)
  if (policy === undefined) return 'noPolicy'
  if (versionId === policy.inForce) return 'default'
  if (!(await idsOf(trx, key.policyId)).has(versionId)) return 'missing'
  await trx
    .updateTable('cam_policy')
    .set({ default_version: versionId, updated_at: now })
    .where('policy_id', '=', key.policyId)
    .execute()
  return 'set'
}

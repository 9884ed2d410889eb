import type { Kysely } from 'kysely'
import type { Principal } from '../../calls/principal.ts'
import type { Schema } from '../../store/schema.ts'
import type { Via } from './decision.ts'
import { findPreset } from './presets.ts'

/** A policy as somebody holds it, or is bounded by it. */
export interface HeldDocument {
  readonly policyId: number
  readonly policyName: string
  /** The document in force. */
  readonly document: string
}

export interface Holdings {
  /** Each policy once, those attached to the user itself first. */
  readonly policies: readonly (HeldDocument & { readonly via: Via })[]
  /** The boundary of the user; `missing` where there is no such policy any more. */
  readonly boundary: HeldDocument | 'none' | 'missing'
}

/** Reads everything that decides what a sub-user may do: four statements, however many policies. */
export async function readHoldings(
  db: Kysely<Schema>,
  { uin, ownerUin }: Principal,
): Promise<Holdings> {
  const groups = await groupsOf(db, uin)
  const attached = await attachedTo(db, uin, groups)
  const boundaryId = await boundaryOf(db, uin)
  const documents = await documentsOf(db, ownerUin, [...attached.keys(), boundaryId])
  const policies = [...attached].flatMap(([policyId, via]) => {
    const held = documents.get(policyId)
    return held === undefined ? [] : [{ ...held, via }]
  })
  const boundary = boundaryId === 0 ? 'none' : (documents.get(boundaryId) ?? 'missing')
  return { policies, boundary }
}

async function groupsOf(db: Kysely<Schema>, uin: string): Promise<readonly string[]> {
  const query = db.selectFrom('cam_group_member').select('group_id').where('uin', '=', uin)
  return (await query.execute()).map((row) => String(row.group_id))
}

async function boundaryOf(db: Kysely<Schema>, uin: string): Promise<number> {
  const query = db.selectFrom('cam_user').select('boundary_policy').where('uin', '=', uin)
  return Number((await query.executeTakeFirst())?.boundary_policy ?? 0)
}

/** How each policy is held; directly, where it is in both ways. */
async function attachedTo(
  db: Kysely<Schema>,
  uin: string,
  groups: readonly string[],
): Promise<ReadonlyMap<number, Via>> {
  const rows = await db
    .selectFrom('cam_attachment')
    .select(['entity_kind', 'entity_id', 'policy_id'])
    .where((is) => {
      const direct = is.and([is('entity_kind', '=', 'user'), is('entity_id', '=', uin)])
      if (groups.length === 0) return direct
      const byGroup = is.and([is('entity_kind', '=', 'group'), is('entity_id', 'in', groups)])
      return is.or([direct, byGroup])
    })
    .orderBy('entity_kind', 'desc')
    .orderBy('policy_id')
    .execute()
  const held = new Map<number, Via>()
  for (const { entity_kind: kind, entity_id: id, policy_id } of rows) {
    const policyId = Number(policy_id)
    if (held.has(policyId)) continue
    held.set(policyId, kind === 'user' ? { kind } : { kind, groupId: Number(id) })
  }
  return held
}

async function documentsOf(
  db: Kysely<Schema>,
  ownerUin: string,
  policyIds: readonly number[],
): Promise<ReadonlyMap<number, HeldDocument>> {
  const documents = new Map<number, HeldDocument>()
  const custom: number[] = []
  for (const policyId of policyIds) {
    const preset = findPreset(policyId)
    if (preset === undefined) custom.push(policyId)
    else documents.set(policyId, { policyId, policyName: preset.name, document: preset.document })
  }
  if (custom.length === 0) return documents
  const rows = await db
    .selectFrom('cam_policy')
    .innerJoin('cam_policy_version', (join) =>
      join
        .onRef('cam_policy_version.policy_id', '=', 'cam_policy.policy_id')
        .onRef('cam_policy_version.version_id', '=', 'cam_policy.default_version'),
    )
    .select(['cam_policy.policy_id', 'cam_policy.name', 'cam_policy_version.document'])
    .where('cam_policy.owner_uin', '=', ownerUin)
    .where('cam_policy.policy_id', 'in', custom)
    .execute()
  for (const { policy_id, name, document } of rows) {
    const policyId = Number(policy_id)
    documents.set(policyId, { policyId, policyName: name, document })
  }
  return documents
}

import { policyQuotas } from '@yanshu/protocol'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import { likePattern } from '../../store/like-pattern.ts'
import type { CamPolicyTable } from '../../store/schema-access.ts'
import type { Schema } from '../../store/schema.ts'
import { takeNumber } from '../numbers.ts'
import { freeTags, putBindings } from '../tags/binding-store.ts'
import { tagsOfPolicies } from '../tags/resource-tags.ts'
import { makeMissing } from '../tags/tag-edit.ts'
import { lockTags } from '../tags/tag-store.ts'
import type { Tag } from '../tags/tag.ts'
import { policyKey } from '../tags/tagged-types.ts'
import { removeAliases } from './alias-store.ts'
import type { Policy, PolicyInForce } from './policy.ts'

export interface NewPolicy {
  readonly ownerUin: string
  /** Who makes it. */
  readonly uin: string
  readonly name: string
  readonly description: string
  readonly document: string
  readonly createMode: number
  readonly tags: readonly Tag[]
  readonly createdAt: number
}

export interface PolicyEdit {
  readonly description?: string | undefined
  readonly document?: string | undefined
}

/** How many a policy is attached to. */
export interface PolicyUse {
  readonly users: number
  readonly groups: number
  readonly boundaries: number
}

export interface PolicyPage {
  readonly total: number
  readonly policies: readonly Policy[]
}

/** Custom policies of root accounts. */
export interface PolicyStore {
  /**
   * Makes the policy with its tags, and those tags that are missing.
   *
   * @throws {CloudError} `LimitExceeded.TagKey`, `LimitExceeded.TagValue`; then nothing is made.
   */
  insert(policy: NewPolicy): Promise<number | 'full' | 'nameInUse'>
  /** Those of them that there are. */
  find(ownerUin: string, policyIds: readonly number[]): Promise<readonly PolicyInForce[]>
  idOfName(ownerUin: string, name: string): Promise<number | undefined>
  /** Newest first. */
  page(ownerUin: string, keyword: string, offset: number, limit: number): Promise<PolicyPage>
  /** Overwrites the version in force; false where there is no such policy. */
  update(ownerUin: string, policyId: number, edit: PolicyEdit, now: number): Promise<boolean>
  /** By policy and key. */
  tags(ownerUin: string, policyIds: readonly number[]): Promise<ReadonlyMap<number, readonly Tag[]>>
  /** Deletes all with what is attached, or answers which of them stands in the way, and changes nothing. */
  delete(
    ownerUin: string,
    policyIds: readonly number[],
  ): Promise<'deleted' | { readonly fault: 'missing' | 'boundary'; readonly policyId: number }>
  /** Of preset policies too; those of no use are left out. */
  use(ownerUin: string, policyIds: readonly number[]): Promise<ReadonlyMap<number, PolicyUse>>
}

const columns = [
  'policy_id',
  'name',
  'description',
  'create_mode',
  'created_at',
  'updated_at',
] as const

export function createPolicyStore(db: Kysely<Schema>): PolicyStore {
  return {
    insert: (policy) => insertPolicy(db, policy),

    async find(ownerUin, policyIds) {
      if (policyIds.length === 0) return []
      const rows = await db
        .selectFrom('cam_policy')
        .innerJoin('cam_policy_version', (join) =>
          join
            .onRef('cam_policy_version.policy_id', '=', 'cam_policy.policy_id')
            .onRef('cam_policy_version.version_id', '=', 'cam_policy.default_version'),
        )
        .selectAll('cam_policy')
        .select('cam_policy_version.document')
        .where('cam_policy.owner_uin', '=', ownerUin)
        .where('cam_policy.policy_id', 'in', policyIds)
        .orderBy('cam_policy.policy_id')
        .execute()
      return rows.map((row) => ({
        ...toPolicy(row),
        version: Number(row.default_version),
        document: row.document,
      }))
    },

    async idOfName(ownerUin, name) {
      if (name.includes('\0')) return undefined
      const query = db.selectFrom('cam_policy').select('policy_id').where('name', '=', name)
      const row = await query.where('owner_uin', '=', ownerUin).executeTakeFirst()
      return row && Number(row.policy_id)
    },

    async page(ownerUin, keyword, offset, limit) {
      const matching = db
        .selectFrom('cam_policy')
        .where('owner_uin', '=', ownerUin)
        .$if(keyword !== '', (query) => query.where(contains(keyword)))
      const counted = await matching
        .select((query) => query.fn.countAll().as('total'))
        .executeTakeFirstOrThrow()
      const rows = await matching
        .select(columns)
        .orderBy('policy_id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute()
      return { total: Number(counted.total), policies: rows.map(toPolicy) }
    },

    update: (ownerUin, policyId, edit, now) => updatePolicy(db, ownerUin, policyId, edit, now),
    tags: (ownerUin, policyIds) => tagsOfPolicies(db, ownerUin, policyIds),
    delete: (ownerUin, policyIds) => deletePolicies(db, ownerUin, policyIds),
    use: (ownerUin, policyIds) => usesOf(db, ownerUin, policyIds),
  }
}

type PolicyRow = Pick<Selectable<CamPolicyTable>, (typeof columns)[number]>

function toPolicy(row: PolicyRow): Policy {
  return {
    policyId: Number(row.policy_id),
    name: row.name,
    description: row.description,
    kind: 'custom',
    createMode: Number(row.create_mode),
    service: '',
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  }
}

function contains(keyword: string) {
  const pattern = likePattern(keyword.toLowerCase())
  return sql<boolean>`(lower(name) like ${pattern} escape '\\' or lower(description) like ${pattern} escape '\\')`
}

async function insertPolicy(db: Kysely<Schema>, policy: NewPolicy) {
  const { ownerUin, name, description, document, createMode, createdAt } = policy
  return db.transaction().execute(async (trx) => {
    if (policy.tags.length > 0) await lockTags(trx, ownerUin)
    // Holds the row of the numbers, so creations see each other's policies.
    const policyId = await takeNumber(trx, 'policy')
    const { total } = await trx
      .selectFrom('cam_policy')
      .select((query) => query.fn.countAll().as('total'))
      .where('owner_uin', '=', ownerUin)
      .executeTakeFirstOrThrow()
    if (Number(total) >= policyQuotas.perRoot) return 'full'
    const inserted = await trx
      .insertInto('cam_policy')
      .values({
        policy_id: policyId,
        owner_uin: ownerUin,
        name,
        description,
        create_mode: createMode,
        created_at: createdAt,
        updated_at: createdAt,
        default_version: 1,
        last_version: 1,
      })
      .onConflict((conflict) => conflict.columns(['owner_uin', 'name']).doNothing())
      .returning('policy_id')
      .executeTakeFirst()
    if (inserted === undefined) return 'nameInUse'
    await trx
      .insertInto('cam_policy_version')
      .values({ policy_id: policyId, version_id: 1, document, created_at: createdAt })
      .execute()
    await putTags(trx, policyId, policy)
    return policyId
  })
}

/** The caller holds the lock of the root account where there are tags. */
async function putTags(
  trx: Kysely<Schema>,
  policyId: number,
  { ownerUin, uin, tags, createdAt }: NewPolicy,
): Promise<void> {
  if (tags.length === 0) return
  await makeMissing(trx, { ownerUin, uin }, tags, createdAt)
  const bindings = tags.map((tag) => ({ ...policyKey(policyId), ...tag }))
  await putBindings(trx, ownerUin, bindings, createdAt)
}

async function updatePolicy(
  db: Kysely<Schema>,
  ownerUin: string,
  policyId: number,
  { description, document }: PolicyEdit,
  now: number,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('cam_policy')
      .set({ updated_at: now, ...(description !== undefined && { description }) })
      .where('owner_uin', '=', ownerUin)
      .where('policy_id', '=', policyId)
      .returning('default_version')
      .executeTakeFirst()
    if (row === undefined) return false
    if (document === undefined) return true
    await trx
      .updateTable('cam_policy_version')
      .set({ document })
      .where('policy_id', '=', policyId)
      .where('version_id', '=', row.default_version)
      .execute()
    return true
  })
}

async function deletePolicies(
  db: Kysely<Schema>,
  ownerUin: string,
  policyIds: readonly number[],
): ReturnType<PolicyStore['delete']> {
  return db.transaction().execute(async (trx) => {
    // So that nobody puts a tag on one meanwhile.
    await lockTags(trx, ownerUin)
    // Locked by this, so that nobody attaches one meanwhile.
    const found = await trx
      .updateTable('cam_policy')
      .set((row) => ({ last_version: row.ref('last_version') }))
      .where('owner_uin', '=', ownerUin)
      .where('policy_id', 'in', policyIds)
      .returning('policy_id')
      .execute()
    const known = new Set(found.map((row) => Number(row.policy_id)))
    const missing = policyIds.find((policyId) => !known.has(policyId))
    if (missing !== undefined) return { fault: 'missing', policyId: missing }
    const bounded = await trx
      .selectFrom('cam_user')
      .select('boundary_policy')
      .where('boundary_policy', 'in', policyIds)
      .limit(1)
      .executeTakeFirst()
    if (bounded) return { fault: 'boundary', policyId: Number(bounded.boundary_policy) }
    for (const table of ['cam_attachment', 'cam_policy_version', 'cam_policy'] as const) {
      await trx.deleteFrom(table).where('policy_id', 'in', policyIds).execute()
    }
    await removeAliases(trx, ownerUin, policyIds)
    await freeTags(trx, ownerUin, policyIds.map(policyKey))
    return 'deleted'
  })
}

async function usesOf(db: Kysely<Schema>, ownerUin: string, policyIds: readonly number[]) {
  const uses = new Map<number, PolicyUse>()
  if (policyIds.length === 0) return uses
  const add = (field: keyof PolicyUse, rows: readonly { policy: unknown; number: unknown }[]) => {
    for (const { policy, number } of rows) {
      const use = uses.get(Number(policy)) ?? { users: 0, groups: 0, boundaries: 0 }
      uses.set(Number(policy), { ...use, [field]: Number(number) })
    }
  }
  const attached = (kind: 'user' | 'group') =>
    db
      .selectFrom('cam_attachment')
      .select((query) => ['policy_id as policy', query.fn.countAll().as('number')])
      .where('policy_id', 'in', policyIds)
      .where('entity_kind', '=', kind)
      .groupBy('policy_id')
  const users = db.selectFrom('cam_user').select('uin').where('owner_uin', '=', ownerUin)
  const groups = db
    .selectFrom('cam_group')
    .select(sql<string>`cast(group_id as text)`.as('id'))
    .where('owner_uin', '=', ownerUin)
  add('users', await attached('user').where('entity_id', 'in', users).execute())
  add('groups', await attached('group').where('entity_id', 'in', groups).execute())
  const bounded = db
    .selectFrom('cam_user')
    .select((query) => ['boundary_policy as policy', query.fn.countAll().as('number')])
    .where('owner_uin', '=', ownerUin)
    .where('boundary_policy', 'in', policyIds)
    .groupBy('boundary_policy')
  add('boundaries', await bounded.execute())
  return uses
}

import { policyQuotas } from '@yanshu/protocol'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { findPreset } from '../policy/presets.ts'
import { lockUser } from '../users/lock-user.ts'
import type { Entity } from './entity-store.ts'
import { lockPolicy } from './lock-policy.ts'
import type { Policy } from './policy.ts'
import { presetAsPolicy } from './policy.ts'

/** Who attaches or detaches, and of which root account everything is. */
export interface Operator {
  readonly ownerUin: string
  readonly uin: string
}

export interface NewAttachment {
  readonly entity: Entity
  readonly policyId: number
  readonly operator: Operator
  readonly attachedAt: number
}

/** A policy as it is attached to one user or group. */
export interface AttachedPolicy {
  readonly policy: Policy
  readonly entity: Entity
  readonly attachedAt: number
  readonly attachedBy: string
}

export interface AttachedEntity extends Entity {
  readonly name: string
  readonly attachedAt: number
}

export interface EntityPage {
  readonly total: number
  readonly entities: readonly AttachedEntity[]
}

/** Which policies are attached to whom. */
export interface AttachmentStore {
  /** Attaching what is attached changes nothing. The root account is no user here. */
  attach(attachment: NewAttachment): Promise<'attached' | 'full' | 'noEntity' | 'noPolicy'>
  detach(entity: Entity, policyId: number): Promise<void>
  /** The policies of users and groups, newest first; a few hundred of each at the most. */
  ofEntities(ownerUin: string, entities: readonly Entity[]): Promise<readonly AttachedPolicy[]>
  entities(
    ownerUin: string,
    policyId: number,
    kind: Entity['kind'],
    page: { readonly offset: number; readonly limit: number },
  ): Promise<EntityPage>
}

export function createAttachmentStore(db: Kysely<Schema>): AttachmentStore {
  return {
    attach: (attachment) => db.transaction().execute((trx) => attach(trx, attachment)),

    async detach({ kind, id }, policyId) {
      await db
        .deleteFrom('cam_attachment')
        .where('entity_kind', '=', kind)
        .where('entity_id', '=', id)
        .where('policy_id', '=', policyId)
        .execute()
    },

    ofEntities: (ownerUin, entities) => attachedTo(db, ownerUin, entities),

    async entities(ownerUin, policyId, kind, { offset, limit }) {
      const attached = kind === 'user' ? usersWith(db, ownerUin) : groupsWith(db, ownerUin)
      const those = attached.where('attachment.policy_id', '=', policyId)
      const counted = await those
        .clearSelect()
        .select((query) => query.fn.countAll().as('total'))
        .executeTakeFirstOrThrow()
      const rows = await those
        .orderBy('attachment.attached_at', 'desc')
        .orderBy('attachment.entity_id')
        .offset(offset)
        .limit(limit)
        .execute()
      const entities = rows.map(({ id, name, attached_at }) => ({
        kind,
        id,
        name,
        attachedAt: Number(attached_at),
      }))
      return { total: Number(counted.total), entities }
    },
  }
}

const entityColumns = ['attachment.entity_id as id', 'attachment.attached_at'] as const

function usersWith(db: Kysely<Schema>, ownerUin: string) {
  return db
    .selectFrom('cam_attachment as attachment')
    .innerJoin('cam_user as entity', (join) =>
      join.onRef('entity.uin', '=', 'attachment.entity_id').on('entity.owner_uin', '=', ownerUin),
    )
    .select([...entityColumns, 'entity.name'])
    .where('attachment.entity_kind', '=', 'user')
}

function groupsWith(db: Kysely<Schema>, ownerUin: string) {
  return db
    .selectFrom('cam_attachment as attachment')
    .innerJoin('cam_group as entity', (join) =>
      join
        .on(sql`cast(entity.group_id as text)`, '=', sql.ref('attachment.entity_id'))
        .on('entity.owner_uin', '=', ownerUin),
    )
    .select([...entityColumns, 'entity.name'])
    .where('attachment.entity_kind', '=', 'group')
}

async function attach(
  trx: Kysely<Schema>,
  { entity, policyId, operator, attachedAt }: NewAttachment,
): ReturnType<AttachmentStore['attach']> {
  const { ownerUin, uin } = operator
  if (!(await lockEntity(trx, ownerUin, entity))) return 'noEntity'
  if (!(await lockPolicy(trx, ownerUin, policyId))) return 'noPolicy'
  const rows = await trx
    .selectFrom('cam_attachment')
    .select('policy_id')
    .where('entity_kind', '=', entity.kind)
    .where('entity_id', '=', entity.id)
    .execute()
  if (rows.some((row) => Number(row.policy_id) === policyId)) return 'attached'
  if (rows.length >= policyQuotas.perEntity) return 'full'
  await trx
    .insertInto('cam_attachment')
    .values({
      entity_kind: entity.kind,
      entity_id: entity.id,
      policy_id: policyId,
      attached_at: attachedAt,
      attached_by: uin,
    })
    .execute()
  return 'attached'
}

/** Holds the row until the transaction ends, so that it is not deleted meanwhile; false where there is none. */
async function lockEntity(
  trx: Kysely<Schema>,
  ownerUin: string,
  { kind, id }: Entity,
): Promise<boolean> {
  if (kind === 'group') {
    const group = await trx
      .updateTable('cam_group')
      .set((row) => ({ created_at: row.ref('created_at') }))
      .where('owner_uin', '=', ownerUin)
      .where('group_id', '=', Number(id))
      .returning('group_id')
      .executeTakeFirst()
    return group !== undefined
  }
  return id !== ownerUin && (await lockUser(trx, id)) === ownerUin
}

async function attachedTo(
  db: Kysely<Schema>,
  ownerUin: string,
  entities: readonly Entity[],
): Promise<readonly AttachedPolicy[]> {
  const rows = await db
    .selectFrom('cam_attachment as attachment')
    .leftJoin('cam_policy as policy', (join) =>
      join
        .onRef('policy.policy_id', '=', 'attachment.policy_id')
        .on('policy.owner_uin', '=', ownerUin),
    )
    .selectAll('attachment')
    .select([
      'policy.name',
      'policy.description',
      'policy.create_mode',
      'policy.created_at',
      'policy.updated_at',
    ])
    .where((is) =>
      is.or(
        entities.map(({ kind, id }) =>
          is.and([is('entity_kind', '=', kind), is('entity_id', '=', id)]),
        ),
      ),
    )
    .orderBy('attachment.attached_at', 'desc')
    .orderBy('attachment.policy_id')
    .orderBy('attachment.entity_kind', 'desc')
    .orderBy('attachment.entity_id')
    .execute()
  return rows.flatMap((row) => {
    const policy = policyOf(row)
    if (policy === undefined) return []
    return [
      {
        policy,
        entity: { kind: row.entity_kind, id: row.entity_id },
        attachedAt: Number(row.attached_at),
        attachedBy: row.attached_by,
      },
    ]
  })
}

interface AttachedRow {
  readonly policy_id: number
  readonly name: string | null
  readonly description: string | null
  readonly create_mode: number | null
  readonly created_at: number | null
  readonly updated_at: number | null
}

function policyOf(row: AttachedRow): Policy | undefined {
  const policyId = Number(row.policy_id)
  const preset = findPreset(policyId)
  if (preset !== undefined) return presetAsPolicy(preset)
  if (row.name === null) return undefined
  return {
    policyId,
    name: row.name,
    description: row.description ?? '',
    kind: 'custom',
    createMode: Number(row.create_mode),
    service: '',
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  }
}

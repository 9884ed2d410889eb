import type { CloudErrorCode } from '@yanshu/protocol'
import { CloudError, policyQuotas } from '@yanshu/protocol'
import type { Clock } from '../../clock.ts'
import type { PermissionChanges } from '../policy/permission-changes.ts'
import type {
  AttachedEntity,
  AttachedPolicy,
  AttachmentStore,
  EntityPage,
  Operator,
} from './attachment-store.ts'
import type { Entity, EntityStore, Group } from './entity-store.ts'
import type { Policies } from './policies.ts'
import { noPolicy } from './policies.ts'
import type { Policy } from './policy.ts'
import { matchesKeyword } from './policy.ts'

export interface AttachmentsDeps {
  readonly store: AttachmentStore
  readonly entities: EntityStore
  readonly policies: Policies
  readonly changes: PermissionChanges
  readonly now: Clock
}

export interface Page {
  readonly offset: number
  readonly limit: number
}

/** A policy that a user has, in one way or several. */
export interface PolicyOfUser {
  readonly policy: Policy
  readonly isDirect: boolean
  /** The groups that bring it. */
  readonly groups: readonly Group[]
  /** When it came first, of the ways that are asked for. */
  readonly attachedAt: number
}

export interface OfEntityFilter {
  readonly keyword?: string | undefined
  /** What answers where there is no such user or group. */
  readonly unknown?: CloudErrorCode
}

export interface OfUserFilter {
  readonly way: 'all' | 'direct' | 'group'
  readonly kind?: Policy['kind'] | undefined
  readonly keyword: string
  /** What answers where there is no such user. */
  readonly unknown?: CloudErrorCode
}

/** Which users and groups have which policies. */
export class Attachments {
  readonly #deps: AttachmentsDeps

  constructor(deps: AttachmentsDeps) {
    this.#deps = deps
  }

  /** @throws {CloudError} `InvalidParameter.AttachmentFull`; unknown policies, users and groups. */
  async attach(operator: Operator, entity: Entity, policyId: number): Promise<void> {
    const { store, changes, now } = this.#deps
    const done = await store.attach({ entity, policyId, operator, attachedAt: now() })
    if (done === 'noEntity') throw noEntity(entity)
    if (done === 'noPolicy') throw noPolicy(policyId)
    if (done === 'full') {
      const message = `at most ${policyQuotas.perEntity} policies of a ${entity.kind}`
      throw new CloudError('InvalidParameter.AttachmentFull', message)
    }
    changes.permissionsChanged(operator.ownerUin)
  }

  /** Detaching what is not attached changes nothing. */
  async detach({ ownerUin }: Operator, entity: Entity, policyId: number): Promise<void> {
    const { store, policies, changes } = this.#deps
    await this.#require(ownerUin, entity)
    const isUser = entity.kind === 'user'
    await policies.get(
      ownerUin,
      policyId,
      isUser ? 'ResourceNotFound.PolicyIdNotFound' : 'InvalidParameter.PolicyIdNotExist',
    )
    await store.detach(entity, policyId)
    changes.permissionsChanged(ownerUin)
  }

  /** What is attached to a user or group itself, newest first. */
  async of(
    ownerUin: string,
    entity: Entity,
    { keyword = '', unknown }: OfEntityFilter = {},
  ): Promise<readonly AttachedPolicy[]> {
    await this.#require(ownerUin, entity, unknown)
    const attached = await this.#deps.store.ofEntities(ownerUin, [entity])
    return attached.filter(({ policy }) => matchesKeyword(policy, keyword))
  }

  /** What a user has, itself and by its groups, each policy once. */
  async ofUser(
    ownerUin: string,
    uin: string,
    { way, kind, keyword, unknown }: OfUserFilter,
  ): Promise<readonly PolicyOfUser[]> {
    const user: Entity = { kind: 'user', id: uin }
    await this.#require(ownerUin, user, unknown)
    const groups = way === 'direct' ? [] : await this.#deps.entities.groupsOf(uin)
    const entities = [
      ...(way === 'group' ? [] : [user]),
      ...groups.map(({ groupId }): Entity => ({ kind: 'group', id: String(groupId) })),
    ]
    if (entities.length === 0) return []
    const attached = await this.#deps.store.ofEntities(ownerUin, entities)
    return gather(attached, groups).filter(
      ({ policy }) =>
        (kind === undefined || policy.kind === kind) && matchesKeyword(policy, keyword),
    )
  }

  /** Users first, then groups; the latest of each first. */
  async entities(
    ownerUin: string,
    policyId: number,
    kinds: readonly Entity['kind'][],
    { offset, limit }: Page,
  ): Promise<EntityPage> {
    await this.#deps.policies.get(ownerUin, policyId, 'InvalidParameter.PolicyIdError')
    const found: AttachedEntity[] = []
    let total = 0
    for (const kind of kinds) {
      const page = { offset: Math.max(offset - total, 0), limit: limit - found.length }
      const part = await this.#deps.store.entities(ownerUin, policyId, kind, page)
      total += part.total
      found.push(...part.entities)
    }
    return { total, entities: found }
  }

  async #require(ownerUin: string, entity: Entity, code?: CloudErrorCode): Promise<void> {
    const { kind, id } = entity
    const { entities } = this.#deps
    const found =
      kind === 'user'
        ? await entities.findUser(ownerUin, id)
        : await entities.findGroup(ownerUin, id)
    if (found === undefined) throw noEntity(entity, code)
  }
}

function gather(
  attached: readonly AttachedPolicy[],
  groups: readonly Group[],
): readonly PolicyOfUser[] {
  const byPolicy = Map.groupBy(attached, ({ policy }) => policy.policyId)
  return [...byPolicy.values()].flatMap((ways) => {
    const [first] = ways
    if (first === undefined) return []
    const ids = new Set(ways.filter(({ entity }) => entity.kind === 'group').map(idOf))
    return [
      {
        policy: first.policy,
        isDirect: ways.some(({ entity }) => entity.kind === 'user'),
        groups: groups.filter(({ groupId }) => ids.has(String(groupId))),
        attachedAt: Math.min(...ways.map(({ attachedAt }) => attachedAt)),
      },
    ]
  })
}

function idOf({ entity }: AttachedPolicy): string {
  return entity.id
}

function noEntity({ kind, id }: Entity, code?: CloudErrorCode): CloudError {
  if (kind === 'user') {
    return new CloudError(code ?? 'ResourceNotFound.UserNotExist', `there is no sub-user ${id}`)
  }
  return new CloudError(code ?? 'ResourceNotFound.GroupNotExist', `there is no user group ${id}`)
}

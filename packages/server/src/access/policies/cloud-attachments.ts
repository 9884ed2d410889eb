import type { CloudAction } from '@yanshu/protocol'
import {
  attachGroupPolicy,
  attachUserPolicy,
  detachGroupPolicy,
  detachUserPolicy,
  listAttachedGroupPolicies,
  listAttachedUserAllPolicies,
  listAttachedUserPolicies,
  listEntitiesForPolicy,
} from '@yanshu/protocol'
import type { ActionCall, ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import { localTime } from '../local-time.ts'
import type { AttachedEntity } from './attachment-store.ts'
import type { Attachments, PolicyOfUser } from './attachments.ts'
import type { Entity } from './entity-store.ts'
import { active, toAttachPolicyInfo, typeOf } from './items.ts'

const user = (uin: number): Entity => ({ kind: 'user', id: String(uin) })
const group = (groupId: number): Entity => ({ kind: 'group', id: String(groupId) })

export function attachmentActions(attachments: Attachments): readonly ActionHandler[] {
  return [...attaching(attachments), ...listing(attachments)]
}

function attaching(attachments: Attachments): readonly ActionHandler[] {
  /** Whether the policy that is meant is attached. */
  const snapshot = async (
    { principal, body }: ActionCall<{ readonly PolicyId: number }>,
    entity: Entity,
  ) => {
    const attached = await attachments.of(principal.ownerUin, entity)
    const found = attached.find(({ policy }) => policy.policyId === body.PolicyId)
    return found && { [body.PolicyId]: found.policy.name }
  }
  return [
    handleAction(
      attachUserPolicy,
      async ({ principal, body }) => {
        await attachments.attach(principal, user(body.AttachUin), body.PolicyId)
        return {}
      },
      { snapshot: (call) => snapshot(call, user(call.body.AttachUin)) },
    ),
    handleAction(
      detachUserPolicy,
      async ({ principal, body }) => {
        await attachments.detach(principal, user(body.DetachUin), body.PolicyId)
        return {}
      },
      { snapshot: (call) => snapshot(call, user(call.body.DetachUin)) },
    ),
    handleAction(
      attachGroupPolicy,
      async ({ principal, body }) => {
        await attachments.attach(principal, group(body.AttachGroupId), body.PolicyId)
        return {}
      },
      { snapshot: (call) => snapshot(call, group(call.body.AttachGroupId)) },
    ),
    handleAction(
      detachGroupPolicy,
      async ({ principal, body }) => {
        await attachments.detach(principal, group(body.DetachGroupId), body.PolicyId)
        return {}
      },
      { snapshot: (call) => snapshot(call, group(call.body.DetachGroupId)) },
    ),
  ]
}

const ways = ['all', 'direct', 'group'] as const
const entityKinds: Readonly<Record<string, readonly Entity['kind'][]>> = {
  All: ['user', 'group'],
  User: ['user'],
  Group: ['group'],
  // There are no roles.
  Role: [],
}

function listing(attachments: Attachments): readonly ActionHandler[] {
  return [
    handleAction(listAttachedUserPolicies, async ({ principal, body }) => {
      const { ownerUin } = principal
      const entity = user(body.TargetUin)
      const attached = await attachments.of(ownerUin, entity, { unknown: PARAM_ERROR })
      const shown = pageOf(attached, body)
      return {
        TotalNum: attached.length,
        List: shown.map((policy) => toAttachPolicyInfo(policy, ownerUin)),
      }
    }),
    handleAction(listAttachedGroupPolicies, async ({ principal, body }) => {
      const { ownerUin } = principal
      const attached = await attachments.of(ownerUin, group(body.TargetGroupId), {
        keyword: body.Keyword,
        unknown: PARAM_ERROR,
      })
      const shown = pageOf(attached, body)
      return {
        TotalNum: attached.length,
        List: shown.map((policy) => toAttachPolicyInfo(policy, ownerUin)),
      }
    }),
    handleAction(listAttachedUserAllPolicies, async ({ principal, body }) => {
      const found = await attachments.ofUser(principal.ownerUin, String(body.TargetUin), {
        way: ways[body.AttachType],
        kind: body.StrategyType && (body.StrategyType === 1 ? 'custom' : 'preset'),
        keyword: body.Keyword ?? '',
      })
      return { TotalNum: found.length, PolicyList: pageOf(found, body).map(toPolicyOfUser) }
    }),
    handleAction(listEntitiesForPolicy, async ({ principal, body }) => {
      const { total, entities } = await attachments.entities(
        principal.ownerUin,
        body.PolicyId,
        entityKinds[body.EntityFilter] ?? [],
        { offset: (body.Page - 1) * body.Rp, limit: body.Rp },
      )
      return { TotalNum: total, List: entities.map(toEntityItem) }
    }),
  ]
}

const PARAM_ERROR: CloudAction['errors'][number] = 'InvalidParameter.ParamError'

function pageOf<Item>(
  items: readonly Item[],
  { Page, Rp }: { readonly Page: number; readonly Rp: number },
): readonly Item[] {
  return items.slice((Page - 1) * Rp, Page * Rp)
}

function toPolicyOfUser({ policy, isDirect, groups, attachedAt }: PolicyOfUser) {
  return {
    PolicyId: String(policy.policyId),
    PolicyName: policy.name,
    Description: policy.description,
    AddTime: localTime(attachedAt),
    StrategyType: String(typeOf(policy)),
    CreateMode: String(policy.createMode),
    Groups: groups.map(({ groupId, name }) => ({ GroupId: groupId, GroupName: name })),
    Direct: isDirect ? 1 : 0,
    ...active,
  }
}

function toEntityItem({ kind, id, name, attachedAt }: AttachedEntity) {
  return {
    Id: id,
    Name: name,
    Uin: kind === 'user' ? Number(id) : 0,
    RelatedType: kind === 'user' ? 1 : 2,
    AttachmentTime: localTime(attachedAt),
  }
}

import type { AttachPolicyInfo, StrategyInfo } from '@yanshu/protocol'
import { localTime } from '../local-time.ts'
import type { Tag } from '../tags/tag.ts'
import type { AttachedPolicy } from './attachment-store.ts'
import type { Policy } from './policy.ts'
import type { PolicyUse } from './policy-store.ts'

/** Policies are never switched off here. */
export const active = { Deactived: 0, DeactivedDetail: [] as string[] }

export function typeOf({ kind }: Policy): number {
  return kind === 'custom' ? 1 : 2
}

export function toCamTag({ key, value }: Tag) {
  return { Key: key, Value: value }
}

export function toStrategyInfo(
  policy: Policy,
  use: PolicyUse | undefined,
  tags: readonly Tag[] = [],
): StrategyInfo {
  const { users, groups, boundaries } = use ?? { users: 0, groups: 0, boundaries: 0 }
  const isGlobal = policy.kind === 'preset' && policy.service === ''
  return {
    PolicyId: policy.policyId,
    PolicyName: policy.name,
    AddTime: localTime(policy.createdAt),
    Type: typeOf(policy),
    Description: policy.description,
    CreateMode: policy.createMode,
    Attachments: users,
    ServiceType: policy.service,
    IsAttached: null,
    ...active,
    IsServiceLinkedPolicy: 0,
    AttachEntityCount: users + groups,
    AttachEntityBoundaryCount: boundaries,
    UpdateTime: localTime(policy.updatedAt),
    Tags: tags.map(toCamTag),
    PermissionLevel: isGlobal ? 'Global' : 'CloudProduct',
  }
}

export function toAttachPolicyInfo(
  { policy, attachedAt, attachedBy }: AttachedPolicy,
  ownerUin: string,
): AttachPolicyInfo {
  return {
    PolicyId: policy.policyId,
    PolicyName: policy.name,
    AddTime: localTime(attachedAt),
    CreateMode: policy.createMode,
    PolicyType: policy.kind === 'custom' ? 'User' : 'QCS',
    Remark: policy.description,
    OperateOwnerUin: ownerUin,
    OperateUin: attachedBy,
    OperateUinType: 0,
    ...active,
  }
}

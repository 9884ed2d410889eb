import {
  CloudError,
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  deletePolicyVersion,
  getPolicy,
  getPolicyVersion,
  listPolicies,
  listPolicyVersions,
  setDefaultPolicyVersion,
  updatePolicy,
} from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import type { Principal } from '../../calls/principal.ts'
import { handleAction } from '../../calls/action-call.ts'
import { localTime } from '../local-time.ts'
import { tagText } from '../tags/tag.ts'
import { toCamTag, toStrategyInfo, typeOf } from './items.ts'
import type { Policies, PolicyScope } from './policies.ts'
import type { PolicyVersion } from './version-store.ts'
import type { Versions } from './versions.ts'

const scopes: Readonly<Record<string, PolicyScope>> = { QCS: 'preset', Local: 'custom' }

/** The actions about policies themselves. */
export function policyActions(policies: Policies): readonly ActionHandler[] {
  const snapshotOf = async (ownerUin: string, ids: readonly number[]) => {
    const found = await policies.findCustom(ownerUin, ids)
    const tags = await policies.tagsOf(ownerUin, ids)
    return Object.fromEntries(
      found.map(({ policyId, ...policy }) => [
        policyId,
        { ...policy, tags: (tags.get(policyId) ?? []).map(tagText) },
      ]),
    )
  }
  return [
    handleAction(
      createPolicy,
      async ({ principal, body }) => ({
        PolicyId: await policies.create({
          ownerUin: principal.ownerUin,
          uin: principal.uin,
          name: body.PolicyName,
          description: body.Description,
          document: body.PolicyDocument,
          createMode: body.CreateMode,
          tags: body.Tags.map(({ Key: key, Value: value }) => ({ key, value })),
        }),
      }),
      {
        snapshot: async ({ principal }, answer) =>
          answer && snapshotOf(principal.ownerUin, [answer.PolicyId]),
      },
    ),
    handleAction(
      updatePolicy,
      async ({ principal, body }) => {
        const { ownerUin, uin } = principal
        const policyId = await namedBy(policies, ownerUin, body)
        const edit = { description: body.Description, document: body.PolicyDocument }
        const hasEdit = edit.description !== undefined || edit.document !== undefined
        if (hasEdit || body.Alias === undefined) await policies.update(ownerUin, policyId, edit)
        if (body.Alias !== undefined) await policies.setAlias(ownerUin, policyId, body.Alias, uin)
        return body.PolicyId === undefined ? { PolicyId: policyId } : {}
      },
      {
        snapshot: async ({ principal, body }) => {
          const { ownerUin } = principal
          return snapshotOf(ownerUin, [await namedBy(policies, ownerUin, body)])
        },
      },
    ),
    handleAction(
      deletePolicy,
      async ({ principal, body }) => {
        await policies.delete(principal.ownerUin, body.PolicyId)
        return {}
      },
      { snapshot: ({ principal, body }) => snapshotOf(principal.ownerUin, body.PolicyId) },
    ),
    handleAction(getPolicy, async ({ principal, body }) => {
      const { ownerUin } = principal
      const policy = await policies.get(ownerUin, body.PolicyId)
      const alias = await policies.aliasOf(ownerUin, body.PolicyId)
      const tags = await policies.tagsOf(ownerUin, [body.PolicyId])
      return {
        PolicyId: policy.policyId,
        PolicyName: policy.name,
        Description: policy.description,
        Type: typeOf(policy),
        CreateMode: policy.createMode,
        AddTime: localTime(policy.createdAt),
        UpdateTime: localTime(policy.updatedAt),
        PolicyDocument: policy.document,
        PresetAlias: alias ?? null,
        IsServiceLinkedRolePolicy: 0,
        Tags: (tags.get(policy.policyId) ?? []).map(toCamTag),
      }
    }),
    handleAction(listPolicies, async ({ principal, body }) => {
      const { ownerUin } = principal
      const { total, policies: found } = await policies.page(ownerUin, {
        scope: scopes[body.Scope] ?? 'all',
        keyword: body.Keyword ?? '',
        offset: (body.Page - 1) * body.Rp,
        limit: body.Rp,
      })
      const ids = found.map(({ policyId }) => policyId)
      const uses = await policies.use(ownerUin, ids)
      const tags = await policies.tagsOf(ownerUin, ids)
      return {
        TotalNum: total,
        List: found.map((policy) =>
          toStrategyInfo(policy, uses.get(policy.policyId), tags.get(policy.policyId)),
        ),
        ServiceTypeList: [],
      }
    }),
  ]
}

/** The policy that a request means, by id or by name. */
async function namedBy(
  policies: Policies,
  ownerUin: string,
  body: { readonly PolicyId?: number | undefined; readonly PolicyName?: string | undefined },
): Promise<number> {
  if (body.PolicyId !== undefined) return body.PolicyId
  if (body.PolicyName === undefined) {
    const message = 'PolicyId: the policy is named by PolicyId or by PolicyName'
    throw new CloudError('InvalidParameter.ParamError', message)
  }
  const policyId = await policies.idOfName(ownerUin, body.PolicyName)
  if (policyId !== undefined) return policyId
  throw new CloudError(
    'ResourceNotFound.PolicyIdNotFound',
    `PolicyName: there is no policy ${body.PolicyName}`,
  )
}

/** The actions about versions of policies. */
export function versionActions(versions: Versions): readonly ActionHandler[] {
  const keyOf = ({ ownerUin }: { readonly ownerUin: string }, policyId: number) => ({
    ownerUin,
    policyId,
  })
  const versionStates = async (principal: Principal, policyId: number) => {
    const found = await versions.allOfCustom(keyOf(principal, policyId))
    return Object.fromEntries(found.map(({ versionId, ...state }) => [`v${versionId}`, state]))
  }
  return [
    handleAction(
      createPolicyVersion,
      async ({ principal, body }) => {
        const key = keyOf(principal, body.PolicyId)
        return { VersionId: await versions.create(key, body.PolicyDocument, body.SetAsDefault) }
      },
      { snapshot: ({ principal, body }) => versionStates(principal, body.PolicyId) },
    ),
    handleAction(
      deletePolicyVersion,
      async ({ principal, body }) => {
        await versions.delete(keyOf(principal, body.PolicyId), body.VersionId)
        return {}
      },
      { snapshot: ({ principal, body }) => versionStates(principal, body.PolicyId) },
    ),
    handleAction(getPolicyVersion, async ({ principal, body }) => {
      const { document, ...version } = await versions.get(
        keyOf(principal, body.PolicyId),
        body.VersionId,
      )
      return { PolicyVersion: { ...toVersionItem(version), Document: document } }
    }),
    handleAction(listPolicyVersions, async ({ principal, body }) => {
      const found = await versions.list(keyOf(principal, body.PolicyId))
      return { Versions: found.map(toVersionItem) }
    }),
    handleAction(
      setDefaultPolicyVersion,
      async ({ principal, body }) => {
        await versions.setDefault(keyOf(principal, body.PolicyId), body.VersionId)
        return {}
      },
      {
        snapshot: async ({ principal, body }) => {
          const found = await versions.list(keyOf(principal, body.PolicyId))
          return { inForce: found.find(({ isDefault }) => isDefault)?.versionId }
        },
      },
    ),
  ]
}

function toVersionItem({ versionId, createdAt, isDefault }: PolicyVersion) {
  return {
    VersionId: versionId,
    CreateDate: localTime(createdAt),
    IsDefaultVersion: isDefault ? 1 : 0,
  }
}

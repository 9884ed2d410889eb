import type { CloudService } from '@yanshu/protocol'
import { CloudError, listPoliciesGrantingServiceAccess, simulatePermission } from '@yanshu/protocol'
import type { ActionHandler } from '../../calls/action-call.ts'
import { handleAction } from '../../calls/action-call.ts'
import type { Principal } from '../../calls/principal.ts'
import type { DecidedBy } from '../policy/decision.ts'
import { findPreset } from '../policy/presets.ts'
import { appResource } from '../policy/resources-of.ts'
import type { Attachments } from './attachments.ts'
import type { GrantedService } from './granted-services.ts'
import { grantedServices } from './granted-services.ts'
import type { Policies } from './policies.ts'
import type { Policy } from './policy.ts'
import { presetAsPolicy } from './policy.ts'
import type { Simulation, Simulator } from './simulator.ts'

export interface SimulateDeps {
  readonly attachments: Attachments
  readonly policies: Policies
  readonly simulator: Simulator
}

export function simulateActions(deps: SimulateDeps): readonly ActionHandler[] {
  return [
    handleAction(simulatePermission, async ({ principal, body, sourceIp }) => {
      const { ownerUin } = principal
      const { SDKAppID } = body
      const app = SDKAppID === undefined ? undefined : appResource(ownerUin, SDKAppID)
      const simulation = await deps.simulator.ask({
        ownerUin,
        targetUin: String(body.TargetUin),
        action: body.Action,
        resource: body.Resource ?? app,
        sourceIp: body.SourceIp ?? sourceIp,
        time: body.Time === undefined ? undefined : Date.parse(body.Time),
        resourceTags: body.ResourceTags?.map(tagText),
        requestTags: body.RequestTags?.map(tagText),
      })
      return toAnswer(simulation)
    }),
    handleAction(listPoliciesGrantingServiceAccess, async ({ principal, body }) => {
      const held = await policiesOf(deps, principal, body)
      const custom = held.filter(({ kind }) => kind === 'custom').map(({ policyId }) => policyId)
      const presets = held.flatMap(({ policyId }) => findPreset(policyId) ?? []).map(presetAsPolicy)
      const inForce = await deps.policies.findCustom(principal.ownerUin, custom)
      const uin = String(body.TargetUin ?? principal.uin)
      const names = { uin, ownerUin: principal.ownerUin, appId: principal.appId }
      return {
        List: grantedServices([...presets, ...inForce], names, body.ServiceType).map(toGranted),
      }
    }),
  ]
}

function tagText({ Key, Value }: { readonly Key: string; readonly Value: string }): string {
  return `${Key}&${Value}`
}

function toAnswer({ decision, resource, statement, groupName, visible }: Simulation) {
  const by = 'by' in decision ? decision.by : undefined
  return {
    Allowed: decision.allowed,
    Reason: decision.reason,
    Resource: resource,
    PolicyId: by?.policyId ?? null,
    PolicyName: by?.policyName ?? null,
    Via: by === undefined ? null : toVia(by, groupName),
    StatementIndex: by?.index ?? null,
    Statement: statement ?? null,
    Visible: visible ?? null,
  }
}

function toVia({ via }: DecidedBy, groupName: string | undefined) {
  if (via.kind === 'user') return { Kind: 'User' as const, GroupId: null, GroupName: null }
  return { Kind: 'Group' as const, GroupId: via.groupId, GroupName: groupName ?? null }
}

async function policiesOf(
  { attachments }: SimulateDeps,
  { ownerUin }: Principal,
  { TargetUin, GroupId, RoleId }: Readonly<Record<string, unknown>>,
): Promise<readonly Policy[]> {
  const named = [TargetUin, GroupId, RoleId].filter((id) => id !== undefined)
  const unknown = 'InvalidParameter.ParamError'
  if (named.length !== 1) throw new CloudError(unknown, 'one of TargetUin and GroupId is needed')
  if (RoleId !== undefined) throw new CloudError(unknown, 'RoleId: there are no roles here')
  if (GroupId !== undefined) {
    const group = { kind: 'group', id: String(GroupId) } as const
    const attached = await attachments.of(ownerUin, group, { unknown })
    return attached.map(({ policy }) => policy)
  }
  const filter = { way: 'all', keyword: '', unknown } as const
  const held = await attachments.ofUser(ownerUin, String(TargetUin), filter)
  return held.map(({ policy }) => policy)
}

const serviceNames: Readonly<Record<CloudService, string>> = {
  im: 'Instant Messaging',
  cam: 'Access Management',
  tag: 'Tags',
}

function toGranted({ service, actions, policies }: GrantedService) {
  return {
    Service: { ServiceType: service, ServiceName: serviceNames[service] },
    Action: actions.map(({ name, summary }) => ({ Name: name, Description: summary })),
    Policy: policies.map(({ policyId, name, kind, description }) => ({
      PolicyId: String(policyId),
      PolicyName: name,
      PolicyType: kind === 'custom' ? ('Custom' as const) : ('Presetting' as const),
      PolicyDescription: description,
    })),
  }
}

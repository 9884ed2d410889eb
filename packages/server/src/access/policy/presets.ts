import type { CloudAction, CloudService } from '@yanshu/protocol'
import { cloudActions } from '@yanshu/protocol'

/** A policy of the platform itself: the same for every root account, not to be changed. */
export interface PresetPolicy {
  readonly policyId: number
  readonly name: string
  /** In both languages, so that a search in either finds it. */
  readonly description: string
  readonly service: CloudService | ''
  readonly document: string
}

/** Custom policies have ids above all of these. */
export const presetPolicies: readonly PresetPolicy[] = [
  {
    policyId: 1,
    name: 'AdministratorAccess',
    description: 'Everything the root account may do / 主账号的全部权限',
    service: '',
    document: allowing(['*']),
  },
  {
    policyId: 2,
    name: 'QcloudAVCFullAccess',
    description: 'Full access to Instant Messaging (IM) / 即时通信（IM）全读写访问权限',
    service: 'im',
    document: allowing(['name/im:*']),
  },
  {
    policyId: 3,
    name: 'QcloudIMReadOnlyAccess',
    description:
      'Read-only access to Instant Messaging (IM), without keys and UserSigs / 即时通信（IM）只读访问权限，不含密钥和 UserSig',
    service: 'im',
    document: allowing(readOnlyActions('im')),
  },
  {
    policyId: 4,
    name: 'QcloudCamFullAccess',
    description: 'Full access to Access Management (CAM) / 访问管理（CAM）全读写访问权限',
    service: 'cam',
    document: allowing(['name/cam:*']),
  },
  {
    policyId: 5,
    name: 'QcloudCamReadOnlyAccess',
    description: 'Read-only access to Access Management (CAM) / 访问管理（CAM）只读访问权限',
    service: 'cam',
    document: allowing(readOnlyActions('cam')),
  },
  {
    policyId: 6,
    name: 'QcloudTAGFullAccess',
    description: 'Full access to tags (TAG) / 标签（TAG）全读写访问权限',
    service: 'tag',
    document: allowing(['name/tag:*']),
  },
]

const byId: ReadonlyMap<number, PresetPolicy> = new Map(
  presetPolicies.map((preset) => [preset.policyId, preset]),
)

/** When the presets are said to be from: the day of the guide that names them. */
export const PRESETS_SINCE = Date.UTC(2024, 1, 19)

export function findPreset(policyId: number): PresetPolicy | undefined {
  return byId.get(policyId)
}

function readOnlyActions(service: CloudService): readonly string[] {
  const isReadOnly = ({ writes, reveals = false }: CloudAction) => !writes && !reveals
  return cloudActions
    .filter((action) => action.service === service && isReadOnly(action))
    .map(({ name }) => `name/${service}:${name}`)
}

function allowing(actions: readonly string[]): string {
  const action = actions.length === 1 ? actions[0] : actions
  const statement = [{ effect: 'allow', action, resource: '*' }]
  return JSON.stringify({ version: '2.0', statement }, undefined, 2)
}

import type { CloudAction } from '@yanshu/protocol'
import { describeIMAppList, describeSecret, getUserAppId } from '@yanshu/protocol'
import { expect, test } from 'bun:test'
import type { Principal } from '../../calls/principal.ts'
import type { NamedResources } from './resources-of.ts'
import { resourcesOf } from './resources-of.ts'

const caller: Principal = { uin: '2', ownerUin: '1', appId: 9, isRoot: false, user: 'ann' }
const names: NamedResources = {
  uinOfName: async (_, name) => (name === 'bob' ? '3' : undefined),
  policyOfName: async (_, name) => (name === 'readers' ? 4 : undefined),
}
const policyOrName = { kind: 'policy', at: 'PolicyId', name: 'PolicyName' } as const

function about(resource: CloudAction['resource']): CloudAction {
  return { ...getUserAppId, resource }
}

test.each([
  [describeSecret, { SDKAppID: 1_400_000_001 }, ['qcs::im::uin/1:sdkappid/1400000001']],
  [describeIMAppList, {}, ['qcs::im::uin/1:sdkappid/*']],
  [getUserAppId, {}, ['*']],
  [about({ kind: 'user', at: 'TargetUin' }), { TargetUin: 5 }, ['qcs::cam::uin/1:uin/5']],
  [about({ kind: 'user', at: 'TargetUin' }), {}, ['qcs::cam::uin/1:uin/2']],
  [about({ kind: 'userName', at: 'Name' }), { Name: 'bob' }, ['qcs::cam::uin/1:uin/3']],
  [about({ kind: 'userName', at: 'Name' }), { Name: 'eve' }, ['qcs::cam::uin/1:uin/*']],
  [
    about({ kind: 'group', at: 'Info.GroupId' }),
    { Info: [{ GroupId: 7 }, { GroupId: 8 }, { GroupId: 7 }] },
    ['qcs::cam::uin/1:groupid/7', 'qcs::cam::uin/1:groupid/8'],
  ],
  [about({ kind: 'policy', at: 'PolicyId' }), { PolicyId: [4] }, ['qcs::cam::uin/1:policyid/4']],
  [about(policyOrName), { PolicyId: 5, PolicyName: 'readers' }, ['qcs::cam::uin/1:policyid/5']],
  [about(policyOrName), { PolicyName: 'readers' }, ['qcs::cam::uin/1:policyid/4']],
  [about(policyOrName), { PolicyName: 'nobody' }, ['qcs::cam::uin/1:policyid/*']],
  [about(policyOrName), {}, ['*']],
  [
    about({ kind: 'tagged', at: 'ResourceIds' }),
    { ServiceType: 'im', ResourcePrefix: 'sdkappid', ResourceIds: ['7'] },
    ['qcs::im::uin/1:sdkappid/7'],
  ],
  [
    about({ kind: 'tagged', at: 'ResourceList' }),
    { ResourceList: ['qcs::im::uin/1:sdkappid/7'] },
    ['qcs::im::uin/1:sdkappid/7'],
  ],
  [
    about({ kind: 'tagged', at: 'ResourceList' }),
    { ResourceList: ['qcs::im::uin/:sdkappid/7', 'qcs::im:ap-x::sdkappid/7'] },
    ['qcs::im::uin/1:sdkappid/7'],
  ],
  [
    about({ kind: 'tagged', at: 'Resource' }),
    { Resource: 'qcs::im::uin/9:sdkappid/7' },
    ['qcs::im::uin/9:sdkappid/7'],
  ],
  [about({ kind: 'tagged', at: 'ResourceId' }), { ResourceId: '7' }, ['*']],
  [about({ kind: 'tagged', at: 'ResourceId' }), { ServiceType: 'im', ResourceId: '7' }, ['*']],
  [about({ kind: 'tagged', at: 'ResourceId' }), { ServiceType: 'im', ResourceId: '' }, ['*']],
])('names the resources of a call (%#)', async (action, body, resources) => {
  expect(await resourcesOf(action, body, caller, names)).toEqual(resources)
})

import { expect, test } from 'bun:test'
import { isBoundPolicy, nameOfBound } from './bound-resource.ts'

const common = { ResourceRegion: '', ResourceId: '7', Tags: [] }
const app = { ...common, ServiceType: 'im', ResourcePrefix: 'sdkappid' }
const policy = { ...common, ServiceType: 'cam', ResourcePrefix: 'policyid' }

test('an application and a policy of one number have names of their own', () => {
  expect(nameOfBound(app)).toBe('qcs::im::uin/:sdkappid/7')
  expect(nameOfBound(policy)).toBe('qcs::cam::uin/:policyid/7')
})

test('policies are told from applications', () => {
  expect([app, policy].map(isBoundPolicy)).toEqual([false, true])
})

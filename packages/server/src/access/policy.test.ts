import { expect, test } from 'bun:test'
import { describeIMAppList, describeSecret, getUserAppId } from '@yanshu/protocol'
import type { Principal } from '../calls/principal.ts'
import { authorize, permissionOf, resourceOf } from './policy.ts'

const root: Principal = { uin: '1', ownerUin: '1', appId: 9, isRoot: true, user: 'root' }
const sub: Principal = { uin: '2', ownerUin: '1', appId: 9, isRoot: false, user: 'ann' }

test.each([
  [describeSecret, 'qcs::im::uin/1:sdkappid/1400000001'],
  [describeIMAppList, 'qcs::im::uin/1:sdkappid/*'],
  [getUserAppId, '*'],
])('names the resource of an action', (action, resource) => {
  expect(resourceOf(action, { SDKAppID: 1_400_000_001 }, '1')).toBe(resource)
})

test.each(['*', 'qcs::im::uin/1:sdkappid/*', 'qcs::im::uin/1:sdkappid/1400000001'])(
  'lets the root account do everything with %s',
  async (resource) => {
    const question = { principal: root, permission: 'im:DescribeSecret', resource, requestId: 'r' }

    await expect(authorize(question)).resolves.toBeUndefined()
  },
)

test.each([
  ['a sub-user', sub, 'qcs::im::uin/1:sdkappid/7'],
  ['a root account that owns something else', root, 'qcs::im::uin/2:sdkappid/7'],
  ['a root account with a prefix of the uin', root, 'qcs::im::uin/12:sdkappid/7'],
])('refuses %s', async (_, principal, resource) => {
  const permission = permissionOf(describeSecret)

  const done = authorize({ principal, permission, resource, requestId: 'r-1' })

  await expect(done).rejects.toMatchObject({
    code: 'UnauthorizedOperation',
    message:
      '[request id:r-1]you are not authorized to perform operation (im:DescribeSecret)\n' +
      `resource (${resource}) has no permission\n`,
  })
})

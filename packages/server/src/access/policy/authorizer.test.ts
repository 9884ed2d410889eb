import { expect, test } from 'bun:test'
import type { Principal } from '../../calls/principal.ts'
import { Authorizer } from './authorizer.ts'

const root: Principal = { uin: '1', ownerUin: '1', appId: 9, isRoot: true, user: 'root' }
const sub: Principal = { uin: '2', ownerUin: '1', appId: 9, isRoot: false, user: 'ann' }
const asked = { permission: 'im:DescribeSecret', sourceIp: '192.0.2.1', requestId: 'r-1' }

test.each(['*', 'qcs::im::uin/1:sdkappid/*', 'qcs::im::uin/1:sdkappid/1400000001'])(
  'lets the root account do everything with %s',
  async (resource) => {
    const question = { ...asked, principal: root, resources: [resource] }

    await expect(new Authorizer().authorize(question)).resolves.toBeUndefined()
  },
)

test.each([
  ['a sub-user', sub, 'qcs::im::uin/1:sdkappid/7'],
  ['a root account that owns something else', root, 'qcs::im::uin/2:sdkappid/7'],
  ['a root account with a prefix of the uin', root, 'qcs::im::uin/12:sdkappid/7'],
])('refuses %s', async (_, principal, resource) => {
  const done = new Authorizer().authorize({ ...asked, principal, resources: [resource] })

  await expect(done).rejects.toMatchObject({
    code: 'UnauthorizedOperation',
    message:
      '[request id:r-1]you are not authorized to perform operation (im:DescribeSecret)\n' +
      `resource (${resource}) has no permission\n`,
  })
})

test('refuses where one of several resources is not allowed', async () => {
  const resources = ['qcs::im::uin/1:sdkappid/7', 'qcs::im::uin/2:sdkappid/7']

  const done = new Authorizer().authorize({ ...asked, principal: root, resources })

  await expect(done).rejects.toMatchObject({ code: 'UnauthorizedOperation' })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  addUser,
  addUserToGroup,
  attachGroupPolicy,
  createAccessKey,
  createUserGroup,
  deleteAccessKey,
  deleteUser,
  deleteUserGroup,
  describeAccessKeyOwner,
  getSecurityLastUsed,
  getUser,
  listAccessKeys,
  listUsers,
  removeUserFromGroup,
  updateAccessKey,
  updateUser,
} from '@yanshu/protocol'
import { testRoot } from '@yanshu/server/testing'
import type { TestServer } from '@yanshu/server/testing'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'
import { freshName, newPolicy, newSubUser, subUserWith } from './sub-users.ts'

const ROOT = 100_000_000_001
const REFUSED = 'UnauthorizedOperation'
const everything = { effect: 'allow', action: 'cam:*', resource: '*' } as const

describe.each(storages)('sub-users who manage others on $name', ({ start }) => {
  const clock = createMovingClock()
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, clock)
  })
  // Another second, with as many calls again.
  beforeEach(() => clock.pass(SECOND))
  afterAll(() => im[Symbol.asyncDispose]())

  const newUser = async (given: object = {}) => {
    const Name = freshName('bob')
    const { Uin } = await im.act(addUser, { Name, ...given })
    return { Name, Uin }
  }

  test('do not touch the keys of the root account, whatever policies say', async () => {
    const admin = await subUserWith(im, everything)
    const key = { TargetUin: ROOT, AccessKeyId: testRoot.secretId }

    for (const call of [
      () => admin.act(listAccessKeys, { TargetUin: ROOT }),
      () => admin.act(createAccessKey, { TargetUin: ROOT }),
      () => admin.act(updateAccessKey, { ...key, Status: 'Inactive' }),
      () => admin.act(deleteAccessKey, key),
    ]) {
      expect(await codeOf(call())).toBe('OperationDenied.SubUin')
    }
    expect((await im.act(listAccessKeys, {})).AccessKeys).toHaveLength(1)
  })

  test('make and stop the keys of others, and their own', async () => {
    const admin = await subUserWith(im, everything)
    const { Uin: TargetUin } = await newUser()

    const { AccessKey } = await admin.act(createAccessKey, { TargetUin })
    const { AccessKeyId } = AccessKey
    await admin.act(updateAccessKey, { TargetUin, AccessKeyId, Status: 'Inactive' })

    const { AccessKeys } = await admin.act(listAccessKeys, { TargetUin })
    expect(AccessKeys).toMatchObject([{ AccessKeyId, Status: 'Inactive' }])
    expect((await admin.act(listAccessKeys, {})).AccessKeys).toHaveLength(1)
    // The caller has no such key, though somebody has.
    expect(await codeOf(admin.act(deleteAccessKey, { AccessKeyId }))).toBe(
      'ResourceNotFound.SecretNotExist',
    )
  })

  test('learn whose a key is where they may ask, the root among them', async () => {
    const asks = { effect: 'allow', action: 'cam:DescribeAccessKeyOwner', resource: '*' } as const
    const asker = await subUserWith(im, asks)
    const { Name, Uin } = await newUser()
    const { AccessKey } = await im.act(createAccessKey, { TargetUin: Uin })
    const { AccessKeyId } = AccessKey
    const ownerOf = (id: string) => asker.act(describeAccessKeyOwner, { AccessKeyId: id })

    expect(await ownerOf(AccessKeyId)).toEqual({ Uin, Name })
    expect(await ownerOf(testRoot.secretId)).toEqual({ Uin: ROOT, Name: 'root' })
    await im.act(deleteAccessKey, { TargetUin: Uin, AccessKeyId })

    for (const id of [AccessKeyId, Name, '']) {
      expect(await codeOf(ownerOf(id))).toBe('ResourceNotFound.SecretNotExist')
    }
    const other = await subUserWith(im, { ...asks, action: 'cam:GetSecurityLastUsed' })
    expect(await codeOf(other.act(describeAccessKeyOwner, { AccessKeyId }))).toBe(REFUSED)
  })

  test('do not change the root account', async () => {
    const admin = await subUserWith(im, everything)

    for (const call of [
      () => admin.act(updateUser, { Name: 'root', ConsoleLogin: 0 }),
      () => admin.act(deleteUser, { Name: 'root', Force: 1 }),
    ]) {
      expect(await codeOf(call())).toBe('FailedOperation.Unmodifiable')
    }
  })

  test('need a permission of its own to delete users with their keys', async () => {
    const { Name, Uin } = await newUser({ UseApi: 1 })
    const deletes = { effect: 'allow', action: 'cam:DeleteUser', resource: '*' } as const
    const weak = await subUserWith(im, deletes)
    const resource = `qcs::cam::uin/${ROOT}:uin/${Uin}`
    const keys = { effect: 'allow', action: 'cam:DeleteApiKey', resource } as const
    const strong = await subUserWith(im, deletes, keys)

    expect(await codeOf(weak.act(deleteUser, { Name }))).toBe('OperationDenied.HaveKeys')
    expect(await codeOf(weak.act(deleteUser, { Name, Force: 1 }))).toBe(
      'UnauthorizedOperation.DeleteApiKey',
    )
    await im.act(getUser, { Name })
    await strong.act(deleteUser, { Name, Force: 1 })

    expect(await codeOf(im.act(getUser, { Name }))).toBe('ResourceNotFound.UserNotExist')
    const other = await newUser()
    await weak.act(deleteUser, { Name: other.Name, Force: 1 })
  })

  test('manage the users that a policy names', async () => {
    const [mine, other] = [await newUser(), await newUser()]
    const resource = `qcs::cam::uin/${ROOT}:uin/${mine.Uin}`
    const keeper = await subUserWith(im, { effect: 'allow', action: 'cam:*', resource })

    await keeper.act(updateUser, { Name: mine.Name, Remark: 'kept' })
    expect(await keeper.act(getUser, { Name: mine.Name })).toMatchObject({ Remark: 'kept' })
    await keeper.act(createAccessKey, { TargetUin: mine.Uin })

    for (const call of [
      () => keeper.act(updateUser, { Name: other.Name, Remark: 'x' }),
      () => keeper.act(updateUser, { Name: 'nobody', Remark: 'x' }),
      () => keeper.act(createAccessKey, { TargetUin: other.Uin }),
      () => keeper.act(createAccessKey, {}),
      () => keeper.act(listUsers, {}),
      () => keeper.act(addUser, { Name: 'more' }),
    ]) {
      expect(await codeOf(call())).toBe(REFUSED)
    }
  })

  test('may what their groups may, as long as they are in them', async () => {
    const user = await newSubUser(im)
    const { GroupId } = await im.act(createUserGroup, { GroupName: freshName('readers') })
    const policy = await newPolicy(im, { effect: 'allow', action: 'cam:List*', resource: '*' })
    await im.act(attachGroupPolicy, { AttachGroupId: GroupId, PolicyId: policy })
    const reads = () => codeOf(user.act(listUsers, {}))
    const Info = [{ GroupId, Uin: user.uin }]

    expect(await reads()).toBe(REFUSED)
    await im.act(addUserToGroup, { Info })
    expect(await reads()).toBeUndefined()
    await im.act(removeUserFromGroup, { Info })
    expect(await reads()).toBe(REFUSED)
    await im.act(addUserToGroup, { Info })
    expect(await reads()).toBeUndefined()
    await im.act(deleteUserGroup, { GroupId })
    expect(await reads()).toBe(REFUSED)
  })

  test('are seen to use their keys, also after that was written down', async () => {
    const user = await newSubUser(im)
    await codeOf(user.act(listUsers, {}))
    const { AccessKeys } = await im.act(listAccessKeys, { TargetUin: user.uin })
    const SecretIdList = AccessKeys.map(({ AccessKeyId }) => AccessKeyId)
    const at = Math.floor(clock.now() / 1000)
    const lastUse = async () => {
      const { SecretIdLastUsedRows } = await im.act(getSecurityLastUsed, { SecretIdList })
      return SecretIdLastUsedRows.map(({ LastSecretUsedDate }) => LastSecretUsedDate)
    }

    expect(await lastUse()).toEqual([at])
    clock.pass(180 * SECOND)
    await im.platform.jobs.runDue()

    expect(im.platform.access.keys.useJob.isIdle?.()).toBeTrue()
    expect(await lastUse()).toEqual([at])
  })
})

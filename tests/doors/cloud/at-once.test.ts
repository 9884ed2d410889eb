import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  addUser,
  addUserToGroup,
  attachGroupPolicy,
  attachUserPolicy,
  createAccessKey,
  createPolicy,
  createUserGroup,
  deletePolicy,
  deleteUser,
  deleteUserGroup,
  getUserPermissionBoundary,
  listAttachedUserPolicies,
  listGroupsForUser,
  putUserPermissionsBoundary,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'
import { documentOf, freshName, newPolicy } from './sub-users.ts'

const everything = { effect: 'allow', action: '*', resource: '*' } as const

/** Rows that nothing belongs to any more would come back with a thing of the same number. */
const owners = {
  cam_attachment: (im: TestServer, id: string) =>
    im.platform.store.db
      .selectFrom('cam_attachment')
      .select('policy_id')
      .where('entity_id', '=', id),
  cam_group_member: (im: TestServer, id: string) =>
    im.platform.store.db.selectFrom('cam_group_member').select('group_id').where('uin', '=', id),
  access_key: (im: TestServer, id: string) =>
    im.platform.store.db.selectFrom('access_key').select('slot').where('uin', '=', id),
} as const

describe.each(storages)('calls at once on $name', ({ start }) => {
  let im: TestServer
  /** Each round begins in another second, so that no rate of calls is in the way. */
  const clock = createMovingClock()
  beforeEach(() => clock.pass(SECOND))
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const rounds = Array.from({ length: 15 }, (_, at) => at)
  const newUser = () => im.act(addUser, { Name: freshName('bob') })
  const newGroup = async () =>
    (await im.act(createUserGroup, { GroupName: freshName('team') })).GroupId

  test('leave nothing behind of a user that is deleted meanwhile', async () => {
    const PolicyId = await newPolicy(im, everything)
    const GroupId = await newGroup()
    for (const _ of rounds) {
      clock.pass(SECOND)
      const { Uin, Name } = await newUser()
      const codes = await Promise.all([
        codeOf(im.act(attachUserPolicy, { PolicyId, AttachUin: Uin })),
        codeOf(im.act(deleteUser, { Name })),
        codeOf(im.act(addUserToGroup, { Info: [{ GroupId, Uin }] })),
        codeOf(im.act(createAccessKey, { TargetUin: Uin })),
        codeOf(im.act(attachUserPolicy, { PolicyId: 1, AttachUin: Uin })),
      ])
      expect(codes).not.toContain('InternalError')
      // Where the key was there first, the user stayed.
      expect([undefined, 'ResourceNotFound.UserNotExist']).toContain(
        await codeOf(im.act(deleteUser, { Name, Force: 1 })),
      )

      for (const rowsOf of Object.values(owners)) {
        expect(await rowsOf(im, String(Uin)).execute()).toEqual([])
      }
    }
  })

  test('leave nothing behind of a group that is deleted meanwhile', async () => {
    for (const _ of rounds) {
      clock.pass(SECOND)
      const GroupId = await newGroup()
      const codes = await Promise.all([
        codeOf(im.act(attachGroupPolicy, { PolicyId: 1, AttachGroupId: GroupId })),
        codeOf(im.act(deleteUserGroup, { GroupId })),
        codeOf(im.act(attachGroupPolicy, { PolicyId: 2, AttachGroupId: GroupId })),
      ])

      expect(codes).not.toContain('InternalError')
      expect(await owners.cam_attachment(im, String(GroupId)).execute()).toEqual([])
    }
  })

  test('never bound a user by a policy that is gone', async () => {
    const { Uin: TargetUin, Name } = await newUser()
    for (const _ of rounds) {
      clock.pass(SECOND)
      const PolicyId = await newPolicy(im, everything)
      const [put, deleted] = await Promise.all([
        codeOf(im.act(putUserPermissionsBoundary, { TargetUin, PolicyId })),
        codeOf(im.act(deletePolicy, { PolicyId: [PolicyId] })),
      ])

      expect([put, deleted]).toContainEqual(
        put === undefined ? 'InvalidParameter.ParamError' : 'InvalidParameter.PolicyIdNotExist',
      )
      const bounded = await im.act(getUserPermissionBoundary, { TargetUin })
      if (put === undefined) expect(bounded.PolicyId).toBe(PolicyId)
    }
    await im.act(deleteUser, { Name })
  })

  test('keep the limits of groups, names and keys', async () => {
    const { Uin, Name } = await newUser()
    const groups = await Promise.all(Array.from({ length: 12 }, newGroup))
    const joined = await Promise.all(
      groups.map((GroupId) => codeOf(im.act(addUserToGroup, { Info: [{ GroupId, Uin }] }))),
    )
    const keys = await Promise.all(
      rounds.slice(0, 5).map(() => codeOf(im.act(createAccessKey, { TargetUin: Uin }))),
    )
    const PolicyName = freshName('same')
    const named = { PolicyName, PolicyDocument: documentOf(everything) }
    const policies = await Promise.all([1, 2, 3].map(() => codeOf(im.act(createPolicy, named))))
    const same = { Name: freshName('same') }
    const users = await Promise.all([1, 2, 3].map(() => codeOf(im.act(addUser, same))))

    expect(joined.filter((code) => code === undefined)).toHaveLength(10)
    expect(joined.filter((code) => code === 'InvalidParameter.UserGroupFull')).toHaveLength(2)
    expect((await im.act(listGroupsForUser, { SubUin: Uin })).TotalNum).toBe(10)
    expect(keys.filter((code) => code === undefined)).toHaveLength(2)
    expect(policies.filter((code) => code === undefined)).toHaveLength(1)
    expect(users.filter((code) => code === undefined)).toHaveLength(1)
    expect((await im.act(listAttachedUserPolicies, { TargetUin: Uin })).TotalNum).toBe(0)
    await im.act(deleteUser, { Name, Force: 1 })
  })
})

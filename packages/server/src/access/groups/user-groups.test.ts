import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Schema } from '../../store/schema.ts'
import { dialects } from '../../testing/dialects.ts'
import type { AccessLimits } from '../limits.ts'
import { accessLimits } from '../limits.ts'
import {
  clearPeople,
  openTestAccess,
  testRootPrincipal as root,
} from '../testing/open-test-access.ts'
import { UserGroups } from './user-groups.ts'

const OWNER = root.uin
const all = { offset: 0, limit: 100 }

describe.each(dialects)('user groups on $name', ({ open }) => {
  let db: Kysely<Schema>
  beforeAll(async () => {
    db = await open()
  })
  afterAll(() => db.destroy())

  const openGroups = async (limits: Partial<AccessLimits> = {}) => {
    await clearPeople(db)
    const { subUsers, changes, changed, clock } = await openTestAccess(db)
    const now = () => clock.now
    const groups = new UserGroups({ db, changes, now, limits: { ...accessLimits, ...limits } })
    const addUser = async (name: string) => {
      const { user } = await subUsers.add(root, { name, withKey: false })
      return { uin: Number(user.uin), uid: user.uid }
    }
    return { groups, addUser, changed, clock }
  }
  const codeOf = (done: Promise<unknown>) =>
    done.then(
      () => undefined,
      (error: { readonly code: string }) => error.code,
    )

  test('are made, renamed, found by a part of their name in any case, and deleted', async () => {
    const { groups } = await openGroups()
    const dev = await groups.create(OWNER, 'Developers_1', 'who builds')
    const ops = await groups.create(OWNER, '运维 %', '')
    await groups.update(OWNER, dev, { name: 'Builders_1' })
    await groups.update(OWNER, dev, {})

    const namesOf = async (keyword: string) =>
      (await groups.list(OWNER, keyword, all)).items.map(({ name }) => name)
    expect(await groups.get(OWNER, dev)).toMatchObject({ name: 'Builders_1', remark: 'who builds' })
    expect(await namesOf('')).toEqual(['Builders_1', '运维 %'])
    expect(await namesOf('BUILD')).toEqual(['Builders_1'])
    expect(await namesOf('%')).toEqual(['运维 %'])
    expect(await namesOf('s_1')).toEqual(['Builders_1'])
    expect(await namesOf('sx1')).toEqual([])
    expect(await namesOf('\0')).toEqual([])
    expect(await groups.list(OWNER, '', { offset: 1, limit: 1 })).toMatchObject({
      total: 2,
      items: [{ groupId: ops }],
    })
    await groups.delete(OWNER, ops)
    expect(await codeOf(groups.get(OWNER, ops))).toBe('ResourceNotFound.GroupNotExist')
    expect(await codeOf(groups.delete(OWNER, ops))).toBe('ResourceNotFound.GroupNotExist')
  })

  test.each(['', '  ', 'a\nb', 'x'.repeat(65)])('do not have the name %p', async (name) => {
    const { groups } = await openGroups()

    const code = await codeOf(groups.create(OWNER, name, ''))

    expect(code).toBe('InvalidParameter.ParamError')
  })

  test('have a name each', async () => {
    const { groups } = await openGroups()
    await groups.create(OWNER, 'one', '')
    const two = await groups.create(OWNER, 'two', '')
    const inUse = 'InvalidParameter.GroupNameInUse'

    expect(await codeOf(groups.create(OWNER, 'one', ''))).toBe(inUse)
    expect(await codeOf(groups.update(OWNER, two, { name: 'one' }))).toBe(inUse)
    await groups.update(OWNER, two, { name: 'two', remark: 'same name' })
  })

  test('are as many as there may be, even made at once', async () => {
    const { groups } = await openGroups({ userGroups: 2 })
    const names = ['a', 'b', 'c', 'd']

    const done = await Promise.allSettled(names.map((name) => groups.create(OWNER, name, '')))

    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await codeOf(groups.create(OWNER, 'e', ''))).toBe('InvalidParameter.GroupFull')
  })

  test('take and lose users, whom either number names', async () => {
    const { groups, addUser, changed, clock } = await openGroups()
    const [ann, bob] = [await addUser('ann'), await addUser('bob')]
    const groupId = await groups.create(OWNER, 'team', '')
    await groups.join(OWNER, [{ groupId, uin: bob.uin }])
    clock.now += 1
    await groups.join(OWNER, [
      { groupId, uid: ann.uid },
      { groupId, uin: bob.uin },
      { groupId, uid: ann.uid },
    ])

    const members = await groups.members(OWNER, groupId, all)
    expect(members.items.map(({ name }) => name)).toEqual(['bob', 'ann'])
    expect(await groups.counts(OWNER)).toEqual([1, 2])
    expect(await groups.groupsOf(OWNER, { uid: ann.uid }, all)).toMatchObject({ total: 1 })
    const pairs = [ann, bob].map(({ uin }) => ({ groupId, uin }))
    expect(await groups.present(OWNER, pairs)).toHaveLength(2)
    await groups.leave(OWNER, [{ groupId, uid: bob.uid }])
    await groups.leave(OWNER, [{ groupId, uid: bob.uid }])
    expect(await groups.members(OWNER, groupId, all)).toMatchObject({
      total: 1,
      items: [{ name: 'ann' }],
    })
    expect(changed).toEqual([OWNER, OWNER, OWNER, OWNER])
  })

  test.each([
    [{}, 'InvalidParameter.UserUinAndUinNotAllNull'],
    [{ uin: 7 }, 'ResourceNotFound.UserNotExist'],
    [{ uid: 7 }, 'ResourceNotFound.UserNotExist'],
    [{ uin: Number(OWNER) }, 'ResourceNotFound.UserNotExist'],
  ])('take nobody where one of them is %j', async (reference, code) => {
    const { groups, addUser } = await openGroups()
    const ann = await addUser('ann')
    const groupId = await groups.create(OWNER, 'team', '')
    const pairs = [
      { groupId, uin: ann.uin },
      { groupId, ...reference },
    ]

    expect(await codeOf(groups.join(OWNER, pairs))).toBe(code)
    expect(await groups.members(OWNER, groupId, all)).toEqual({ total: 0, items: [] })
    expect(await codeOf(groups.leave(OWNER, pairs))).toBe(code)
  })

  test('have to be there to take somebody', async () => {
    const { groups, addUser } = await openGroups()
    const { uin } = await addUser('ann')
    const groupId = await groups.create(OWNER, 'team', '')
    const pairs = [
      { groupId, uin },
      { groupId: 7, uin },
    ]

    expect(await codeOf(groups.join(OWNER, pairs))).toBe('InvalidParameter.GroupNotExist')
    expect(await codeOf(groups.members('8', groupId, all))).toBe('ResourceNotFound.GroupNotExist')
    expect(await groups.counts(OWNER)).toEqual([1, 0])
  })

  test('hold no more users, and users are in no more groups, than may be', async () => {
    const { groups, addUser } = await openGroups({ usersOfGroup: 2, groupsOfUser: 1 })
    const people = await Promise.all(['ann', 'bob', 'cid'].map(addUser))
    const [one, other] = [
      await groups.create(OWNER, 'one', ''),
      await groups.create(OWNER, 'other', ''),
    ]
    const [ann, bob, cid] = people.map(({ uin }) => ({ groupId: one, uin }))
    if (!ann || !bob || !cid) throw new Error('nobody was made')

    const three = groups.join(OWNER, [ann, bob, cid])
    expect(await codeOf(three)).toBe('InvalidParameter.GroupUserFull')
    expect(await groups.counts(OWNER)).toEqual([2, 0])
    const atOnce = await Promise.allSettled(
      [ann, bob, cid].map((pair) => groups.join(OWNER, [pair])),
    )
    expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const [inOne] = (await groups.members(OWNER, one, all)).items
    const again = groups.join(OWNER, [{ groupId: other, uin: Number(inOne?.uin) }])
    expect(await codeOf(again)).toBe('InvalidParameter.UserGroupFull')
  })

  test('go with their members and attached policies', async () => {
    const { groups, addUser } = await openGroups()
    const { uin } = await addUser('ann')
    const groupId = await groups.create(OWNER, 'team', '')
    await groups.join(OWNER, [{ groupId, uin }])
    const row = { entity_kind: 'group', entity_id: String(groupId), policy_id: 1 } as const
    const attached = { ...row, attached_at: 1, attached_by: OWNER }
    await db.insertInto('cam_attachment').values(attached).execute()

    await groups.delete(OWNER, groupId)

    expect(await db.selectFrom('cam_group_member').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('cam_attachment').selectAll().execute()).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  addGroupMember,
  deleteGroupMember,
  getRoleInGroup,
  groupErrors,
  noticeTypes,
  tipTypes,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const named = (...names: readonly string[]) => names.map((Member_Account) => ({ Member_Account }))
const many = (length: number) => numbers(length).map((number) => `m${number}`)
const results = (...all: readonly (readonly [string, number])[]) =>
  all.map(([Member_Account, Result]) => ({ Member_Account, Result }))
const stored = ['Private', 'Public', 'ChatRoom', 'Community'] as const

describe.each(storages)('members over REST on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const add = (app: TestApp, GroupId: string, ...names: readonly string[]) =>
    im.rest(app, addGroupMember, { GroupId, MemberList: named(...names) })
  const remove = (app: TestApp, GroupId: string, ...MemberToDel_Account: readonly string[]) =>
    im.rest(app, deleteGroupMember, { GroupId, MemberToDel_Account })
  const roles = async (app: TestApp, GroupId: string, ...User_Account: readonly string[]) => {
    const answer = await im.rest(app, getRoleInGroup, { GroupId, User_Account })
    return (answer.UserIdList as { Role: string }[]).map(({ Role }) => Role)
  }
  const rowOf = ({ appId }: TestApp, groupId: string) =>
    im.platform.store.db
      .selectFrom('chat_group')
      .selectAll()
      .where('app_id', '=', appId)
      .where('group_id', '=', groupId)
      .executeTakeFirstOrThrow()

  test.each(stored)('add_group_member adds to a %s group, once', async (type) => {
    const app = await seedApp(im, 'owner', 'alice', 'bob')
    const groupId = await seedGroup(im, app, { type, owner: 'owner', members: ['alice'] })

    const answer = await add(app, groupId, 'alice', 'bob', 'nobody')

    expect(answer.MemberList).toEqual(results(['alice', 2], ['bob', 1], ['nobody', 0]))
    expect(await roles(app, groupId, 'owner', 'alice', 'bob', 'nobody')).toEqual([
      'Owner',
      'Member',
      'Member',
      'NotMember',
    ])
    expect((await rowOf(app, groupId)).members).toBe(3)
  })

  test('members are told of who was added, and the added one too', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'owner' })
    const [owner, bob] = [await im.connect(app, 'owner'), await im.connect(app, 'bob')]

    await add(app, groupId, 'bob')

    const { message } = await owner.next('group.message')
    expect(message.tip).toMatchObject({
      type: tipTypes.invite,
      operator: { userId: 'administrator' },
      members: [{ userId: 'bob' }],
      memberCount: 2,
    })
    expect((await bob.next('group.message')).message.tip?.type).toBe(tipTypes.invite)
    expect((await bob.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.invited,
      groupId,
      groupType: 'Public',
    })
  })

  test('Silence adds without a word', async () => {
    const app = await seedApp(im, 'owner', 'bob', 'carol')
    const groupId = await seedGroup(im, app, { owner: 'owner' })
    const owner = await im.connect(app, 'owner')

    const MemberList = named('bob')
    await im.rest(app, addGroupMember, { GroupId: groupId, Silence: 1, MemberList })
    await add(app, groupId, 'carol')

    const { message } = await owner.next('group.message')
    expect(message.tip?.members).toMatchObject([{ userId: 'carol' }])
    expect(message.seq).toBe(1)
  })

  test('nobody is told by a Work group that waits for its first message', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const quiet = { type: 'Private', owner: 'owner', columns: { active: 0 } } as const
    const groupId = await seedGroup(im, app, quiet)
    const open = await seedGroup(im, app, { owner: 'owner' })
    const bob = await im.connect(app, 'bob')

    await add(app, groupId, 'bob')
    await add(app, open, 'bob')

    expect((await bob.next('group.notice')).notice.groupId).toBe(open)
    expect((await bob.next('group.message')).message.groupId).toBe(open)
  })

  test('a group that needs permission asks the invited one', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const columns = { invite_option: 'NeedPermission' } as const
    const groupId = await seedGroup(im, app, { owner: 'owner', columns })
    const bob = await im.connect(app, 'bob')

    const answer = await add(app, groupId, 'bob')

    expect(answer.MemberList).toEqual(results(['bob', 3]))
    expect((await bob.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.invitation,
      applicationId: expect.any(String),
    })
    expect(await roles(app, groupId, 'bob')).toEqual(['NotMember'])
  })

  test('a group that is too small for all of them takes nobody', async () => {
    const app = await seedApp(im, 'owner', 'bob', 'carol')
    const groupId = await seedGroup(im, app, { owner: 'owner', columns: { max_members: 2 } })

    expect(await add(app, groupId, 'bob', 'carol')).toMatchObject(failure(groupErrors.groupFull))
    expect((await add(app, groupId, 'bob')).ErrorCode).toBe(0)
    expect(await add(app, groupId, 'carol')).toMatchObject(failure(groupErrors.groupFull))
  })

  test('two who are added at once do not share one place', async () => {
    const app = await seedApp(im, 'owner', ...many(10))
    const groupId = await seedGroup(im, app, { owner: 'owner', columns: { max_members: 4 } })

    const answers = await Promise.all(many(10).map((name) => add(app, groupId, name)))

    expect(answers.filter(({ ErrorCode }) => ErrorCode === 0)).toHaveLength(3)
    expect((await rowOf(app, groupId)).members).toBe(4)
  })

  test('who is in as many groups as the plan allows comes into no more, but into live rooms', async () => {
    const app = await seedApp(im, 'bob', 'carol')
    for (const _ of many(49)) await seedGroup(im, app, { members: ['bob'] })
    await seedGroup(im, app, { type: 'AVChatRoom', admins: ['bob'] })
    await putOnPlan(im, app, 'developer')
    const [last, more] = [await seedGroup(im, app), await seedGroup(im, app)]

    expect((await add(app, last, 'bob')).MemberList).toEqual(results(['bob', 1]))
    expect(await add(app, more, 'bob')).toMatchObject(failure(groupErrors.tooManyGroupsOfUser))
    expect((await add(app, more, 'bob', 'carol')).MemberList).toEqual(
      results(['bob', 4], ['carol', 1]),
    )
    await remove(app, last, 'bob')
    expect((await add(app, more, 'bob')).MemberList).toEqual(results(['bob', 1]))
  })

  test('two groups at once do not take the last place of an account', async () => {
    const app = await seedApp(im, 'bob')
    for (const _ of many(49)) await seedGroup(im, app, { members: ['bob'] })
    await putOnPlan(im, app, 'developer')
    const groups = await Promise.all(many(5).map(() => seedGroup(im, app)))

    const answers = await Promise.all(groups.map((groupId) => add(app, groupId, 'bob')))

    expect(answers.filter(({ ErrorCode }) => ErrorCode === 0)).toHaveLength(1)
  })

  test('add_group_member says what is wrong', async () => {
    const app = await seedApp(im, 'bob')
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })
    const groupId = await seedGroup(im, app)

    expect(await add(app, live, 'bob')).toMatchObject(failure(groupErrors.noPermission))
    expect(await add(app, 'nowhere', 'bob')).toMatchObject(failure(groupErrors.noGroup))
    expect(await add(app, '', 'bob')).toMatchObject(failure(groupErrors.badGroupId))
    expect(await add(app, groupId)).toMatchObject(failure(groupErrors.badParameter))
    expect(await add(app, groupId, ...many(301))).toMatchObject(
      failure(groupErrors.tooManyAccounts),
    )
    expect(await add(app, groupId, 'x', 'y')).toMatchObject(failure(groupErrors.unknownAccount))
  })

  test('delete_group_member removes, and who is no member counts as removed', async () => {
    const app = await seedApp(im, 'owner', 'alice', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'owner', members: ['alice', 'bob'] })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]

    const answer = await im.rest(app, deleteGroupMember, {
      GroupId: groupId,
      Reason: 'spam',
      MemberToDel_Account: ['bob', 'nobody'],
    })

    expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 })
    expect((await alice.next('group.message')).message.tip).toMatchObject({
      type: tipTypes.kick,
      members: [{ userId: 'bob' }],
      memberCount: 2,
      reason: 'spam',
    })
    expect((await bob.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.kicked,
      message: 'spam',
    })
    expect(await roles(app, groupId, 'bob')).toEqual(['NotMember'])
    // Who was removed hears no more of the group.
    expect(bob.events).toEqual([])
  })

  test('Silence removes without a tip; who is removed is told', async () => {
    const app = await seedApp(im, 'owner', 'alice', 'bob', 'carol')
    const members = ['alice', 'bob', 'carol']
    const groupId = await seedGroup(im, app, { owner: 'owner', members })
    const [alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]

    const MemberToDel_Account = ['bob']
    await im.rest(app, deleteGroupMember, { GroupId: groupId, Silence: 1, MemberToDel_Account })
    await remove(app, groupId, 'carol')

    expect((await bob.next('group.notice')).notice.type).toBe(noticeTypes.kicked)
    const { message } = await alice.next('group.message')
    expect(message.tip?.members).toMatchObject([{ userId: 'carol' }])
  })

  test('a group whose owner is removed has none', async () => {
    const app = await seedApp(im, 'owner', 'alice')
    const groupId = await seedGroup(im, app, { owner: 'owner', members: ['alice'] })

    await remove(app, groupId, 'owner')

    expect(await rowOf(app, groupId)).toMatchObject({ owner: '', members: 1 })
  })

  test('delete_group_member says what is wrong', async () => {
    const app = await seedApp(im, 'bob')
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })
    const groupId = await seedGroup(im, app)

    expect(await remove(app, live, 'bob')).toMatchObject(failure(groupErrors.badParameter))
    expect(await remove(app, 'nowhere', 'bob')).toMatchObject(failure(groupErrors.noGroup))
    expect(await remove(app, 'é', 'bob')).toMatchObject(failure(groupErrors.badGroupId))
    expect(await remove(app, groupId, ...many(501))).toMatchObject(
      failure(groupErrors.tooManyAccounts),
    )
  })

  test('get_role_in_group says what is wrong', async () => {
    const app = await seedApp(im)
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })
    const groupId = await seedGroup(im, app)
    const ask = (GroupId: unknown, ...User_Account: readonly string[]) =>
      im.rest(app, getRoleInGroup, { GroupId, User_Account })

    expect(await ask(live, 'a')).toMatchObject(failure(groupErrors.noPermission))
    expect(await ask('nowhere', 'a')).toMatchObject(failure(groupErrors.noGroup))
    expect(await ask(1, 'a')).toMatchObject(failure(groupErrors.badGroupId))
    expect(await ask(groupId)).toMatchObject(failure(groupErrors.badParameter))
    expect(await ask(groupId, ...many(501))).toMatchObject(failure(groupErrors.tooManyAccounts))
  })
})

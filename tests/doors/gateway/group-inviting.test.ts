import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  getGroupMemberInfo,
  groupAddMembers,
  groupErrors,
  groupMembers,
  groupRemoveMembers,
  noticeTypes,
  tipTypes,
} from '@yanshu/protocol'
import type { GroupType } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { refusal } from '../refusal.ts'
import { seedApp } from '../seed.ts'
import { storages } from '../storages.ts'

describe.each(storages)('bringing members into groups and removing them on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const members = async (app: TestApp, GroupId: string) => {
    const answer = await im.rest(app, getGroupMemberInfo, { GroupId, Next: '' })
    return (answer.MemberList as { Member_Account: string }[]).map((one) => one.Member_Account)
  }

  const add = async (app: TestApp, by: string, groupId: string, ...userIds: readonly string[]) => {
    const client = await im.connect(app, by)
    return client.call(groupAddMembers, { groupId, userIds: [...userIds] })
  }

  test.each([
    ['Private', 'FreeAccess', 'bob', 'added'],
    ['Private', 'NeedPermission', 'bob', 'waiting'],
    ['Public', 'FreeAccess', 'bob', 'added'],
    ['Public', 'NeedPermission', 'bob', 'waiting'],
    ['Public', 'NeedPermission', 'ada', 'waiting'],
    ['ChatRoom', 'FreeAccess', 'bob', 'added'],
    ['Community', 'FreeAccess', 'bob', 'added'],
    ['Community', 'NeedPermission', 'owner', 'waiting'],
  ] as const)('into a %s group with %s %s brings: %s', async (type, invite_option, by, result) => {
    const app = await seedApp(im, 'owner', 'ada', 'bob', 'carol')
    const groupId = await seedGroup(im, app, {
      type,
      owner: 'owner',
      admins: type === 'Private' ? [] : ['ada'],
      members: ['bob'],
      columns: { invite_option },
    })

    const answer = await add(app, by, groupId, 'carol', 'owner', 'nobody')

    expect(answer.members).toEqual([
      { userId: 'carol', result },
      { userId: 'owner', result: 'already' },
      { userId: 'nobody', result: 'failed', code: groupErrors.unknownAccount.code },
    ])
    expect((await members(app, groupId)).includes('carol')).toBe(result === 'added')
  })

  test('the invited one and the group are told who brought it', async () => {
    const app = await seedApp(im, 'owner', 'bob', 'carol')
    const groupId = await seedGroup(im, app, { type: 'Private', owner: 'owner', members: ['bob'] })
    const [owner, carol] = [await im.connect(app, 'owner'), await im.connect(app, 'carol')]

    await add(app, 'bob', groupId, 'carol')

    expect((await owner.next('group.message')).message.tip).toMatchObject({
      type: tipTypes.invite,
      operator: { userId: 'bob' },
      members: [{ userId: 'carol' }],
    })
    expect((await carol.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.invited,
      operator: { userId: 'bob' },
    })
  })

  test('who may not bring anybody is refused', async () => {
    const app = await seedApp(im, 'owner', 'bob', 'carol')
    const closed = await seedGroup(im, app, { owner: 'owner', members: ['bob'] })
    const live = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'owner' })
    const work = await seedGroup(im, app, {
      type: 'Private',
      owner: 'owner',
      columns: { max_members: 1 },
    })

    const refused = groupErrors.noPermission.code
    expect(await refusal(add(app, 'bob', closed, 'carol'))).toBe(refused)
    expect(await refusal(add(app, 'owner', closed, 'carol'))).toBe(refused)
    expect(await refusal(add(app, 'bob', work, 'carol'))).toBe(refused)
    expect(await refusal(add(app, 'owner', live, 'carol'))).toBe(refused)
    expect(await refusal(add(app, 'owner', work, 'carol'))).toBe(groupErrors.groupFull.code)
    expect(await refusal(add(app, 'owner', work, 'x'))).toBe(groupErrors.unknownAccount.code)
    expect(await refusal(add(app, 'owner', 'nowhere', 'bob'))).toBe(groupErrors.noGroup.code)
  })

  test.each([
    ['Private', 'owner', 'bob', true],
    ['Private', 'bob', 'carol', false],
    ['Public', 'owner', 'ada', true],
    ['Public', 'ada', 'bob', true],
    ['Public', 'ada', 'eve', false],
    ['Public', 'ada', 'owner', false],
    ['Public', 'bob', 'carol', false],
    ['ChatRoom', 'ada', 'bob', true],
    ['Community', 'ada', 'bob', true],
    ['AVChatRoom', 'owner', 'bob', false],
  ] as const)('in a %s group %s removes %s: %s', async (type: GroupType, by, whom, may) => {
    const app = await seedApp(im, 'owner', 'ada', 'eve', 'bob', 'carol')
    const admins = type === 'Private' ? [] : ['ada', 'eve']
    const seed = { type, owner: 'owner', admins, members: ['bob', 'carol'] }
    const groupId = await seedGroup(im, app, seed)
    const client = await im.connect(app, by)

    const removing = client.call(groupRemoveMembers, { groupId, userIds: [whom, 'nobody'] })

    if (may) expect((await removing).removed).toEqual([whom])
    else expect(await refusal(removing)).toBe(groupErrors.noPermission.code)
  })

  test('who is removed is told why', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'owner', members: ['bob'] })
    const [owner, bob] = [await im.connect(app, 'owner'), await im.connect(app, 'bob')]

    await owner.call(groupRemoveMembers, { groupId, userIds: ['bob'], reason: 'spam' })

    expect((await bob.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.kicked,
      operator: { userId: 'owner' },
      message: 'spam',
    })
    expect((await owner.next('group.message')).message.tip).toMatchObject({
      type: tipTypes.kick,
      reason: 'spam',
    })
    expect(await refusal(bob.call(groupMembers, { groupId }))).toBe(groupErrors.noPermission.code)
  })
})

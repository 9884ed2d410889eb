import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { signIn } from '../../test/sign-in.ts'
import { groupMember, wireGroup } from '../../test/wire-group.ts'
import { TYPES } from '../constants/types.ts'

function gatewayWithGroup(): FakeGateway {
  const gateway = new FakeGateway()
  gateway.answers.set('group.list', () => ({ groups: [wireGroup('g')], total: 1, cursor: '' }))
  gateway.answers.set('group.get', () => ({ groups: [wireGroup('g')], failed: [] }))
  return gateway
}

test.each([
  { why: 'by offset', page: { offset: 15, cursor: '' }, offset: 15 },
  { why: 'by cursor in communities', page: { offset: 0, cursor: 'next' }, offset: 'next' },
  { why: 'to the end', page: { offset: 0, cursor: '' }, offset: 0 },
])('members are read page by page, $why', async ({ page, offset }) => {
  await using gateway = gatewayWithGroup()
  gateway.answers.set('group.members', () => ({
    members: [groupMember('bob', { muteUntil: 7, custom: [{ key: 'a', value: 'b' }] })],
    total: 1,
    ...page,
  }))
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.getGroupMemberList({ groupID: 'g', offset: 0, role: 'Admin' })
  await alice.getGroupMemberList({ groupID: 'g', count: 500, offset: 'next' })

  expect(data).toMatchObject({
    memberList: [
      {
        userID: 'bob',
        role: 'Member',
        muteUntil: 7,
        memberCustomField: [{ key: 'a', value: 'b' }],
      },
    ],
    offset,
  })
  expect(gateway.asked('group.members').map(({ params }) => params)).toEqual([
    { groupId: 'g', limit: 15, offset: 0, roles: ['Admin'] },
    { groupId: 'g', limit: 100, cursor: 'next' },
  ])
})

test('profiles of more than 50 members are asked for the first 50', async () => {
  await using gateway = gatewayWithGroup()
  gateway.answers.set('group.memberProfiles', ({ userIds }) => ({
    members: (userIds as string[]).map((userId) => groupMember(userId)),
  }))
  await using alice = await signIn(gateway, 'alice')
  const userIDList = Array.from({ length: 60 }, (_, at) => `u${at}`)

  const { data } = await alice.getGroupMemberProfile({ groupID: 'g', userIDList })

  expect(data.memberList).toHaveLength(50)
})

test('adding members tells of each what became of it', async () => {
  await using gateway = gatewayWithGroup()
  gateway.answers.set('group.addMembers', () => ({
    members: [
      { userId: 'a', result: 'added' },
      { userId: 'b', result: 'already' },
      { userId: 'c', result: 'overLimit' },
      { userId: 'd', result: 'failed', code: 10019 },
      { userId: 'e', result: 'waiting' },
    ],
  }))
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.addGroupMember({
    groupID: 'g',
    userIDList: ['a', 'b', 'c', 'd', 'e'],
  })

  expect(data).toMatchObject({
    successUserIDList: ['a'],
    existedUserIDList: ['b'],
    overLimitUserIDList: ['c'],
    failureUserIDList: ['d'],
    waitingUserIDList: ['e'],
    group: { groupID: 'g' },
  })
})

test('adding only those nobody knows rejects with their code', async () => {
  await using gateway = gatewayWithGroup()
  gateway.answers.set('group.addMembers', () => ({
    members: [{ userId: 'd', result: 'failed', code: 10019 }],
  }))
  await using alice = await signIn(gateway, 'alice')

  const added = alice.addGroupMember({ groupID: 'g', userIDList: ['d'] })

  await expect(added).rejects.toMatchObject({ code: 10019 })
})

test('members are removed, or kept out for some time', async () => {
  await using gateway = gatewayWithGroup()
  gateway.answers.set('group.removeMembers', () => ({ removed: ['bob'] }))
  gateway.answers.set('group.ban', () => ({}))
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.deleteGroupMember({
    groupID: 'g',
    userIDList: ['bob'],
    reason: 'spam',
  })
  await alice.deleteGroupMember({ groupID: 'g', userIDList: ['bob'], duration: 60 })

  expect(data).toMatchObject({ group: { groupID: 'g' }, userIDList: ['bob'] })
  expect(gateway.asked('group.removeMembers')[0]?.params).toEqual({
    groupId: 'g',
    userIds: ['bob'],
    reason: 'spam',
  })
  expect(gateway.asked('group.ban')[0]?.params).toEqual({
    groupId: 'g',
    userIds: ['bob'],
    seconds: 60,
  })
})

test('what members are is changed, and the own part is known at once', async () => {
  await using gateway = gatewayWithGroup()
  const answer = ({ userId = 'alice', ...params }: Record<string, unknown>) => ({
    member: groupMember(String(userId), {
      nameCard: String(params['nameCard'] ?? ''),
      role: userId === 'bob' ? 'Admin' : 'Member',
    }),
  })
  for (const name of ['group.setRole', 'group.mute', 'group.nameCard', 'group.memberCustom']) {
    gateway.answers.set(name, answer)
  }
  await using alice = await signIn(gateway, 'alice')
  await alice.getGroupList()

  const role = await alice.setGroupMemberRole({
    groupID: 'g',
    userID: 'bob',
    role: TYPES.GRP_MBR_ROLE_ADMIN,
  })
  await alice.setGroupMemberMuteTime({ groupID: 'g', userID: 'bob', muteTime: 60 })
  const card = await alice.setGroupMemberNameCard({ groupID: 'g', nameCard: 'Ally' })
  await alice.setGroupMemberCustomField({
    groupID: 'g',
    memberCustomField: [{ key: 'a', value: 'b' }],
  })

  expect(role.data).toMatchObject({ member: { userID: 'bob', role: 'Admin' } })
  expect(card.data.group.selfInfo.nameCard).toBe('Ally')
  expect(gateway.asked('group.mute')[0]?.params).toEqual({
    groupId: 'g',
    userId: 'bob',
    seconds: 60,
  })
  expect(gateway.asked('group.memberCustom')[0]?.params).toEqual({
    groupId: 'g',
    custom: [{ key: 'a', value: 'b' }],
  })
  const custom = alice.setGroupMemberRole({ groupID: 'g', userID: 'bob', role: 'Custom' })
  await expect(custom).rejects.toMatchObject({ code: 2503 })
})

test('a change that was made does not fail because the group cannot be read', async () => {
  await using gateway = new FakeGateway()
  gateway.answers.set('group.mute', () => ({ member: groupMember('bob') }))
  await using alice = await signIn(gateway, 'alice')
  gateway.fail('group.get', { code: 10_007 })

  const { data } = await alice.setGroupMemberMuteTime({ groupID: 'g', userID: 'bob', muteTime: 1 })

  expect(data).toMatchObject({ group: { groupID: 'g', name: '' }, member: { userID: 'bob' } })
})

test('members are marked and counted', async () => {
  await using gateway = gatewayWithGroup()
  gateway.answers.set('group.markMembers', () => ({ marked: ['bob'] }))
  gateway.answers.set('group.onlineCount', () => ({ count: 3 }))
  await using alice = await signIn(gateway, 'alice')

  const marked = await alice.markGroupMemberList({
    groupID: 'g',
    userIDList: ['bob', 'carol'],
    markType: 1000,
    enableMark: true,
  })

  expect(marked.data.userIDList).toEqual(['bob'])
  expect((await alice.getGroupOnlineMemberCount('g')).data).toEqual({ memberCount: 3 })
})

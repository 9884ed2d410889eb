import { expect, test } from 'bun:test'
import { noticeTypes, tipTypes } from '@yanshu/protocol/gateway/group'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn } from '../../test/sign-in.ts'
import { foreignGroup, groupNotice, groupTip, tipMember, wireGroup } from '../../test/wire-group.ts'
import { TYPES } from '../constants/types.ts'

/** A gateway whose accounts are in some groups. */
function gatewayWith(...groupIds: string[]): FakeGateway {
  const gateway = new FakeGateway()
  const groups = groupIds.map((groupId) => wireGroup(groupId))
  gateway.answers.set('group.list', () => ({ groups, total: groups.length, cursor: '' }))
  gateway.answers.set('group.get', ({ groupIds: asked }) => ({
    groups: (asked as string[]).map((groupId) => wireGroup(groupId)),
    failed: [],
  }))
  return gateway
}

const idsOf = (groups: readonly { groupID: string }[]) => groups.map(({ groupID }) => groupID)

test('the list is read page by page, once, and told', async () => {
  await using gateway = new FakeGateway()
  gateway.answers.set('group.list', ({ cursor }) =>
    cursor === ''
      ? { groups: [wireGroup('g')], total: 2, cursor: 'next' }
      : { groups: [wireGroup('h')], total: 2, cursor: '' },
  )
  await using alice = await signIn(gateway, 'alice')
  const told = await next(alice, 'onGroupListUpdated')

  const { data } = await alice.getGroupList()

  expect(idsOf(told)).toEqual(['g', 'h'])
  expect(idsOf(data.groupList)).toEqual(['g', 'h'])
  expect(gateway.asked('group.list')).toHaveLength(2)
  expect(data.groupList[0]).toMatchObject({
    name: 'name of g',
    type: TYPES.GRP_PUBLIC,
    ownerID: 'bob',
    joinOption: TYPES.JOIN_OPTIONS_NEED_PERMISSION,
    selfInfo: { userID: 'alice', role: TYPES.GRP_MBR_ROLE_MEMBER },
  })
})

test('a group is made and shown in the list', async () => {
  await using gateway = gatewayWith()
  await using alice = await signIn(gateway, 'alice')
  await alice.getGroupList()
  gateway.answers.set('group.create', () => ({
    group: wireGroup('new', { owner: 'alice' }),
    overLimit: ['carol'],
  }))
  const told = next(alice, 'onGroupListUpdated', (list) => list.length > 0)

  const { data } = await alice.createGroup({
    name: 'new',
    type: TYPES.GRP_PUBLIC,
    memberList: [{ userID: 'bob', role: 'Admin' }, { userID: 'carol' }],
    avatar: 'https://example.com/a.png',
  })

  expect(data.overLimitUserIDList).toEqual(['carol'])
  expect(idsOf(await told)).toEqual(['new'])
  expect(gateway.asked('group.create')[0]?.params).toMatchObject({
    name: 'new',
    type: 'Public',
    members: [{ userId: 'bob', role: 'Admin' }, { userId: 'carol' }],
    faceUrl: 'https://example.com/a.png',
  })
})

test('what cannot be is refused before anything is asked', async () => {
  await using gateway = gatewayWith()
  await using alice = await signIn(gateway, 'alice')

  const refusals = [
    { call: () => alice.createGroup({ name: 'x', type: 'Club' }), code: 2600 },
    { call: () => alice.joinGroup({ groupID: 'g', type: TYPES.GRP_WORK }), code: 2601 },
    { call: () => alice.joinGroup({ groupID: '' }), code: 2602 },
    { call: () => alice.quitGroup(undefined as never), code: 2602 },
  ]

  for (const { call, code } of refusals) await expect(call()).rejects.toMatchObject({ code })
})

test.each([
  { status: 'joined', shown: TYPES.JOIN_STATUS_SUCCESS, group: wireGroup('g') },
  { status: 'already', shown: TYPES.JOIN_STATUS_ALREADY_IN_GROUP, group: wireGroup('g') },
  { status: 'waiting', shown: TYPES.JOIN_STATUS_WAIT_APPROVAL, group: undefined },
])('joining answers $shown', async ({ status, shown, group }) => {
  await using gateway = gatewayWith()
  await using alice = await signIn(gateway, 'alice')
  gateway.answers.set('group.join', () => ({ status, group }))

  const { data } = await alice.joinGroup({ groupID: 'g', applyMessage: 'hello' })

  expect(data.status).toBe(shown)
  expect(data.group?.groupID).toBe(group?.groupId)
  expect(gateway.asked('group.join')[0]?.params).toEqual({ groupId: 'g', message: 'hello' })
})

test('who leaves a group has it in the list no more', async () => {
  await using gateway = gatewayWith('g', 'h')
  gateway.answers.set('group.quit', () => ({}))
  gateway.answers.set('group.dismiss', () => ({}))
  await using alice = await signIn(gateway, 'alice')
  await alice.getGroupList()

  await alice.quitGroup('g')
  const { data: left } = await alice.getGroupList()
  await alice.dismissGroup('h')
  const { data: none } = await alice.getGroupList()

  expect(idsOf(left.groupList)).toEqual(['h'])
  expect(none.groupList).toEqual([])
})

test('a group nobody knows rejects with the code of the server', async () => {
  await using gateway = gatewayWith()
  gateway.answers.set('group.get', () => ({
    groups: [],
    failed: [{ groupId: 'g', code: 10010 }],
  }))
  await using alice = await signIn(gateway, 'alice')

  await expect(alice.getGroupProfile({ groupID: 'g' })).rejects.toMatchObject({ code: 10010 })
})

test('a group is changed, and only asked fields of the app are shown', async () => {
  await using gateway = gatewayWith('g')
  const custom = [
    { key: 'level', value: '1' },
    { key: 'town', value: 'x' },
  ]
  gateway.answers.set('group.update', () => ({ group: wireGroup('g', { name: 'new' }) }))
  gateway.answers.set('group.get', () => ({ groups: [wireGroup('g', { custom })], failed: [] }))
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.updateGroupProfile({
    groupID: 'g',
    name: 'new',
    muteAllMembers: true,
    joinOption: TYPES.JOIN_OPTIONS_FREE_ACCESS,
  })
  const read = await alice.getGroupProfile({ groupID: 'g', groupCustomFieldFilter: ['town'] })

  expect(data.group.name).toBe('new')
  expect(read.data.group.groupCustomField).toEqual([{ key: 'town', value: 'x' }])
  expect(gateway.asked('group.update')[0]?.params).toEqual({
    groupId: 'g',
    name: 'new',
    muteAll: true,
    applyOption: 'FreeAccess',
  })
})

test('a group one is not in is shown, and not listed', async () => {
  await using gateway = gatewayWith()
  gateway.answers.set('group.search', () => ({ group: foreignGroup('g') }))
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.searchGroupByID('g')

  expect(data.group).toMatchObject({ groupID: 'g', selfInfo: { role: '' } })
  expect((await alice.getGroupList()).data.groupList).toEqual([])
})

test('tips bring the list up to date', async () => {
  await using gateway = gatewayWith('g')
  await using alice = await signIn(gateway, 'alice')
  await alice.getGroupList()
  const renamed = next(alice, 'onGroupListUpdated', ([g]) => g?.name === 'new')
  const counted = next(alice, 'onGroupListUpdated', ([g]) => g?.memberCount === 3)
  const admin = next(alice, 'onGroupListUpdated', ([g]) => g?.selfInfo.role === 'Admin')
  const left = next(alice, 'onGroupListUpdated', (list) => list.length === 0)
  const tips = [
    groupTip({ type: tipTypes.groupInfo, changes: { name: 'new' } }, { seq: 1 }),
    groupTip({ type: tipTypes.join, members: [tipMember('carol')], memberCount: 3 }, { seq: 2 }),
    groupTip({ type: tipTypes.setAdmin, members: [tipMember('alice')] }, { seq: 3 }),
  ]

  for (const message of tips) gateway.tell('alice', 'group.message', { message })
  await Promise.all([renamed, counted, admin])
  const kick = groupTip({ type: tipTypes.kick, members: [tipMember('alice')] }, { seq: 4 })
  gateway.tell('alice', 'group.message', { message: kick })

  await left
})

test('a group one was brought into comes into the list', async () => {
  await using gateway = gatewayWith()
  await using alice = await signIn(gateway, 'alice')
  await alice.getGroupList()
  const listed = next(alice, 'onGroupListUpdated', (list) => list.length === 1)

  gateway.tell('alice', 'group.notice', { notice: groupNotice({ type: noticeTypes.invited }) })

  expect(idsOf(await listed)).toEqual(['g'])
})

test('after a lost connection the list is read again', async () => {
  await using gateway = gatewayWith('g')
  await using alice = await signIn(gateway, 'alice')
  await alice.getGroupList()
  gateway.answers.set('group.list', () => ({ groups: [wireGroup('h')], total: 1, cursor: '' }))
  const told = next(alice, 'onGroupListUpdated', ([group]) => group?.groupID === 'h')

  gateway.cut('alice')

  expect(idsOf(await told)).toEqual(['h'])
})

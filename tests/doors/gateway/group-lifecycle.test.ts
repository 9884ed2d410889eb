import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  gatewayErrors,
  groupAttributes,
  groupCreate,
  groupDismiss,
  groupErrors,
  groupJoin,
  groupList,
  groupTransfer,
  groupUpdate,
  noticeTypes,
} from '@yanshu/protocol'
import type { GatewayEvents, ParamsOf } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, MINUTE } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

type Wanted = ParamsOf<typeof groupCreate>

describe.each(storages)('groups at the gateway on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  let alice: RawClient
  let bob: RawClient
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    app = await seedApp(im, 'alice', 'bob', 'carol')
    await setConf(im, app, { Community: true, Topic: true })
    const Types = [{ Type: 'Public', Read: 'Member', Write: 'Owner' }] as const
    const { apps } = im.platform.im
    await apps.addGroupField(app.appId, { Key: 'Colour', Types: [...Types] })
    const AppOnly = [{ Type: 'Public', Read: 'Anyone', Write: 'AppAdmin' }] as const
    await apps.addGroupField(app.appId, { Key: 'Rank', Types: [...AppOnly] })
    alice = await im.connect(app, 'alice')
    bob = await im.connect(app, 'bob')
  })
  afterAll(async () => {
    alice.close()
    bob.close()
    await im[Symbol.asyncDispose]()
  })

  const create = (wanted: Partial<Wanted> = {}, by = alice) =>
    by.call(groupCreate, { type: 'Public', name: 'a group', ...wanted })
  const noticeTo = async (client: RawClient) =>
    ((await client.next('group.notice')) as GatewayEvents['group.notice']).notice

  test('the caller owns the group that it makes, and its other devices hear of it', async () => {
    const other = await im.connect(app, 'alice', { platform: 'Windows' })

    const { group, overLimit } = await create({
      groupId: 'made',
      name: '群',
      introduction: 'i',
      notification: 'n',
      faceUrl: 'f',
      maxMembers: 9,
      applyOption: 'FreeAccess',
      inviteOption: 'NeedPermission',
      custom: [{ key: 'Colour', value: 'red' }],
      members: [{ userId: 'bob', role: 'Admin' }],
      attributes: { seat: '1' },
    })

    expect(overLimit).toEqual([])
    const time = clock.seconds()
    expect(group).toEqual({
      groupId: 'made',
      type: 'Public',
      name: '群',
      introduction: 'i',
      notification: 'n',
      faceUrl: 'f',
      owner: 'alice',
      createTime: time,
      infoSequence: 1,
      lastInfoTime: time,
      lastMessageTime: 0,
      nextMessageSeq: 1,
      memberCount: 2,
      maxMemberCount: 9,
      applyOption: 'FreeAccess',
      inviteOption: 'NeedPermission',
      muteAll: false,
      supportTopic: false,
      enablePermission: false,
      defaultPermission: 0,
      custom: [{ key: 'Colour', value: 'red' }],
      self: {
        role: 'Owner',
        joinTime: time,
        msgFlag: 'AcceptAndNotify',
        nameCard: '',
        readSeq: 0,
        muteUntil: 0,
        custom: [],
        unread: 0,
      },
    })
    expect(await noticeTo(other)).toMatchObject({ type: noticeTypes.created, groupId: 'made' })
    const read = await bob.call(groupAttributes, { groupId: 'made', keys: [] })
    expect(read).toEqual({ attributes: { seat: '1' }, sequence: 1 })
    expect(alice.events).toEqual([])
    other.close()
  })

  test('a request that is sent again makes no second group', async () => {
    const first = await create({ random: 77 })
    const second = await create({ random: 77 })
    const other = await create({ random: 77 }, bob)
    // Beyond that nothing is remembered, and who is silent is signed out.
    clock.pass(3 * MINUTE)
    ;[alice, bob] = [await im.connect(app, 'alice'), await im.connect(app, 'bob')]
    const later = await create({ random: 77 })

    const ids = [first, second, other, later].map(({ group }) => group.groupId)
    expect(ids[1]).toBe(String(ids[0]))
    expect(new Set(ids).size).toBe(3)
  })

  test('a live room is owned from outside, and has no member', async () => {
    const { group } = await create({ type: 'AVChatRoom', name: 'live' })

    expect(group).toMatchObject({ owner: 'alice', memberCount: 0, self: { role: 'Owner' } })
    expect(await refusal(create({ type: 'AVChatRoom', members: [{ userId: 'bob' }] }))).toBe(
      groupErrors.noPermission.code,
    )
  })

  test('members who are in too many groups are left out; the owner is refused', async () => {
    const own = await seedApp(im, 'alice', 'bob')
    await putOnPlan(im, own, 'developer')
    for (const _ of numbers(50)) await seedGroup(im, own, { members: ['bob'] })
    const [first, full] = [await im.connect(own, 'alice'), await im.connect(own, 'bob')]

    const made = await create({ members: [{ userId: 'bob' }] }, first)
    expect(made).toMatchObject({ overLimit: ['bob'], group: { memberCount: 1 } })
    expect(await refusal(create({}, full))).toBe(groupErrors.tooManyGroupsOfUser.code)
    expect(await refusal(create({ maxMembers: 21 }, first))).toBe(groupErrors.tooManyMembers.code)
    first.close()
    full.close()
  })

  test('communities need the plan and the switches', async () => {
    const own = await seedApp(im, 'alice')
    await putOnPlan(im, own, 'standard')
    const client = await im.connect(own, 'alice')
    const community = () => create({ type: 'Community', supportTopic: true }, client)

    expect(await refusal(community())).toBe(gatewayErrors.notInPlan.code)
    await putOnPlan(im, own, 'premium')
    expect(await refusal(community())).toBe(groupErrors.communityOff.code)
    await setConf(im, own, { Community: true, Topic: true })
    expect((await community()).group).toMatchObject({ type: 'Community', supportTopic: true })
    client.close()
  })

  test.each([
    ['an id of the server', { groupId: '@TGS#x' }, groupErrors.badGroupId],
    ['an id that is taken', { groupId: 'bobs' }, groupErrors.idTaken],
    ['an id of its own', { groupId: 'alices' }, groupErrors.idIsOwn],
    ['a member who is no account', { members: [{ userId: 'x' }] }, groupErrors.unknownAccount],
    ['a long name', { name: 'x'.repeat(101) }, groupErrors.badParameter],
    ['a field of nobody', { custom: [{ key: 'No', value: '1' }] }, groupErrors.badParameter],
    ['a field of the app', { custom: [{ key: 'Rank', value: '1' }] }, groupErrors.noPermission],
    ['a long attribute', { attributes: { ['k'.repeat(33)]: '' } }, groupErrors.attributeKey],
    ['a long value', { attributes: { k: 'v'.repeat(4001) } }, groupErrors.attributeValue],
    [
      'many attributes',
      { attributes: Object.fromEntries(numbers(17).map((at) => [`k${at}`, ''])) },
      groupErrors.attributeCount,
    ],
    [
      'attributes of 16,001 bytes',
      { attributes: Object.fromEntries(numbers(5).map((at) => [`k${at}`, 'v'.repeat(3201)])) },
      groupErrors.attributeTotal,
    ],
  ] as const)('no group is made of %s', async (_, wanted, error) => {
    for (const [groupId, by] of [
      ['alices', alice],
      ['bobs', bob],
    ] as const) {
      await create({ groupId }, by).catch(() => undefined)
    }

    expect(await refusal(create(wanted as Partial<Wanted>))).toBe(error.code)
  })

  test('the owner dissolves a group, and members are told; a Work group only the app', async () => {
    const groupId = await seedGroup(im, app, { owner: 'alice', admins: ['bob'] })
    const work = await seedGroup(im, app, { type: 'Private', owner: 'alice' })
    const forbidden = groupErrors.noPermission.code

    expect(await refusal(bob.call(groupDismiss, { groupId }))).toBe(forbidden)
    expect(await refusal(alice.call(groupDismiss, { groupId: work }))).toBe(forbidden)
    await alice.call(groupDismiss, { groupId })

    expect(await noticeTo(bob)).toMatchObject({
      type: noticeTypes.dismissed,
      groupId,
      operator: { userId: 'alice' },
    })
    expect(await refusal(alice.call(groupDismiss, { groupId }))).toBe(groupErrors.noGroup.code)
  })

  test('who is in a live room hears that it is gone', async () => {
    const groupId = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'alice' })
    const carol = await im.connect(app, 'carol')
    await carol.call(groupJoin, { groupId })

    await alice.call(groupDismiss, { groupId })

    expect(await noticeTo(carol)).toMatchObject({ type: noticeTypes.dismissed, groupId })
    expect(await refusal(carol.call(groupJoin, { groupId }))).toBe(groupErrors.noGroup.code)
    carol.close()
  })

  test('the owner gives a group away, once', async () => {
    const groupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })
    const live = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'alice' })
    const give = (by: RawClient, newOwner: string, of = groupId) =>
      by.call(groupTransfer, { groupId: of, newOwner })

    expect(await refusal(give(bob, 'bob'))).toBe(groupErrors.noPermission.code)
    expect(await refusal(give(alice, 'carol'))).toBe(groupErrors.badParameter.code)
    expect(await refusal(give(alice, 'bob', live))).toBe(groupErrors.noPermission.code)
    expect(await refusal(give(alice, 'bob', 'none'))).toBe(groupErrors.noGroup.code)
    const { group } = await give(alice, 'bob')
    expect(group).toMatchObject({ owner: 'bob', infoSequence: 2, self: { role: 'Member' } })
    expect(await refusal(give(alice, 'bob'))).toBe(groupErrors.noPermission.code)
    const changed = bob.call(groupUpdate, { groupId, muteAll: true })
    expect((await changed).group).toMatchObject({ muteAll: true, self: { role: 'Owner' } })
  })

  test('the groups of an account are listed newest first, by page', async () => {
    const own = await seedApp(im, 'alice', 'bob')
    const client = await im.connect(own, 'alice')
    const made: string[] = []
    for (const at of numbers(5)) {
      const createdAt = clock.now() - 60_000 + at * 1000
      made.unshift(await seedGroup(im, own, { members: ['alice'], createdAt }))
    }
    await seedGroup(im, own, { type: 'AVChatRoom', owner: 'alice' })
    await seedGroup(im, own, { type: 'Private', owner: 'alice', columns: { active: 0 } })
    const topics = await seedGroup(im, own, {
      type: 'Community',
      members: ['alice'],
      columns: { support_topic: 1 },
    })

    const seen: string[] = []
    let cursor = ''
    do {
      const page = await client.call(groupList, { limit: 2, cursor })
      expect(page.total).toBe(5)
      seen.push(...page.groups.map(({ groupId }) => groupId))
      cursor = page.cursor
    } while (cursor !== '')

    expect(seen).toEqual(made)
    const withTopics = await client.call(groupList, { type: 'Community', supportTopic: true })
    expect(withTopics.groups.map(({ groupId }) => groupId)).toEqual([topics])
    expect(await client.call(groupList, { type: 'ChatRoom' })).toMatchObject({ total: 0 })
    client.close()
  })
})

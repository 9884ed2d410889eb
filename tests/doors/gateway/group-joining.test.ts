import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  getGroupMemberInfo,
  groupErrors,
  groupJoin,
  groupQuit,
  noticeTypes,
  sendGroupMsg,
  tipTypes,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { inGroup, settled } from '../group-talk.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const many = (length: number) => numbers(length).map((number) => `m${number}`)
const stored = ['Private', 'Public', 'ChatRoom', 'Community'] as const

describe.each(storages)('coming into groups and leaving them on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const members = async (app: TestApp, GroupId: string) => {
    const answer = await im.rest(app, getGroupMemberInfo, { GroupId, Next: '' })
    return (answer.MemberList as { Member_Account: string }[]).map((one) => one.Member_Account)
  }

  describe.each(stored)('a %s group', (type) => {
    test.each([
      ['FreeAccess', 'joined'],
      ['NeedPermission', 'waiting'],
    ] as const)('with %s is joined: %s', async (apply_option, status) => {
      const app = await seedApp(im, 'owner', 'bob')
      const seed = { type, owner: 'owner', columns: { apply_option } }
      const groupId = await seedGroup(im, app, seed)
      const bob = await im.connect(app, 'bob')

      const joined = await bob.call(groupJoin, { groupId })
      expect(joined.status).toBe(status)
      expect(joined.group?.self?.role).toBe(status === 'joined' ? 'Member' : undefined)

      expect(await members(app, groupId)).toEqual(
        status === 'joined' ? ['owner', 'bob'] : ['owner'],
      )
    })

    test('with DisableApply is joined by nobody', async () => {
      const app = await seedApp(im, 'bob')
      const columns = { apply_option: 'DisableApply' } as const
      const groupId = await seedGroup(im, app, { type, columns })
      const bob = await im.connect(app, 'bob')

      expect(await refusal(bob.call(groupJoin, { groupId }))).toBe(groupErrors.noPermission.code)
    })
  })

  test('members and the other devices of who joins are told', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const columns = { apply_option: 'FreeAccess' } as const
    const groupId = await seedGroup(im, app, { owner: 'owner', columns })
    const owner = await im.connect(app, 'owner')
    const bob = await im.connect(app, 'bob', { platform: 'Web' })
    const phone = await im.connect(app, 'bob', { platform: 'Android' })

    await bob.call(groupJoin, { groupId })

    expect((await owner.next('group.message')).message.tip).toMatchObject({
      type: tipTypes.join,
      operator: { userId: 'bob' },
      members: [{ userId: 'bob' }],
      memberCount: 2,
    })
    expect((await phone.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.approved,
      groupId,
    })
    await settled(bob)
    expect(bob.events.map(({ event }) => event)).toEqual(['group.message'])
  })

  test('who is a member already stays one, and nothing is told', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const columns = { apply_option: 'FreeAccess', max_members: 2 } as const
    const groupId = await seedGroup(im, app, { owner: 'owner', members: ['bob'], columns })
    const [owner, bob] = [await im.connect(app, 'owner'), await im.connect(app, 'bob')]

    expect((await bob.call(groupJoin, { groupId })).status).toBe('already')

    await settled(owner)
    expect(owner.events).toEqual([])
  })

  test('full groups and full accounts are told apart', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const columns = { apply_option: 'FreeAccess' } as const
    const full = await seedGroup(im, app, {
      owner: 'owner',
      columns: { ...columns, max_members: 1 },
    })
    const open = await seedGroup(im, app, { owner: 'owner', columns })
    for (const _ of many(50)) await seedGroup(im, app, { members: ['bob'] })
    const bob = await im.connect(app, 'bob')

    expect(await refusal(bob.call(groupJoin, { groupId: full }))).toBe(groupErrors.groupFull.code)
    await putOnPlan(im, app, 'developer')
    expect(await refusal(bob.call(groupJoin, { groupId: open }))).toBe(
      groupErrors.tooManyGroupsOfUser.code,
    )
    expect(await refusal(bob.call(groupJoin, { groupId: 'nowhere' }))).toBe(
      groupErrors.noGroup.code,
    )
  })

  test('of those who come at once as many get in as there is room', async () => {
    const app = await seedApp(im, ...many(6))
    const columns = { apply_option: 'FreeAccess', max_members: 3 } as const
    const groupId = await seedGroup(im, app, { columns })
    const clients = await Promise.all(many(6).map((name) => im.connect(app, name)))

    const codes = await Promise.all(
      clients.map((client) => refusal(client.call(groupJoin, { groupId }))),
    )

    expect(codes.filter((code) => code === undefined)).toHaveLength(3)
    expect(await members(app, groupId)).toHaveLength(3)
  })

  test('unread begins where a member comes in', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const columns = { apply_option: 'FreeAccess' } as const
    const groupId = await seedGroup(im, app, { owner: 'owner', columns })
    await im.rest(app, sendGroupMsg, inGroup(groupId, 1))
    await im.rest(app, sendGroupMsg, inGroup(groupId, 2))
    const bob = await im.connect(app, 'bob')

    await bob.call(groupJoin, { groupId })

    const body = { GroupId: groupId, MemberInfoFilter: ['MsgSeq'] }
    const answer = await im.rest(app, getGroupMemberInfo, body)
    expect(answer.MemberList).toContainEqual({ Member_Account: 'bob', MsgSeq: 2 })
  })

  test('who came hears the group, who left does not', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const columns = { apply_option: 'FreeAccess' } as const
    const groupId = await seedGroup(im, app, { type: 'ChatRoom', owner: 'owner', columns })
    const bob = await im.connect(app, 'bob')
    await im.rest(app, sendGroupMsg, inGroup(groupId, 1))
    await bob.call(groupJoin, { groupId })
    await im.rest(app, sendGroupMsg, inGroup(groupId, 2))

    expect((await bob.next('group.message')).message.random).toBe(2)
    await bob.call(groupQuit, { groupId })
    await im.rest(app, sendGroupMsg, inGroup(groupId, 3))
    await settled(bob)
    expect(bob.events).toEqual([])
  })

  test('members and the other devices of who quits are told', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'owner', members: ['bob'] })
    const owner = await im.connect(app, 'owner')
    const bob = await im.connect(app, 'bob', { platform: 'Web' })
    const phone = await im.connect(app, 'bob', { platform: 'Android' })

    await bob.call(groupQuit, { groupId })

    expect((await owner.next('group.message')).message.tip).toMatchObject({
      type: tipTypes.quit,
      operator: { userId: 'bob' },
      memberCount: 1,
    })
    expect((await phone.next('group.notice')).notice.type).toBe(noticeTypes.quit)
    await settled(bob)
    expect(bob.events).toEqual([])
    expect(await refusal(bob.call(groupQuit, { groupId }))).toBe(groupErrors.noPermission.code)
  })

  test.each(['Public', 'ChatRoom', 'Community', 'AVChatRoom'] as const)(
    'the owner of a %s group stays',
    async (type) => {
      const app = await seedApp(im, 'owner')
      const groupId = await seedGroup(im, app, { type, owner: 'owner' })
      const owner = await im.connect(app, 'owner')

      expect(await refusal(owner.call(groupQuit, { groupId }))).toBe(
        groupErrors.ownerMayNotQuit.code,
      )
    },
  )

  test('a Work group whose owner quits has none', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const groupId = await seedGroup(im, app, { type: 'Private', owner: 'owner', members: ['bob'] })
    const owner = await im.connect(app, 'owner')

    await owner.call(groupQuit, { groupId })

    const row = await im.platform.store.db
      .selectFrom('chat_group')
      .select(['owner', 'members'])
      .where('app_id', '=', app.appId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ owner: '', members: 1 })
  })
})

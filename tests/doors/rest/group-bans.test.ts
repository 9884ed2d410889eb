import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  addGroupMember,
  banGroupMember,
  forbidSendMsg,
  getGroupBanMember,
  getGroupMutedAccount,
  getRoleInGroup,
  groupErrors,
  groupJoin,
  noticeTypes,
  tipTypes,
  unbanGroupMember,
} from '@yanshu/protocol'
import type { GroupType } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { ask, failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

const many = (length: number) => numbers(length).map((number) => `m${number}`)
const FOREVER = 4_294_967_295
const clock = createMovingClock()

describe.each(storages)('mutes and bans over REST on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const mute = (app: TestApp, GroupId: unknown, more: object) =>
    im.rest(app, forbidSendMsg, { GroupId, ...more })
  const muted = async (app: TestApp, GroupId: string, TopicId?: string) =>
    (await im.rest(app, getGroupMutedAccount, { GroupId, TopicId })).MutedAccountList
  const ban = (app: TestApp, GroupId: unknown, Duration: number, ...names: readonly string[]) =>
    im.rest(app, banGroupMember, { GroupId, Members_Account: names, Duration })
  const unban = (app: TestApp, GroupId: unknown, ...Members_Account: readonly string[]) =>
    im.rest(app, unbanGroupMember, { GroupId, Members_Account })
  const banned = (app: TestApp, GroupId: unknown, more: object = { Offset: 0 }) =>
    im.rest(app, getGroupBanMember, { GroupId, ...more })
  const add = async (app: TestApp, GroupId: string, Member_Account: string) => {
    const body = { GroupId, MemberList: [{ Member_Account }] }
    const answer = await im.rest(app, addGroupMember, body)
    return (answer.MemberList as { Result: number }[])[0]?.Result
  }

  test.each(['Public', 'ChatRoom', 'Community'] as const)(
    'members of a %s group are muted until their time has passed',
    async (type) => {
      const app = await seedApp(im, 'owner', 'bob', 'carol')
      const seed = { type, owner: 'owner', members: ['bob', 'carol'] }
      const groupId = await seedGroup(im, app, seed)
      const until = clock.seconds() + 60

      await mute(app, groupId, { Members_Account: ['bob', 'nobody'], MuteTime: 60 })
      await mute(app, groupId, { Members_Account: ['carol'], ShutUpTime: FOREVER })
      expect(await muted(app, groupId)).toEqual([
        { Member_Account: 'bob', MutedUntil: until },
        { Member_Account: 'carol', MutedUntil: FOREVER },
      ])

      clock.pass(60 * SECOND)
      expect(await muted(app, groupId)).toEqual([{ Member_Account: 'carol', MutedUntil: FOREVER }])
      await mute(app, groupId, { Members_Account: ['carol'], MuteTime: 0 })
      expect(await muted(app, groupId)).toEqual([])
    },
  )

  test('in a live room anybody may be muted', async () => {
    const app = await seedApp(im, 'bob')
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })

    await mute(app, live, { Members_Account: ['bob', 'nobody'], MuteTime: FOREVER })

    expect(await muted(app, live)).toEqual([{ Member_Account: 'bob', MutedUntil: FOREVER }])
  })

  test('a topic has mutes of its own', async () => {
    const app = await seedApp(im, 'bob')
    const seed = { type: 'Community', members: ['bob'], columns: { support_topic: 1 } } as const
    const groupId = await seedGroup(im, app, seed)
    const [one, other] = [await seedTopic(im, app, groupId), await seedTopic(im, app, groupId)]
    const Members_Account = ['bob']

    await mute(app, groupId, { TopicId: one, Members_Account, MuteTime: FOREVER })

    expect(await muted(app, groupId, one)).toMatchObject([{ Member_Account: 'bob' }])
    expect(await muted(app, groupId, other)).toEqual([])
    expect(await muted(app, groupId)).toEqual([])
    const path = 'group_open_http_svc/get_group_shutted_uin'
    const body = JSON.stringify({ GroupId: groupId, TopicId: one })
    expect((await ask(im, app, { path, body })).GroupId).toBe(groupId)
  })

  test('a mute outlives leaving, and is told with its seconds', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'owner', members: ['bob'] })
    const bob = await im.connect(app, 'bob')

    await mute(app, groupId, { Members_Account: ['bob'], MuteTime: FOREVER })

    expect((await bob.next('group.message')).message.tip).toMatchObject({
      type: tipTypes.memberInfo,
      members: [{ userId: 'bob' }],
      muteSeconds: FOREVER,
    })
    expect((await bob.next('group.notice')).notice).toMatchObject({
      type: noticeTypes.muted,
      groupId,
      muteSeconds: FOREVER,
    })
    await ban(app, groupId, 1, 'bob')
    clock.pass(SECOND)
    expect(await add(app, groupId, 'bob')).toBe(1)
    expect(await muted(app, groupId)).toMatchObject([{ Member_Account: 'bob' }])
  })

  test('the commands about mutes say what is wrong', async () => {
    const app = await seedApp(im, 'bob')
    const work = await seedGroup(im, app, { type: 'Private', members: ['bob'] })
    const groupId = await seedGroup(im, app, { members: ['bob'] })
    const bob = { Members_Account: ['bob'], MuteTime: 1 }
    const list = (body: object) => im.rest(app, getGroupMutedAccount, body)

    expect(await mute(app, work, bob)).toMatchObject(failure(groupErrors.noPermission))
    expect(await mute(app, 'nowhere', bob)).toMatchObject(failure(groupErrors.noGroup))
    expect(await mute(app, '', bob)).toMatchObject(failure(groupErrors.badGroupId))
    expect(await mute(app, groupId, { MuteTime: 1 })).toMatchObject(
      failure(groupErrors.badParameter),
    )
    expect(await mute(app, groupId, { ...bob, Members_Account: many(501) })).toMatchObject(
      failure(groupErrors.tooManyAccounts),
    )
    for (const ask of [(more: object) => mute(app, groupId, { ...bob, ...more }), withId]) {
      expect(await ask({ TopicId: 'of another' })).toMatchObject(failure(groupErrors.badTopicId))
      expect(await ask({ TopicId: `${groupId}@TOPIC#_x` })).toMatchObject(
        failure(groupErrors.noTopic),
      )
    }
    function withId(more: object) {
      return list({ GroupId: groupId, ...more })
    }
    expect(await list({ GroupId: 'nowhere' })).toMatchObject(failure(groupErrors.noGroup))
    expect(await list({})).toMatchObject(failure(groupErrors.badGroupId))
  })

  test.each(['Private', 'Public', 'ChatRoom'] as const)(
    'who is banned from a %s group is out, and stays out for the time',
    async (type: GroupType) => {
      const app = await seedApp(im, 'owner', 'bob', 'alice')
      const seed = { type, owner: 'owner', members: ['bob', 'alice'] }
      const groupId = await seedGroup(im, app, {
        ...seed,
        columns: { apply_option: 'FreeAccess' },
      })
      const bob = await im.connect(app, 'bob')
      const until = clock.seconds() + 60

      const Members_Account = ['bob', 'nobody']
      const body = { GroupId: groupId, Members_Account, Duration: 60, Description: 'illegal' }
      expect(await im.rest(app, banGroupMember, body)).toMatchObject({ ErrorCode: 0 })

      expect((await bob.next('group.notice')).notice).toMatchObject({
        type: noticeTypes.kicked,
        message: 'illegal',
      })
      const User_Account = ['bob', 'alice']
      const roles = await im.rest(app, getRoleInGroup, { GroupId: groupId, User_Account })
      expect(roles.UserIdList).toMatchObject([{ Role: 'NotMember' }, { Role: 'Member' }])
      const list = await banned(app, groupId)
      expect(list.BannedAccountList).toEqual([{ Member_Account: 'bob', BannedUntil: until }])
      expect(await add(app, groupId, 'bob')).toBe(0)
      expect(await refusal(bob.call(groupJoin, { groupId }))).toBe(groupErrors.noPermission.code)

      clock.pass(60 * SECOND)
      expect((await banned(app, groupId)).BannedAccountList).toEqual([])
      expect((await bob.call(groupJoin, { groupId })).status).toBe('joined')
    },
  )

  test('members are told of bans, and of their end', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const groupId = await seedGroup(im, app, { owner: 'owner', members: ['bob'] })
    const owner = await im.connect(app, 'owner')
    const tip = async () => (await owner.next('group.message')).message.tip

    await ban(app, groupId, FOREVER, 'bob')
    expect(await tip()).toMatchObject({ type: tipTypes.ban, members: [{ userId: 'bob' }] })
    await unban(app, groupId, 'bob', 'nobody')
    expect(await tip()).toMatchObject({ type: tipTypes.unban, members: [{ userId: 'bob' }] })
    await unban(app, groupId, 'bob')
    expect(await add(app, groupId, 'bob')).toBe(1)
    expect((await tip())?.type).toBe(tipTypes.invite)
  })

  test('live rooms have bans where the plan includes them and the switch is on', async () => {
    const app = await seedApp(im, 'bob')
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })
    const calls = [
      () => ban(app, live, 60, 'bob'),
      () => unban(app, live, 'bob'),
      () => banned(app, live),
    ]
    const codes = async () => {
      const found: number[] = []
      for (const call of calls) found.push((await call()).ErrorCode)
      return found
    }
    const off = [10_007, 10_007, 10_007]

    expect(await codes()).toEqual(off)
    await setConf(im, app, { LiveBan: true })
    expect(await codes()).toEqual([0, 0, 0])
    await putOnPlan(im, app, 'standard')
    expect(await codes()).toEqual(off)
  })

  test('bans are listed by page', async () => {
    const names = many(5)
    const app = await seedApp(im, ...names)
    const groupId = await seedGroup(im, app)
    await ban(app, groupId, 60, ...names)

    const pages = [
      await banned(app, groupId, { Offset: 0, Limit: 2 }),
      await banned(app, groupId, { Offset: 2, Limit: 2 }),
      await banned(app, groupId, { Offset: 4, Limit: 2 }),
    ]

    expect(pages.map(({ NextOffset }) => NextOffset)).toEqual([2, 4, 0])
    const lists = pages.map((page) => page.BannedAccountList as { Member_Account: string }[])
    expect(lists.flat().map((one) => one.Member_Account)).toEqual(names)
  })

  test('the commands about bans say what is wrong', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    const community = await seedGroup(im, app, { type: 'Community' })
    const groupId = await seedGroup(im, app, { owner: 'owner' })
    const calls = [
      (id: unknown, ...names: readonly string[]) => ban(app, id, 60, ...names),
      (id: unknown, ...names: readonly string[]) => unban(app, id, ...names),
      (id: unknown) => banned(app, id),
    ] as const

    for (const call of calls) {
      expect(await call(community, 'bob')).toMatchObject(failure(groupErrors.noPermission))
      expect(await call('nowhere', 'bob')).toMatchObject(failure(groupErrors.noGroup))
      expect(await call('', 'bob')).toMatchObject(failure(groupErrors.badGroupId))
    }
    for (const call of calls.slice(0, 2)) {
      expect(await call(groupId, ...many(21))).toMatchObject(failure(groupErrors.tooManyAccounts))
      expect(await call(groupId)).toMatchObject(failure(groupErrors.badParameter))
    }
    expect(await banned(app, groupId, {})).toMatchObject(failure(groupErrors.badParameter))
    expect(await ban(app, groupId, 0, 'bob')).toMatchObject(failure(groupErrors.badParameter))
    expect(await ban(app, groupId, 60, 'owner')).toMatchObject(failure(groupErrors.noPermission))
  })
})

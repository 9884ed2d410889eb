import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  getGroupMemberInfo,
  getSpecifiedGroupMemberInfo,
  groupErrors,
  importGroupMember,
  modifyGroupMemberInfo,
} from '@yanshu/protocol'
import type { RestAnswer, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const many = (length: number) =>
  numbers(length).map((number) => `m${String(number).padStart(4, '0')}`)
const created = Date.UTC(2020, 0, 1)
const seconds = created / 1000
const offsetTypes = ['Private', 'Public', 'ChatRoom'] as const

describe.each(storages)('lists of members over REST on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const list = (app: TestApp, GroupId: unknown, more: object = {}) =>
    im.rest(app, getGroupMemberInfo, { GroupId, ...more })
  const names = (answer: RestAnswer) =>
    (answer.MemberList as { Member_Account: string }[]).map((one) => one.Member_Account)
  const field = async (app: TestApp, type: 'Public' | 'Community') => {
    const right = { Type: type, Read: 'AppAdmin', Write: 'AppAdmin', Own: 'None' } as const
    await im.platform.im.apps.addMemberField(app.appId, { Key: 'level', Types: [right] })
    await im.platform.im.apps.addMemberField(app.appId, { Key: 'team', Types: [right] })
  }

  test('everything is told of a member', async () => {
    const app = await seedApp(im, 'owner', 'bob')
    await field(app, 'Public')
    const seed = { owner: 'owner', members: ['bob'], createdAt: created }
    const groupId = await seedGroup(im, app, seed)
    const change = {
      MsgFlag: 'Discard',
      NameCard: '鲍勃',
      MuteTime: 4_294_967_295,
      AppMemberDefinedData: [{ Key: 'level', Value: 'a\u0000b' }],
    }
    const key = { GroupId: groupId, Member_Account: 'bob' }
    await im.rest(app, modifyGroupMemberInfo, { ...key, ...change })
    await im.connect(app, 'bob')

    const answer = await list(app, groupId)

    expect(answer).toEqual({
      ActionStatus: 'OK',
      ErrorCode: 0,
      ErrorInfo: '',
      MemberNum: 2,
      MemberList: [
        {
          Member_Account: 'bob',
          Role: 'Member',
          JoinTime: seconds,
          MsgSeq: 0,
          MsgFlag: 'Discard',
          LastSendMsgTime: 0,
          MuteUntil: 4_294_967_295,
          NameCard: '鲍勃',
          OnlineStatus: 'Online',
          AppMemberDefinedData: [{ Key: 'level', Value: 'a\u0000b' }],
        },
        expect.objectContaining({
          Member_Account: 'owner',
          Role: 'Owner',
          OnlineStatus: 'Offline',
        }),
      ],
    })
  })

  test('filters choose fields and roles', async () => {
    const app = await seedApp(im, 'owner', 'ada', 'bob')
    await field(app, 'Public')
    const groupId = await seedGroup(im, app, { owner: 'owner', admins: ['ada'], members: ['bob'] })
    await im.rest(app, modifyGroupMemberInfo, {
      GroupId: groupId,
      Member_Account: 'ada',
      AppMemberDefinedData: [
        { Key: 'level', Value: '7' },
        { Key: 'team', Value: 'red' },
      ],
    })

    const some = await list(app, groupId, {
      MemberInfoFilter: ['Account', 'Role', 'ShutUpUntil'],
      MemberRoleFilter: ['Owner', 'Admin'],
      AppDefinedDataFilter_GroupMember: ['team'],
    })

    expect(some.MemberList).toEqual([
      {
        Member_Account: 'ada',
        Role: 'Admin',
        MuteUntil: 0,
        AppMemberDefinedData: [{ Key: 'team', Value: 'red' }],
      },
      { Member_Account: 'owner', Role: 'Owner', MuteUntil: 0, AppMemberDefinedData: [] },
    ])
    const bare = await list(app, groupId, { MemberInfoFilter: ['Member_Account'] })
    expect(bare.MemberList).toContainEqual({ Member_Account: 'bob' })
    expect(names(await list(app, groupId, { MemberRoleFilter: [] }))).toHaveLength(3)
  })

  test.each(offsetTypes)('a %s group is paged by offset, by the time of joining', async (type) => {
    const app = await seedApp(im, 'late', 'early')
    const members = many(5)
    const groupId = await seedGroup(im, app, { type, members, createdAt: created + 5000 })
    await im.rest(app, importGroupMember, {
      GroupId: groupId,
      MemberList: [
        { Member_Account: 'late', JoinTime: seconds + 9 },
        { Member_Account: 'early', JoinTime: seconds + 6 },
      ],
    })

    const pages = [
      await list(app, groupId, { Limit: 3 }),
      await list(app, groupId, { Limit: 3, Offset: 3 }),
      await list(app, groupId, { Limit: 3, Offset: 6 }),
      await list(app, groupId, { Limit: 3, Offset: 9 }),
    ]

    expect(pages.map(names)).toEqual([
      members.slice(0, 3),
      [...members.slice(3), 'early'],
      ['late'],
      [],
    ])
    expect(pages.map(({ MemberNum }) => MemberNum)).toEqual([7, 7, 7, 7])
  })

  test('a community is paged by a cursor, also where members come meanwhile', async () => {
    const app = await seedApp(im, 'late')
    const members = many(7)
    const groupId = await seedGroup(im, app, { type: 'Community', members, createdAt: created })
    const first = await list(app, groupId, { Limit: 4, Next: '' })
    await im.rest(app, importGroupMember, {
      GroupId: groupId,
      MemberList: [{ Member_Account: 'late', JoinTime: seconds + 1 }],
    })

    const second = await list(app, groupId, { Limit: 4, Next: first.Next })

    expect(names(first)).toEqual(members.slice(0, 4))
    expect(names(second)).toEqual([...members.slice(4), 'late'])
    expect(second.Next).toBe('')
    expect(names(await list(app, groupId, { Next: 0 }))).toEqual([...members, 'late'])
  })

  test('all members come at once as long as one page, and one answer, holds them', async () => {
    const app = await seedApp(im)
    const members = many(6000)
    const groupId = await seedGroup(im, app, { members })

    const filter = { MemberInfoFilter: ['Member_Account'] }
    expect(names(await list(app, groupId, filter))).toEqual(members)
    expect(await list(app, groupId)).toMatchObject(failure(groupErrors.replyTooLong))
    const larger = await seedGroup(im, app, { members: many(6001) })
    expect(await list(app, larger, filter)).toMatchObject(failure(groupErrors.tooManyForPage))
    expect(names(await list(app, larger, { ...filter, Limit: 6000 }))).toHaveLength(6000)
  })

  test('get_group_member_info says what is wrong', async () => {
    const app = await seedApp(im)
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })
    const community = await seedGroup(im, app, { type: 'Community' })

    expect(await list(app, live)).toMatchObject(failure(groupErrors.noPermission))
    expect(await list(app, 'nowhere')).toMatchObject(failure(groupErrors.noGroup))
    expect(await list(app, 7)).toMatchObject(failure(groupErrors.badGroupId))
    expect(await list(app, community)).toMatchObject(failure(groupErrors.badParameter))
    expect(await list(app, community, { Next: 'odd' })).toMatchObject(
      failure(groupErrors.badParameter),
    )
  })

  test('chosen members are told of in the order of the question', async () => {
    const app = await seedApp(im, 'owner', 'ada', 'bob')
    await field(app, 'Community')
    const seed = { type: 'Community', owner: 'owner', admins: ['ada'], members: ['bob'] } as const
    const groupId = await seedGroup(im, app, seed)
    const ask = (more: object) =>
      im.rest(app, getSpecifiedGroupMemberInfo, { GroupId: groupId, ...more })
    const Member_List_Account = ['bob', 'nobody', 'owner', 'bob', 'ada']

    const answer = await ask({ Member_List_Account })
    expect(answer.GroupId).toBe(groupId)
    expect(names(answer)).toEqual(['bob', 'owner', 'ada'])
    const chosen = await ask({
      Member_List_Account,
      MemberInfoFilter: ['NameCard'],
      MemberRoleFilter: ['Admin'],
      AppDefinedDataFilter_GroupMember: ['team'],
    })
    expect(chosen.MemberList).toEqual([
      { Member_Account: 'ada', NameCard: '', AppMemberDefinedData: [] },
    ])
  })

  test('get_specified_group_member_info says what is wrong', async () => {
    const app = await seedApp(im)
    const live = await seedGroup(im, app, { type: 'AVChatRoom' })
    const groupId = await seedGroup(im, app)
    const ask = (GroupId: unknown, ...Member_List_Account: readonly string[]) =>
      im.rest(app, getSpecifiedGroupMemberInfo, { GroupId, Member_List_Account })

    expect(await ask(live, 'a')).toMatchObject(failure(groupErrors.noPermission))
    expect(await ask('nowhere', 'a')).toMatchObject(failure(groupErrors.noGroup))
    expect(await ask('', 'a')).toMatchObject(failure(groupErrors.badGroupId))
    expect(await ask(groupId)).toMatchObject(failure(groupErrors.badParameter))
    expect(await ask(groupId, ...many(51))).toMatchObject(failure(groupErrors.tooManyAccounts))
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createGroup, getGroupInfo, groupErrors, importGroup } from '@yanshu/protocol'
import type { GroupType } from '@yanshu/protocol'
import type { RestAnswer, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { createMovingClock } from '../moving-clock.ts'
import { seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const clock = createMovingClock()

describe.each(storages)('creating groups over REST on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
    app = await seedApp(im, 'alice', 'bob', 'carol')
    await setConf(im, app, { Community: true, Topic: true })
    const Types = [{ Type: 'Public', Read: 'Anyone', Write: 'Owner' }] as const
    await im.platform.im.apps.addGroupField(app.appId, { Key: 'Colour', Types: [...Types] })
    const Own = [{ Type: 'Public', Read: 'Anyone', Write: 'Admin', Own: 'Read' }] as const
    await im.platform.im.apps.addMemberField(app.appId, { Key: 'Seat', Types: [...Own] })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const create = (body: object): Promise<RestAnswer> =>
    im.rest(app, createGroup, { Type: 'Public', Name: 'a group', ...body })
  const code = async (body: object) => (await create(body)).ErrorCode
  const bring = (body: object): Promise<RestAnswer> =>
    im.rest(app, importGroup, { Type: 'Public', Name: 'a group', ...body })
  const info = async (GroupId: unknown, ResponseFilter?: object) => {
    const answer = await im.rest(app, getGroupInfo, { GroupIdList: [GroupId], ResponseFilter })
    const [group] = answer.GroupInfo as readonly Record<string, unknown>[]
    return group ?? {}
  }

  test('a group is made as it is asked for, with its owner and members', async () => {
    const answer = await create({
      GroupId: 'whole',
      Owner_Account: 'alice',
      Name: '群',
      Introduction: 'what it is',
      Notification: 'what is new',
      FaceUrl: 'http://face',
      MaxMemberCount: 30,
      ApplyJoinOption: 'FreeAccess',
      InviteJoinOption: 'NeedPermission',
      AppDefinedData: [{ Key: 'Colour', Value: 'a\0b' }],
      MemberList: [
        {
          Member_Account: 'bob',
          Role: 'Admin',
          AppMemberDefinedData: [{ Key: 'Seat', Value: '4' }],
        },
        { Member_Account: 'carol' },
        { Member_Account: 'carol' },
        { Member_Account: 'alice' },
      ],
    })

    expect(answer).toMatchObject({ GroupId: 'whole', Type: 'Public', HugeGroupFlag: 0 })
    const time = clock.seconds()
    const { MemberList, ...base } = await info('whole')
    expect(base).toEqual({
      GroupId: 'whole',
      Appid: app.appId,
      Type: 'Public',
      Name: '群',
      Introduction: 'what it is',
      Notification: 'what is new',
      FaceUrl: 'http://face',
      Owner_Account: 'alice',
      CreateTime: time,
      LastInfoTime: time,
      LastMsgTime: 0,
      InfoSeq: 1,
      NextMsgSeq: 1,
      MemberNum: 3,
      MaxMemberNum: 30,
      ApplyJoinOption: 'FreeAccess',
      InviteJoinOption: 'NeedPermission',
      MuteAllMember: 'Off',
      SupportTopic: 0,
      EnablePermission: 0,
      DefaultPermission: 0,
      AppDefinedData: [{ Key: 'Colour', Value: 'a\0b' }],
      ErrorCode: 0,
      ErrorInfo: '',
    })
    expect(MemberList).toMatchObject([
      { Member_Account: 'alice', Role: 'Owner', JoinTime: time },
      {
        Member_Account: 'bob',
        Role: 'Admin',
        AppMemberDefinedData: [{ Key: 'Seat', Value: '4' }],
      },
      { Member_Account: 'carol', Role: 'Member' },
    ])
  })

  test.each([
    ['Private', 'DisableApply', 'FreeAccess'],
    ['Public', 'NeedPermission', 'DisableInvite'],
    ['ChatRoom', 'FreeAccess', 'DisableInvite'],
    ['AVChatRoom', 'FreeAccess', 'DisableInvite'],
    ['Community', 'FreeAccess', 'FreeAccess'],
  ] as const)('a %s group is joined by %s, and invited to by %s', async (Type, apply, invite) => {
    const { GroupId, HugeGroupFlag } = await create({ Type })

    expect(HugeGroupFlag).toBe(Type === 'AVChatRoom' ? 1 : 0)
    expect(String(GroupId)).toMatch(Type === 'Community' ? /^@TGS#_@TGS#/ : /^@TGS#[^_]/)
    expect(await info(GroupId)).toMatchObject({
      Type,
      Owner_Account: '',
      MemberNum: 0,
      ApplyJoinOption: apply,
      InviteJoinOption: invite,
    })
  })

  test.each([
    ['Work', 'Private'],
    ['Meeting', 'ChatRoom'],
  ])('%s is taken for %s', async (given, Type) => {
    expect(await create({ Type: given })).toMatchObject({ ErrorCode: 0, Type })
  })

  test('a community may have topics and permission groups', async () => {
    const { GroupId } = await create({
      Type: 'Community',
      GroupId: '@TGS#_topics',
      SupportTopic: 1,
      EnablePermission: 1,
      DefaultPermission: 192,
    })

    expect(await info(GroupId)).toMatchObject({
      SupportTopic: 1,
      EnablePermission: 1,
      DefaultPermission: 192,
      MaxMemberNum: 100_000,
    })
  })

  test('ids are chosen by the rules of the type, and taken once', async () => {
    await create({ GroupId: 'taken', Owner_Account: 'alice' })
    await create({ GroupId: 'nobodys' })
    const bad = groupErrors.badParameter.code

    expect([
      await code({ GroupId: 'taken', Owner_Account: 'bob' }),
      await code({ GroupId: 'taken' }),
      await code({ GroupId: 'taken', Owner_Account: 'alice' }),
      await code({ GroupId: 'nobodys' }),
      await code({ GroupId: ' ~x' }),
      await code({ GroupId: 'x'.repeat(48) }),
      await code({ GroupId: 'x'.repeat(49) }),
      await code({ GroupId: '群' }),
      await code({ GroupId: '@TGS#mine' }),
      await code({ GroupId: 'a@TOPIC#_b' }),
      await code({ GroupId: '@TGS#_mine' }),
      await code({ GroupId: 'mine', Type: 'Community' }),
      await code({ GroupId: '@TGS#_', Type: 'Community' }),
      await code({ GroupId: '@TGS#_mine', Type: 'Community' }),
    ]).toEqual([
      groupErrors.idTaken.code,
      groupErrors.idTaken.code,
      groupErrors.idIsOwn.code,
      groupErrors.idTaken.code,
      0,
      0,
      ...numbers(7).map(() => bad),
      0,
    ])
  })

  test('texts are as long as the app allows, in bytes', async () => {
    const fields = [
      ['Name', 'GroupNameBytes', 100],
      ['Introduction', 'GroupIntroductionBytes', 400],
      ['Notification', 'GroupNotificationBytes', 400],
      ['FaceUrl', 'GroupFaceUrlBytes', 500],
    ] as const
    for (const [field, setting, most] of fields) {
      const bad = groupErrors.badParameter.code
      expect(await code({ [field]: 'x'.repeat(most) })).toBe(0)
      expect(await code({ [field]: 'x'.repeat(most + 1) })).toBe(bad)
      await setConf(im, app, { [setting]: 30 })
      expect(await code({ [field]: '群'.repeat(10) })).toBe(0)
      expect(await code({ [field]: `${'群'.repeat(10)}a` })).toBe(bad)
      await setConf(im, app, { [setting]: most })
    }
    expect(await code({ Name: '' })).toBe(groupErrors.badParameter.code)
  })

  test.each([
    ['members in a live room', { Type: 'AVChatRoom', MemberList: [{ Member_Account: 'bob' }] }],
    ['an invite option in a live room', { Type: 'AVChatRoom', InviteJoinOption: 'FreeAccess' }],
    [
      'another apply option in a live room',
      { Type: 'AVChatRoom', ApplyJoinOption: 'DisableApply' },
    ],
    [
      'administrators in a Work group',
      { Type: 'Private', MemberList: [{ Member_Account: 'bob', Role: 'Admin' }] },
    ],
    ['topics in a Public group', { SupportTopic: 1 }],
    ['permissions without topics', { Type: 'Community', EnablePermission: 1 }],
    ['rights in a Public group', { DefaultPermission: 1 }],
  ])('10007 for %s', async (_, body) => {
    expect(await create(body)).toMatchObject(failure(groupErrors.noPermission))
  })

  test.each([
    ['an owner who is no account', { Owner_Account: 'nobody' }],
    ['a member who is no account', { MemberList: [{ Member_Account: 'nobody' }] }],
    ['a type that there is not', { Type: 'BChatRoom' }],
    ['a field that is not defined', { AppDefinedData: [{ Key: 'Size', Value: '1' }] }],
    [
      'a field of other types',
      { Type: 'ChatRoom', AppDefinedData: [{ Key: 'Colour', Value: '1' }] },
    ],
    [
      'a member field that is not defined',
      {
        MemberList: [
          { Member_Account: 'bob', AppMemberDefinedData: [{ Key: 'Colour', Value: '1' }] },
        ],
      },
    ],
  ])('10004 for %s', async (_, body) => {
    expect(await create(body)).toMatchObject(failure(groupErrors.badParameter))
  })

  test('100 members begin a group, and no more; nor more than it is for', async () => {
    const names = numbers(101).map((number) => `m${number}`)
    await im.platform.im.accounts.importMany(
      app.appId,
      names.map((userId) => ({ userId })),
    )
    const MemberList = names.map((Member_Account) => ({ Member_Account }))

    expect(await create({ MemberList })).toMatchObject(failure(groupErrors.tooManyAccounts))
    const most = { MemberList: MemberList.slice(1), Owner_Account: 'alice' }
    expect(await code({ ...most, MaxMemberCount: 100 })).toBe(groupErrors.tooManyMembers.code)
    expect(await code({ ...most, MaxMemberCount: 101 })).toBe(0)
  })

  test('a group is imported with its time, and nobody is told', async () => {
    const alice = await im.connect(app, 'alice')
    const CreateTime = clock.seconds() - 1000

    const answer = await bring({
      GroupId: 'imported',
      Owner_Account: 'alice',
      Type: 'Private',
      Introduction: 'i',
      Notification: 'n',
      FaceUrl: 'f',
      ApplyJoinOption: 'NeedPermission',
      CreateTime,
    })

    expect(answer).toMatchObject({ ErrorCode: 0, GroupId: 'imported' })
    expect(await info('imported')).toMatchObject({
      CreateTime,
      MaxMemberNum: 2000,
      ApplyJoinOption: 'NeedPermission',
      MemberList: [{ Member_Account: 'alice', Role: 'Owner', JoinTime: CreateTime }],
    })
    expect(alice.events).toEqual([])
    alice.close()
  })

  test.each([
    ['a live room', { Type: 'AVChatRoom' }, groupErrors.noPermission],
    ['a time to come', { CreateTime: 0xffff_ffff }, groupErrors.badParameter],
    ['a bad id', { GroupId: '@TGS#x' }, groupErrors.badParameter],
    ['too many members', { MaxMemberCount: 6001 }, groupErrors.tooManyMembers],
  ])('%s is not imported', async (_, body, error) => {
    expect(await bring(body)).toMatchObject(failure(error))
  })

  test('an id is taken, whoever owns it, where it is imported', async () => {
    const GroupId = await seedGroup(im, app, { owner: 'alice' })

    expect(await bring({ GroupId, Owner_Account: 'alice' })).toMatchObject(
      failure(groupErrors.idTaken),
    )
    const community = {
      Type: 'Community' as GroupType,
      GroupId: '@TGS#_brought',
      SupportTopic: 1,
      AppDefinedData: [],
      MaxMemberCount: 5000,
    }
    expect(await bring(community)).toMatchObject({ ErrorCode: 0 })
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  createGroupAction,
  describeGroup,
  describeGroupList,
  dismissGroups,
  groupErrors,
  importGroups,
  modifyGroupAction,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'

describe.each(storages)('groups in the console on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start({ defaultPlan: 'premium' })
  })
  beforeEach(async () => {
    app = await seedApp(im, 'ann', 'bob')
    await im.signIn()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const inApp = () => ({ SDKAppID: app.appId })
  const list = (params: { Keyword?: string; Type?: 'Public' | 'Work'; GroupIds?: string[] } = {}) =>
    im.act(describeGroupList, { ...inApp(), Offset: 0, Limit: 10, ...params })
  const idsOf = async (params: Parameters<typeof list>[0]) =>
    (await list(params)).GroupList.map(({ GroupId }) => GroupId)
  const details = (GroupId: string) => im.act(describeGroup, { ...inApp(), GroupId })

  test('are listed newest first, a page at a time, with how many there are', async () => {
    for (const groupId of ['one', 'two', 'three']) {
      await seedGroup(im, app, { groupId, owner: 'ann', members: ['bob'] })
    }

    const page = { ...inApp(), Limit: 2 }
    const first = await im.act(describeGroupList, { ...page, Offset: 0 })
    const second = await im.act(describeGroupList, { ...page, Offset: 2 })

    expect(first.TotalCount).toBe(3)
    expect(first.GroupList.map(({ GroupId }) => GroupId)).toEqual(['three', 'two'])
    expect(second).toMatchObject({
      TotalCount: 3,
      GroupList: [
        { GroupId: 'one', Type: 'Public', OwnerUserID: 'ann', MemberNum: 2, SupportTopic: false },
      ],
    })
  })

  test('are found by parts of id and name in either case, by type, and by ids', async () => {
    await seedGroup(im, app, { groupId: 'Readers', columns: { name: '读书会' } })
    await seedGroup(im, app, { groupId: 'x_y', type: 'Private', columns: { name: '100% Fun' } })
    await seedGroup(im, app, { groupId: 'xay', columns: { name: 'other' } })

    expect(await idsOf({ Keyword: 'READ' })).toEqual(['Readers'])
    expect(await idsOf({ Keyword: '书' })).toEqual(['Readers'])
    expect(await idsOf({ Keyword: 'x_y' })).toEqual(['x_y'])
    expect(await idsOf({ Keyword: '0% f' })).toEqual(['x_y'])
    expect((await list({ Keyword: 'x' })).TotalCount).toBe(2)
    expect(await list({ Type: 'Public' })).toMatchObject({ TotalCount: 2 })
    expect(await idsOf({ Type: 'Work' })).toEqual(['x_y'])
    expect(await idsOf({ Keyword: 'x', Type: 'Work' })).toEqual(['x_y'])
    expect(await idsOf({ GroupIds: ['xay', 'nothing', 'Readers'] })).toEqual(['xay', 'Readers'])
  })

  test('are created, with an owner or without', async () => {
    const { GroupId } = await im.act(createGroupAction, {
      ...inApp(),
      Name: '群',
      Type: 'Public',
      OwnerUserID: 'ann',
      Introduction: 'about it',
    })
    const lonely = await im.act(createGroupAction, { ...inApp(), Name: 'live', Type: 'AVChatRoom' })

    expect(await details(GroupId)).toMatchObject({
      Name: '群',
      Type: 'Public',
      OwnerUserID: 'ann',
      MemberNum: 1,
      Introduction: 'about it',
      ApplyJoinOption: 'NeedPermission',
      MuteAllMember: false,
      LastMsgTime: 0,
      NextMsgSeq: 1,
      CustomFields: [],
    })
    expect(await details(lonely.GroupId)).toMatchObject({ OwnerUserID: '', MemberNum: 0 })
  })

  test('show the custom fields that an application has', async () => {
    const Types = [{ Type: 'Public', Read: 'AppAdmin', Write: 'AppAdmin' }] as const
    await im.platform.im.apps.addGroupField(app.appId, { Key: 'level', Types: [...Types] })
    const custom = JSON.stringify({ level: '7', unknown: 'x' })
    const groupId = await seedGroup(im, app, { columns: { custom } })

    expect((await details(groupId)).CustomFields).toEqual([{ Key: 'level', Value: '7' }])
  })

  test.each([
    ['an owner who is not registered', { OwnerUserID: 'nobody' }, 'ResourceNotFound.Account'],
    ['an id that is taken', { GroupId: 'taken' }, 'ResourceInUse'],
    ['an id of the server’s own kind', { GroupId: '@TGS#mine' }, 'InvalidParameterValue'],
    ['no name', { Name: '' }, 'InvalidParameterValue'],
    ['an unknown type', { Type: 'Club' as never }, 'InvalidParameterValue'],
    ['a community where they are off', { Type: 'Community' as const }, 'OperationDenied'],
  ])('with %s are refused', async (_, change, code) => {
    await seedGroup(im, app, { groupId: 'taken' })
    const body = { ...inApp(), Name: 'name', Type: 'Public' as const, ...change }

    expect(await codeOf(im.act(createGroupAction, body))).toBe(code)
    expect((await list()).TotalCount).toBe(1)
  })

  test('have names as long as the application says', async () => {
    await setConf(im, app, { GroupNameBytes: 30 })
    const create = (Name: string) => im.act(createGroupAction, { ...inApp(), Name, Type: 'Public' })

    expect(await codeOf(create('群'.repeat(10)))).toBeUndefined()
    expect(await codeOf(create(`${'群'.repeat(10)}x`))).toBe('InvalidParameterValue')
  })

  test('are as many as the plan allows', async () => {
    await putOnPlan(im, app, 'developer')
    const rows = Array.from({ length: 100 }, (_, at) => ({ Name: `g${at}`, Type: 'Public' }))
    const { SuccessCount } = await im.act(importGroups, { ...inApp(), GroupList: rows })
    const more = im.act(createGroupAction, { ...inApp(), Name: 'more', Type: 'Public' })

    expect(SuccessCount).toBe(100)
    expect(await codeOf(more)).toBe('LimitExceeded')
    expect((await list()).TotalCount).toBe(100)
  })

  test('are imported row by row; what fails is told and hinders no other', async () => {
    await setConf(im, app, { Community: true, Topic: true })
    const answer = await im.act(importGroups, {
      ...inApp(),
      GroupList: [
        { GroupId: 'work', Name: 'w', Type: 'Work', OwnerUserID: 'ann', Introduction: 'i' },
        { GroupId: 'work', Name: 'again', Type: 'Public' },
        { Name: '', Type: 'Public' },
        { Name: 'x', Type: 'Club' },
        { Name: 'x', Type: 'Public', OwnerUserID: 'nobody' },
        { GroupId: 'live', Name: 'l', Type: 'AVChatRoom' },
        { GroupId: '@TGS#_club', Name: 'c', Type: 'Community', SupportTopic: true },
      ],
    })

    expect(answer).toMatchObject({
      SuccessCount: 3,
      FailGroups: [
        { Index: 1, GroupId: 'work', Code: groupErrors.idTaken.code },
        { Index: 2, GroupId: '', Code: groupErrors.badParameter.code },
        { Index: 3, Code: groupErrors.badParameter.code },
        { Index: 4, Code: groupErrors.unknownAccount.code },
      ],
    })
    expect((await list()).GroupList).toMatchObject([
      { GroupId: '@TGS#_club', Type: 'Community', SupportTopic: true },
      { GroupId: 'live', Type: 'AVChatRoom' },
      { GroupId: 'work', Type: 'Private', OwnerUserID: 'ann', Introduction: 'i', MemberNum: 1 },
    ])
  })

  test('are changed in what is named, and get another owner', async () => {
    const GroupId = await seedGroup(im, app, { owner: 'ann', members: ['bob'] })

    await im.act(modifyGroupAction, {
      ...inApp(),
      GroupId,
      Name: 'new',
      Notification: 'news',
      MuteAllMember: true,
      ApplyJoinOption: 'FreeAccess',
      InviteJoinOption: 'NeedPermission',
      MaxMemberNum: 30,
      OwnerUserID: 'bob',
    })

    expect(await details(GroupId)).toMatchObject({
      Name: 'new',
      Introduction: '',
      Notification: 'news',
      MuteAllMember: true,
      ApplyJoinOption: 'FreeAccess',
      InviteJoinOption: 'NeedPermission',
      MaxMemberNum: 30,
      OwnerUserID: 'bob',
    })
  })

  test('are not changed to what they cannot be', async () => {
    const GroupId = await seedGroup(im, app, { owner: 'ann' })
    const live = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'ann' })
    const change = (body: object) =>
      codeOf(im.act(modifyGroupAction, { ...inApp(), GroupId, ...body }))

    expect(await change({ OwnerUserID: 'bob' })).toBe('InvalidParameterValue')
    expect(await change({ GroupId: live, OwnerUserID: 'bob' })).toBe('OperationDenied')
    expect(await change({ GroupId: live, ApplyJoinOption: 'NeedPermission' })).toBe(
      'OperationDenied',
    )
    expect(await change({ MaxMemberNum: 1_000_000 })).toBe('InvalidParameterValue')
    expect(await change({ GroupId: 'nothing', Name: 'x' })).toBe('ResourceNotFound')
    expect(await change({ GroupId: 'nothing' })).toBe('ResourceNotFound')
    expect(await details(GroupId)).toMatchObject({ OwnerUserID: 'ann' })
  })

  test('are dismissed for good; what is not there is told', async () => {
    const gone = await seedGroup(im, app, { owner: 'ann' })
    const stays = await seedGroup(im, app, {})

    const { ResultItem } = await im.act(dismissGroups, {
      ...inApp(),
      GroupIds: [gone, 'nothing', gone],
    })

    expect(ResultItem).toEqual([
      { GroupId: gone, ResultCode: 0, ResultInfo: '' },
      {
        GroupId: 'nothing',
        ResultCode: groupErrors.noGroup.code,
        ResultInfo: expect.stringContaining('nothing'),
      },
    ])
    expect(await idsOf({})).toEqual([stays])
    expect((await list()).TotalCount).toBe(1)
    expect(await codeOf(details(gone))).toBe('ResourceNotFound')
  })

  test('of an application that is not there are not found', async () => {
    const nowhere = { SDKAppID: 1_400_000_001 }
    const GroupId = 'g'
    const calls = [
      im.act(describeGroupList, nowhere),
      im.act(describeGroup, { ...nowhere, GroupId }),
      im.act(createGroupAction, { ...nowhere, Name: 'n', Type: 'Public' }),
      im.act(importGroups, { ...nowhere, GroupList: [{ Name: 'n', Type: 'Public' }] }),
      im.act(modifyGroupAction, { ...nowhere, GroupId, Name: 'n' }),
      im.act(dismissGroups, { ...nowhere, GroupIds: [GroupId] }),
    ]

    const codes = await Promise.all(calls.map((call) => codeOf(call)))

    expect(new Set(codes)).toEqual(new Set(['ResourceNotFound.App']))
  })
})

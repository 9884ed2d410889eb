import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import {
  addGroupMembers,
  describeGroup,
  describeGroupMembers,
  groupErrors,
  modifyGroupMember,
  removeGroupMembers,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { createMovingClock } from '../moving-clock.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { storages } from '../storages.ts'
import { codeOf } from './code-of.ts'

const clock = createMovingClock()
const FOR_EVER = 0xffff_ffff

describe.each(storages)('members of groups in the console on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let GroupId: string
  beforeAll(async () => {
    im = await start({ defaultPlan: 'premium' }, { now: clock.now })
  })
  beforeEach(async () => {
    app = await seedApp(im, 'ann', 'bob', 'carl', 'carla', 'dora')
    GroupId = await seedGroup(im, app, {
      owner: 'ann',
      admins: ['bob'],
      members: ['carl', 'carla'],
      createdAt: clock.now() - 5000,
    })
    await im.signIn()
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const inGroup = () => ({ SDKAppID: app.appId, GroupId })
  const list = (params: { Keyword?: string; Role?: 'Owner' | 'Admin' | 'Member' } = {}) =>
    im.act(describeGroupMembers, { ...inGroup(), Offset: 0, Limit: 10, ...params })
  const idsOf = async (params: Parameters<typeof list>[0]) =>
    (await list(params)).MemberList.map(({ UserID }) => UserID)
  const member = async (userId: string) =>
    (await list()).MemberList.find(({ UserID }) => UserID === userId)

  test('are listed a page at a time, with what they are', async () => {
    await im.platform.im.accounts.change(app.appId, 'ann', { nick: 'Ann' })
    const page = await im.act(describeGroupMembers, { ...inGroup(), Offset: 0, Limit: 2 })
    const rest = await im.act(describeGroupMembers, { ...inGroup(), Offset: 2, Limit: 2 })

    expect(page.TotalCount).toBe(4)
    expect(page.MemberList[0]).toEqual({
      UserID: 'ann',
      Nick: 'Ann',
      NameCard: '',
      Role: 'Owner',
      JoinTime: Math.floor((clock.now() - 5000) / 1000),
      LastSendMsgTime: 0,
      MuteUntil: 0,
    })
    expect(rest.MemberList.map(({ UserID }) => UserID)).toEqual(['carl', 'carla'])
  })

  test('are found by the beginning of their names and by role', async () => {
    expect(await idsOf({ Keyword: 'carl' })).toEqual(['carl', 'carla'])
    expect(await list({ Keyword: 'carla' })).toMatchObject({ TotalCount: 1 })
    expect(await idsOf({ Keyword: 'arl' })).toEqual([])
    expect(await idsOf({ Keyword: '%' })).toEqual([])
    expect(await idsOf({ Role: 'Owner' })).toEqual(['ann'])
    expect(await idsOf({ Role: 'Admin' })).toEqual(['bob'])
    expect(await list({ Role: 'Member' })).toMatchObject({ TotalCount: 2 })
  })

  test('are added; who cannot be is told by name', async () => {
    const { ResultItem } = await im.act(addGroupMembers, {
      ...inGroup(),
      UserIDs: ['dora', 'bob', 'nobody'],
    })

    expect(ResultItem.map(({ UserID, ResultCode }) => [UserID, ResultCode])).toEqual([
      ['dora', 0],
      ['bob', groupErrors.memberAlready.code],
      ['nobody', groupErrors.unknownAccount.code],
    ])
    expect(await member('dora')).toMatchObject({ Role: 'Member' })
    expect(await im.act(describeGroup, inGroup())).toMatchObject({ MemberNum: 5 })
  })

  test('are as many as the group has room for', async () => {
    const room = await seedGroup(im, app, { owner: 'ann', columns: { max_members: 2 } })
    const add = (...UserIDs: string[]) =>
      im.act(addGroupMembers, { SDKAppID: app.appId, GroupId: room, UserIDs })

    expect(await codeOf(add('bob', 'carl'))).toBe('LimitExceeded')
    expect((await add('bob')).ResultItem).toMatchObject([{ UserID: 'bob', ResultCode: 0 }])
  })

  test('are in as many groups as the plan allows', async () => {
    await putOnPlan(im, app, 'developer')
    const full = { app_id: app.appId, account: 'dora', groups: 50 }
    await im.platform.store.db.insertInto('group_joined').values(full).execute()

    const { ResultItem } = await im.act(addGroupMembers, { ...inGroup(), UserIDs: ['dora'] })

    expect(ResultItem).toMatchObject([{ ResultCode: groupErrors.tooManyGroupsOfUser.code }])
  })

  test('are removed; who is none is told by name', async () => {
    const { ResultItem } = await im.act(removeGroupMembers, {
      ...inGroup(),
      UserIDs: ['carl', 'dora'],
      Reason: 'because',
    })

    expect(ResultItem).toMatchObject([
      { UserID: 'carl', ResultCode: 0 },
      { UserID: 'dora', ResultCode: groupErrors.badParameter.code },
    ])
    expect(await idsOf({})).toEqual(['ann', 'bob', 'carla'])
  })

  test('become administrators, get name cards, and are muted and speak again', async () => {
    const change = (body: object) =>
      im.act(modifyGroupMember, { ...inGroup(), UserID: 'carl', ...body })

    await change({ Role: 'Admin', NameCard: 'Carl the Great', MuteSeconds: 600 })
    const muted = await member('carl')
    await change({ MuteSeconds: FOR_EVER })
    const forEver = await member('carl')
    await change({ MuteSeconds: 0, Role: 'Member' })

    expect(muted).toMatchObject({
      Role: 'Admin',
      NameCard: 'Carl the Great',
      MuteUntil: Math.floor(clock.now() / 1000) + 600,
    })
    expect(forEver?.MuteUntil).toBe(FOR_EVER)
    expect(await member('carl')).toMatchObject({ Role: 'Member', MuteUntil: 0 })
  })

  test('are not what their group does not have', async () => {
    const work = await seedGroup(im, app, { type: 'Private', owner: 'ann', members: ['bob'] })
    const change = (body: object) =>
      codeOf(im.act(modifyGroupMember, { ...inGroup(), UserID: 'carl', ...body }))

    expect(await change({ GroupId: work, UserID: 'bob', Role: 'Admin' })).toBe('OperationDenied')
    expect(await change({ GroupId: work, UserID: 'bob', MuteSeconds: 60 })).toBe('OperationDenied')
    expect(await change({ UserID: 'dora', Role: 'Admin' })).toBe('InvalidParameterValue')
    expect(await change({ NameCard: 'x'.repeat(51) })).toBe('InvalidParameterValue')
  })

  test('of live rooms, of groups that are not there and of other applications are not listed', async () => {
    const live = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'ann' })
    const calls = (where: { SDKAppID: number; GroupId: string }) =>
      Promise.all([
        codeOf(im.act(describeGroupMembers, where)),
        codeOf(im.act(addGroupMembers, { ...where, UserIDs: ['bob'] })),
        codeOf(im.act(removeGroupMembers, { ...where, UserIDs: ['bob'] })),
      ])

    expect(new Set(await calls({ ...inGroup(), GroupId: live }))).toEqual(
      new Set(['OperationDenied']),
    )
    expect(new Set(await calls({ ...inGroup(), GroupId: 'nothing' }))).toEqual(
      new Set(['ResourceNotFound']),
    )
    expect(new Set(await calls({ SDKAppID: 1_400_000_001, GroupId }))).toEqual(
      new Set(['ResourceNotFound.App']),
    )
  })
})

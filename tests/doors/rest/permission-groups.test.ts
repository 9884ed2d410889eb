import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  addPermissionGroupMember,
  addTopicPermissionGroup,
  createPermissionGroup,
  deletePermissionGroupMember,
  deleteTopicPermissionGroup,
  destroyPermissionGroup,
  destroyTopic,
  getPermissionGroup,
  getPermissionGroupMemberList,
  getTopicPermissionGroup,
  groupErrors,
  groupLimits,
  modifyPermissionGroup,
  setTopicPermissionGroup,
} from '@yanshu/protocol'
import type { Command } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { makeTopic, seedCommunity, seedCommunityApp } from '../communities.ts'
import { seedGroup } from '../group-seed.ts'
import { putOnPlan, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const PermissionGroupId = '@PMG#_helpers'
const members = (...names: readonly string[]) => names.map((Member_Account) => ({ Member_Account }))

/** What names one permission group, with a body that fits. */
const ofOne = (TopicId: string): readonly (readonly [Command, object])[] => [
  [modifyPermissionGroup, { Permission: 1 }],
  [addTopicPermissionGroup, { TopicPermissionList: [{ TopicId, Permission: 8 }] }],
  [setTopicPermissionGroup, { TopicPermissionList: [{ TopicId, Permission: 8 }] }],
  [deleteTopicPermissionGroup, { TopicIdList: [TopicId] }],
  [getTopicPermissionGroup, {}],
  [addPermissionGroupMember, { MemberList: members('carol') }],
  [deletePermissionGroupMember, { MemberList: members('carol') }],
  [getPermissionGroupMemberList, {}],
]

const ofAll = (TopicId: string): readonly (readonly [Command, object])[] => [
  [createPermissionGroup, { PermissionGroupName: 'name', Permission: 1 }],
  [getPermissionGroup, {}],
  ...ofOne(TopicId).map(([command, body]) => [command, { PermissionGroupId, ...body }] as const),
  [destroyPermissionGroup, { PermissionGroupIdList: [PermissionGroupId] }],
]

describe.each(storages)('permission groups over REST on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  beforeAll(async () => {
    im = await start()
    app = await seedCommunityApp(im, 'alice', 'bob', 'carol', 'dave')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const community = () => seedCommunity(im, app, { owner: 'alice', members: ['bob', 'carol'] }, 0)
  const withGroup = async () => {
    const GroupId = await community()
    await create(GroupId)
    return GroupId
  }
  const create = (GroupId: string, more: object = {}) =>
    im.rest(app, createPermissionGroup, {
      GroupId,
      PermissionGroupId,
      PermissionGroupName: 'Helpers',
      Permission: 64,
      CustomString: 'own words',
      ...more,
    })
  const read = async (GroupId: string, more: object = {}) =>
    im.rest(app, getPermissionGroup, { GroupId, ...more })
  const list = async (GroupId: string, more: object = {}) =>
    im.rest(app, getPermissionGroupMemberList, { GroupId, PermissionGroupId, ...more })
  const add = (GroupId: string, ...names: readonly string[]) =>
    im.rest(app, addPermissionGroupMember, {
      GroupId,
      PermissionGroupId,
      MemberList: members(...names),
    })
  const helpers = {
    PermissionGroupId,
    PermissionGroupName: 'Helpers',
    Permission: 64,
    CustomString: 'own words',
    MemberNum: 0,
    ErrorCode: 0,
    ErrorInfo: '',
  }

  test('are made, with an id of their own or a made up one, and read', async () => {
    const GroupId = await withGroup()
    const made = await im.rest(app, createPermissionGroup, {
      GroupId,
      PermissionGroupName: 'Others',
      Permission: 0,
    })

    expect(String(made.PermissionGroupId)).toStartWith('@PMG#_@PMG#_')
    expect(await create(GroupId)).toMatchObject(failure(groupErrors.idTaken))
    expect(await create(GroupId, { PermissionGroupId: 'helpers' })).toMatchObject(
      failure(groupErrors.badParameter),
    )
    expect(
      await read(GroupId, { PermissionGroupIdList: [PermissionGroupId, 'none'] }),
    ).toMatchObject({
      PermissionGroupInfoList: [
        helpers,
        { PermissionGroupId: 'none', ErrorCode: groupErrors.noPermissionGroup.code },
      ],
      Next: '',
    })
    // The same id may be that of another community's.
    expect(await create(await community())).toMatchObject({ ErrorCode: 0, PermissionGroupId })
  })

  test('are listed in pages', async () => {
    const GroupId = await community()
    for (const at of numbers(3)) await create(GroupId, { PermissionGroupId: `@PMG#_${at}` })
    const first = await read(GroupId, { Limit: 2, Next: '' })
    const second = await read(GroupId, { Limit: 2, Next: first.Next })

    const ids = [first, second].map((page) =>
      (page.PermissionGroupInfoList as { PermissionGroupId: string }[]).map(
        (info) => info.PermissionGroupId,
      ),
    )
    expect(ids).toEqual([['@PMG#_1', '@PMG#_2'], ['@PMG#_3']])
    expect(second.Next).toBe('')
  })

  test('are as many as a community may have', async () => {
    const GroupId = await community()
    await im.platform.store.db
      .insertInto('permission_group')
      .values(
        numbers(groupLimits.permissionGroups - 1).map((at) => ({
          app_id: app.appId,
          group_id: GroupId,
          permission_group_id: `@PMG#_${at}`,
          name: '',
          permission: 0,
          custom: '',
          created_at: 0,
        })),
      )
      .execute()

    expect(await create(GroupId)).toMatchObject({ ErrorCode: 0 })
    expect(await create(GroupId, { PermissionGroupId: '@PMG#_more' })).toMatchObject(
      failure(groupErrors.tooManyGroupsOfUser),
    )
  })

  test('are changed in what is given', async () => {
    const GroupId = await withGroup()
    const change = (body: object) =>
      im.rest(app, modifyPermissionGroup, { GroupId, PermissionGroupId, ...body })

    expect(
      await change({ PermissionGroupName: 'Renamed', Permission: 2047, CustomString: 'new' }),
    ).toMatchObject({ ErrorCode: 0 })
    expect((await read(GroupId)).PermissionGroupInfoList).toEqual([
      { ...helpers, PermissionGroupName: 'Renamed', Permission: 2047, CustomString: 'new' },
    ])
    await change({ Permission: 0 })
    expect((await read(GroupId)).PermissionGroupInfoList).toMatchObject([
      { PermissionGroupName: 'Renamed', Permission: 0 },
    ])
  })

  test('are removed with what they hold, each for itself', async () => {
    const GroupId = await withGroup()
    const TopicId = await makeTopic(im, app, GroupId)
    await add(GroupId, 'carol')
    await im.rest(app, addTopicPermissionGroup, {
      GroupId,
      PermissionGroupId,
      TopicPermissionList: [{ TopicId, Permission: 8 }],
    })

    const answer = await im.rest(app, destroyPermissionGroup, {
      GroupId,
      PermissionGroupIdList: [PermissionGroupId, 'none'],
    })

    expect(answer.PermissionGroupResultList).toMatchObject([
      { PermissionGroupId, ErrorCode: 0, ErrorInfo: '' },
      { PermissionGroupId: 'none', ErrorCode: groupErrors.noPermissionGroup.code },
    ])
    await create(GroupId)
    expect((await list(GroupId)).MemberList).toEqual([])
    const rights = await im.rest(app, getTopicPermissionGroup, { GroupId, PermissionGroupId })
    expect(rights.TopicPermissionResultList).toEqual([])
  })

  test('take members of the community, and lose those who leave it', async () => {
    const GroupId = await withGroup()

    expect((await add(GroupId, 'carol', 'dave', 'nobody')).MemberList).toEqual([
      { Member_Account: 'carol', Result: 1 },
      { Member_Account: 'dave', Result: 0 },
      { Member_Account: 'nobody', Result: 0 },
    ])
    expect((await add(GroupId, 'carol', 'bob', 'alice')).MemberList).toEqual([
      { Member_Account: 'carol', Result: 2 },
      { Member_Account: 'bob', Result: 1 },
      { Member_Account: 'alice', Result: 1 },
    ])
    expect((await read(GroupId)).PermissionGroupInfoList).toMatchObject([{ MemberNum: 3 }])
    const first = await list(GroupId, { Limit: 2, Next: '' })
    expect(first).toMatchObject({ MemberList: members('alice', 'bob'), Next: 'bob' })
    expect(await list(GroupId, { Limit: 2, Next: first.Next })).toMatchObject({
      MemberList: members('carol'),
      Next: '',
    })

    const remove = (body: object) =>
      im.rest(app, deletePermissionGroupMember, { GroupId, PermissionGroupId, ...body })
    expect(await remove({ MemberList: members('alice', 'dave') })).toMatchObject({ ErrorCode: 0 })
    await remove({ MemberToDel_Account: ['bob'] })
    expect((await list(GroupId)).MemberList).toEqual(members('carol'))

    const quit = await im.connect(app, 'carol')
    await quit.request('group.quit', { groupId: GroupId })
    expect((await list(GroupId)).MemberList).toEqual([])
    expect((await read(GroupId)).PermissionGroupInfoList).toMatchObject([{ MemberNum: 0 }])
  })

  test('take no more members than they may have, nor than one request may', async () => {
    const GroupId = await withGroup()
    await im.platform.store.db
      .updateTable('permission_group')
      .set({ members: groupLimits.permissionGroupMembers - 1 })
      .where('group_id', '=', GroupId)
      .execute()
    const many = numbers(groupLimits.permissionMembersPerRequest + 1).map((at) => `u${at}`)

    expect(await add(GroupId, 'bob', 'carol')).toMatchObject(
      failure(groupErrors.permissionGroupFull),
    )
    expect((await list(GroupId)).MemberList).toEqual([])
    expect(await add(GroupId, 'bob')).toMatchObject({ ErrorCode: 0 })
    expect(await add(GroupId, ...many)).toMatchObject(failure(groupErrors.tooManyAccounts))
    const remove = { GroupId, PermissionGroupId, MemberList: members(...many) }
    expect(await im.rest(app, deletePermissionGroupMember, remove)).toMatchObject(
      failure(groupErrors.tooManyAccounts),
    )
  })

  test('have rights in topics, given, changed and taken topic by topic', async () => {
    const GroupId = await withGroup()
    const [one, two] = [await makeTopic(im, app, GroupId), await makeTopic(im, app, GroupId)]
    const gone = `${GroupId}@TOPIC#_gone`
    const body = { GroupId, PermissionGroupId }
    const entries = (Permission: number, ...ids: readonly string[]) =>
      ids.map((TopicId) => ({ TopicId, Permission }))
    const result = async (command: Command, more: object) =>
      (await im.rest(app, command, { ...body, ...more })).TopicPermissionResultList as object[]
    const fine = { ErrorCode: 0, ErrorInfo: '' }
    const { badTopicId, noTopic, topicListedAlready, topicNotListed } = groupErrors

    const wrong = [gone, 'no topic']
    const faults = [
      { TopicId: gone, ErrorCode: noTopic.code },
      { TopicId: 'no topic', ErrorCode: badTopicId.code },
    ]
    expect(
      await result(addTopicPermissionGroup, { TopicPermissionList: entries(8, one, ...wrong) }),
    ).toMatchObject([{ TopicId: one, ...fine }, ...faults])
    expect(
      await result(addTopicPermissionGroup, { TopicPermissionList: entries(8, one) }),
    ).toMatchObject([{ TopicId: one, ErrorCode: topicListedAlready.code }])
    expect(
      await result(setTopicPermissionGroup, {
        TopicPermissionList: entries(127, one, two, ...wrong),
      }),
    ).toMatchObject([
      { TopicId: one, ...fine },
      { TopicId: two, ErrorCode: topicNotListed.code },
      ...faults,
    ])
    expect(await result(getTopicPermissionGroup, {})).toEqual([
      { TopicId: one, Permission: 127, ...fine },
    ])
    expect(
      await result(getTopicPermissionGroup, { TopicIdList: [two, one, ...wrong] }),
    ).toMatchObject([
      { TopicId: two, ErrorCode: topicNotListed.code },
      { TopicId: one, Permission: 127 },
      ...faults,
    ])
    expect(
      await result(deleteTopicPermissionGroup, { TopicIdList: [one, two, ...wrong] }),
    ).toMatchObject([
      { TopicId: one, ...fine },
      { TopicId: two, ErrorCode: topicNotListed.code },
      ...faults,
    ])
    expect(await result(getTopicPermissionGroup, {})).toEqual([])
  })

  test('lose the topics that are removed', async () => {
    const GroupId = await withGroup()
    const TopicId = `${GroupId}@TOPIC#_again`
    await im.rest(app, addTopicPermissionGroup, {
      GroupId,
      PermissionGroupId,
      TopicPermissionList: [{ TopicId: await makeTopic(im, app, GroupId), Permission: 8 }],
    })
    const [listed] = (await im.rest(app, getTopicPermissionGroup, { GroupId, PermissionGroupId }))
      .TopicPermissionResultList as { TopicId: string }[]

    await im.rest(app, destroyTopic, { GroupId, TopicIdList: [listed?.TopicId ?? TopicId] })

    const rights = await im.rest(app, getTopicPermissionGroup, { GroupId, PermissionGroupId })
    expect(rights.TopicPermissionResultList).toEqual([])
  })

  test('every command wants a body that fits, a group, and a community that uses them', async () => {
    const GroupId = await withGroup()
    const TopicId = await makeTopic(im, app, GroupId)
    const byRole = await seedCommunity(im, app, { owner: 'alice' })
    const plain = await seedGroup(im, app, { owner: 'alice' })

    for (const [command, body] of ofAll(TopicId)) {
      const ask = (more: object) => im.rest(app, command, { ...body, GroupId, ...more })
      const wrong = {
        PermissionGroupId: 1,
        PermissionGroupIdList: 1,
      }
      expect(await ask(wrong)).toMatchObject(failure(groupErrors.badParameter))
      expect(await ask({ GroupId: '' })).toMatchObject(failure(groupErrors.badGroupId))
      expect(await ask({ GroupId: '@TGS#_gone' })).toMatchObject(failure(groupErrors.noGroup))
      expect(await ask({ GroupId: byRole })).toMatchObject(failure(groupErrors.noPermission))
      expect(await ask({ GroupId: plain })).toMatchObject(failure(groupErrors.noPermission))
    }
    for (const [command, body] of ofOne(TopicId)) {
      const more = { GroupId, PermissionGroupId: '@PMG#_none' }
      expect(await im.rest(app, command, { ...body, ...more })).toMatchObject(
        failure(groupErrors.noPermissionGroup),
      )
    }
  })

  test('every command wants the switches of the app, and its plan', async () => {
    const own = await seedCommunityApp(im, 'alice', 'carol')
    const GroupId = await seedCommunity(im, own, { owner: 'alice', members: ['carol'] }, 0)
    const TopicId = await makeTopic(im, own, GroupId)
    await im.rest(own, createPermissionGroup, {
      GroupId,
      PermissionGroupId,
      PermissionGroupName: 'Helpers',
      Permission: 0,
    })
    const all = async () => {
      const codes = []
      for (const [command, body] of ofAll(TopicId)) {
        codes.push((await im.rest(own, command, { ...body, GroupId })).ErrorCode)
      }
      return [...new Set(codes)]
    }

    await setConf(im, own, { Topic: false })
    expect(await all()).toEqual([groupErrors.communityOff.code])
    await setConf(im, own, { Topic: true })
    await putOnPlan(im, own, 'standard')
    expect(await all()).toEqual([groupErrors.illegalRequest.code])
    await putOnPlan(im, own, 'premium')
    expect(await all()).toEqual([0])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  commonErrors,
  getAppidGroupList,
  getGroupInfo,
  getJoinedGroupList,
  groupErrors,
  sendGroupMsg,
} from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, SECOND } from '../moving-clock.ts'
import { putOnPlan, seedApp } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers, text } from '../talk.ts'

type Group = Readonly<Record<string, unknown>>

describe.each(storages)('reading groups over REST on $name', ({ start }) => {
  let im: TestServer
  let clock: MovingClock
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const list = (app: TestApp, body: object = {}) => im.rest(app, getAppidGroupList, body)
  const idsOf = (answer: Group) =>
    (answer.GroupIdList as readonly { GroupId: string }[]).map(({ GroupId }) => GroupId)
  const infos = async (app: TestApp, GroupIdList: readonly string[], ResponseFilter?: object) => {
    const answer = await im.rest(app, getGroupInfo, { GroupIdList, ResponseFilter })
    return answer.GroupInfo as readonly Group[]
  }
  const joined = (app: TestApp, body: object = {}) =>
    im.rest(app, getJoinedGroupList, { Member_Account: 'alice', ...body })
  /** Groups that come by the thousand; ids and texts cost as much as they may. */
  const seedMany = async (app: TestApp, count: number, member: string | undefined) => {
    const { db } = im.platform.store
    const row = { app_id: app.appId, type: 'Public' as const, created_at: 1, info_at: 1 }
    const text = '"'.repeat(400)
    for (const at of numbers(Math.ceil(count / 250))) {
      const ids = numbers(Math.min(250, count - (at - 1) * 250)).map((number) =>
        `${at}-${number}`.padEnd(48, '"'),
      )
      const groups = ids.map((id, index) => ({
        ...row,
        group_id: id,
        conversation: 10_000_000 + app.appId + at * 1000 + index,
        name: '',
        introduction: text,
        notification: text,
        face_url: '',
        owner: '',
        info_seq: 1,
        max_members: 1,
        members: 0,
        apply_option: 'FreeAccess' as const,
        invite_option: 'FreeAccess' as const,
        history_before_join: -1,
        active: 1,
        custom: '',
      }))
      await db.insertInto('chat_group').values(groups).execute()
      if (member === undefined) continue
      const { app_id } = row
      const joins = ids.map((group_id) => ({
        app_id,
        group_id,
        account: member,
        role: 'Member' as const,
        joined_at: 1,
      }))
      await db.insertInto('group_member').values(joins).execute()
    }
  }

  test('the groups of an app are listed by page, of a type or of all', async () => {
    const app = await seedApp(im, 'alice')
    const ids: string[] = []
    for (const type of ['Public', 'Private', 'Public', 'AVChatRoom', 'Public'] as const) {
      ids.push(await seedGroup(im, app, { type }))
    }

    expect(await list(app)).toMatchObject({ TotalCount: 5, Next: 0 })
    const seen: string[] = []
    let Next = 0
    do {
      const page = await list(app, { Limit: 2, Next })
      expect(page.TotalCount).toBe(5)
      seen.push(...idsOf(page))
      Next = Number(page.Next)
    } while (Next !== 0)
    expect(seen).toEqual(ids)

    const first = await list(app, { GroupType: 'Public', Limit: 2 })
    expect([first.TotalCount, idsOf(first)]).toEqual([3, [String(ids[0]), String(ids[2])]])
    const rest = await list(app, { GroupType: 'Public', Limit: 2, Next: first.Next })
    expect([rest.TotalCount, idsOf(rest), rest.Next]).toEqual([3, [String(ids[4])], 0])
    expect(await list(app, { GroupType: 'BChatRoom' })).toMatchObject({ TotalCount: 0, Next: 0 })
    expect(await list(app, { Limit: 10_001 })).toMatchObject(failure(groupErrors.badParameter))
  })

  test('a list of ids is no longer than 1 MB', async () => {
    const app = await seedApp(im)
    await seedMany(app, 10_000, undefined)

    expect(await list(app)).toMatchObject(failure(groupErrors.replyTooLong))
    expect(idsOf(await list(app, { Limit: 5000 }))).toHaveLength(5000)
  })

  test('the app is asked once a second on plans that say so', async () => {
    const app = await seedApp(im)
    await putOnPlan(im, app, 'premium')
    clock.pass(SECOND)

    expect(await list(app)).toMatchObject({ ErrorCode: 0 })
    expect(await list(app)).toMatchObject(failure(commonErrors.commandRate))
  })

  test('each group has its own code', async () => {
    const app = await seedApp(im, 'alice')
    const GroupId = await seedGroup(im, app, { owner: 'alice' })
    const none = groupErrors.noGroup.code

    expect(await infos(app, [GroupId, 'none', '群', '', GroupId])).toMatchObject([
      { GroupId, ErrorCode: 0, Owner_Account: 'alice' },
      { GroupId: 'none', ErrorCode: none },
      { GroupId: '群', ErrorCode: groupErrors.badGroupId.code },
      { GroupId: '', ErrorCode: groupErrors.badGroupId.code },
      { GroupId, ErrorCode: 0 },
    ])
    const many = { GroupIdList: numbers(51).map((number) => `g${number}`) }
    expect(await im.rest(app, getGroupInfo, many)).toMatchObject(failure(groupErrors.badParameter))
  })

  test('an answer holds what its filter names, and members where they are asked for', async () => {
    const app = await seedApp(im, 'alice', 'bob')
    const Types = [{ Type: 'Public', Read: 'Anyone', Write: 'Anyone' }] as const
    const { apps } = im.platform.im
    for (const Key of ['One', 'Two'])
      await apps.addGroupField(app.appId, { Key, Types: [...Types] })
    const GroupId = await seedGroup(im, app, {
      owner: 'alice',
      members: ['bob'],
      columns: { custom: '{"One":"1","Two":"2"}', name: 'a name' },
    })
    const chosen = async (filter: object) => (await infos(app, [GroupId], filter))[0]
    const ok = { GroupId, ErrorCode: 0, ErrorInfo: '' }

    expect(await chosen({})).toEqual(ok)
    expect(await chosen({ GroupBaseInfoFilter: ['Name', 'ShutUpAllMember', 'Nothing'] })).toEqual({
      ...ok,
      Name: 'a name',
      MuteAllMember: 'Off',
    })
    expect(await chosen({ AppDefinedDataFilter_Group: ['Two', 'Three'] })).toEqual({
      ...ok,
      AppDefinedData: [{ Key: 'Two', Value: '2' }],
    })
    expect(await chosen({ MemberInfoFilter: ['Account', 'Role'] })).toEqual({
      ...ok,
      MemberList: [
        { Member_Account: 'alice', Role: 'Owner' },
        { Member_Account: 'bob', Role: 'Member' },
      ],
    })
    const whole = await infos(app, [GroupId])
    expect(whole[0]).toMatchObject({
      AppDefinedData: [
        { Key: 'One', Value: '1' },
        { Key: 'Two', Value: '2' },
      ],
      MemberList: [{ Member_Account: 'alice', MuteUntil: 0 }, { Member_Account: 'bob' }],
    })
  })

  test('the ends of groups are those of the moment', async () => {
    const app = await seedApp(im, 'alice')
    const GroupId = await seedGroup(im, app, { owner: 'alice' })
    clock.pass(SECOND)
    const MsgBody = text('hello')
    await im.rest(app, sendGroupMsg, { GroupId, Random: 1, MsgBody, From_Account: 'alice' })

    const ends = { NextMsgSeq: 2, LastMsgTime: clock.seconds() }
    expect((await infos(app, [GroupId]))[0]).toMatchObject(ends)
    const ResponseFilter = { GroupBaseInfoFilter: ['NextMsgSeq', 'LastMsgTime'] }
    const { GroupIdList } = await joined(app, { ResponseFilter })
    expect(GroupIdList).toEqual([{ GroupId, ...ends }])
  })

  test('members of groups are told up to 1 MB', async () => {
    const app = await seedApp(im)
    const many = numbers(6000).map((number) => `${number}`.padEnd(32, 'x'))
    const GroupId = await seedGroup(im, app, { members: many })
    const over = await seedGroup(im, app, { type: 'Community', columns: { members: 60_000 } })
    const ask = (GroupIdList: readonly string[], ResponseFilter?: object) =>
      im.rest(app, getGroupInfo, { GroupIdList, ResponseFilter })

    expect(await ask([GroupId])).toMatchObject(failure(groupErrors.replyTooLong))
    expect(await ask([over])).toMatchObject(failure(groupErrors.replyTooLong))
    expect(await ask([GroupId], { MemberInfoFilter: ['Role'] })).toMatchObject({ ErrorCode: 0 })
    expect(await ask([over], { GroupBaseInfoFilter: ['Name'] })).toMatchObject({ ErrorCode: 0 })
  })

  test('the groups of an account are those it is told to ask for', async () => {
    const app = await seedApp(im, 'alice')
    const at = (second: number) => ({ createdAt: clock.now() - 10_000 + second * SECOND })
    const members = ['alice']
    const plain = await seedGroup(im, app, { members, ...at(1) })
    const work = await seedGroup(im, app, { type: 'Private', owner: 'alice', ...at(2) })
    const silent = await seedGroup(im, app, {
      type: 'Private',
      members,
      columns: { active: 0 },
      ...at(3),
    })
    const live = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'alice', ...at(4) })
    const admin = await seedGroup(im, app, { type: 'AVChatRoom', admins: ['alice'], ...at(5) })
    const community = await seedGroup(im, app, { type: 'Community', members, ...at(6) })
    const topics = await seedGroup(im, app, {
      type: 'Community',
      members,
      columns: { support_topic: 1 },
      ...at(7),
    })
    await seedGroup(im, app, { members: ['bob'] })
    const found = async (body: object) => {
      const answer = await joined(app, body)
      return [answer.TotalCount, ...idsOf(answer)]
    }

    expect(await found({})).toEqual([3, plain, work, community])
    expect(await found({ WithNoActiveGroups: 1 })).toEqual([4, plain, work, silent, community])
    expect(await found({ WithHugeGroups: 1 })).toEqual([5, plain, work, live, admin, community])
    expect(await found({ GroupType: 'Work' })).toEqual([1, work])
    expect(await found({ GroupType: 'BChatRoom' })).toEqual([0])
    const SupportTopic = 1
    expect(await found({ GroupType: 'Community', SupportTopic })).toEqual([1, topics])
    expect(await found({ GroupType: 'Community', SupportTopic: 0 })).toEqual([1, community])
    expect(await found({ Limit: 1 })).toEqual([3, plain])
    expect(await found({ Limit: 2, Offset: 1 })).toEqual([3, work, community])
    expect(await joined(app, { SupportTopic })).toMatchObject(failure(groupErrors.badParameter))
    expect(await found({ Member_Account: 'nobody' })).toEqual([0])
  })

  test('each group says what the account is in it, as far as it is asked', async () => {
    const app = await seedApp(im, 'alice')
    const createdAt = clock.now() - 60_000
    const GroupId = await seedGroup(im, app, { owner: 'alice', createdAt })
    const SelfInfoFilter = ['Role', 'JoinTime', 'MsgFlag', 'MsgSeq']
    const ResponseFilter = { GroupBaseInfoFilter: ['Type'], SelfInfoFilter }

    const { GroupIdList } = await joined(app, { ResponseFilter })

    const JoinTime = Math.floor(createdAt / 1000)
    const SelfInfo = { Role: 'Owner', JoinTime, MsgFlag: 'AcceptAndNotify', MsgSeq: 0 }
    expect(GroupIdList).toEqual([{ GroupId, Type: 'Public', SelfInfo }])
    const some = await joined(app, { ResponseFilter: { SelfInfoFilter: ['Role'] } })
    expect(some.GroupIdList).toEqual([{ GroupId, SelfInfo: { Role: 'Owner' } }])
    expect(await joined(app)).toMatchObject({ GroupIdList: [{ GroupId }] })
  })

  test('a list of groups is no longer than 1 MB', async () => {
    const app = await seedApp(im, 'alice')
    await seedMany(app, 1000, 'alice')
    const ResponseFilter = { GroupBaseInfoFilter: ['Introduction', 'Notification'] }

    expect(await joined(app, { ResponseFilter })).toMatchObject(failure(groupErrors.replyTooLong))
    const some = await joined(app, { ResponseFilter, Limit: 500 })
    expect([some.TotalCount, idsOf(some).length]).toEqual([1000, 500])
  })
})

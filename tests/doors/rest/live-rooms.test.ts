import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  addLiveRobots,
  checkLiveMembers,
  delLiveRobots,
  getLiveMembers,
  getOnlineMemberNum,
  groupErrors,
  groupJoin,
  groupQuit,
  modifyLiveMember,
  portraitSet,
} from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { openRoom } from '../live-room.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, DAY } from '../moving-clock.ts'
import { putOnPlan, seedApp, setConf } from '../seed.ts'
import { failure } from '../signed-call.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'

const names = (count: number) => numbers(count).map((at) => `u${at}`)

const mark = (Member_Account: string, ...Marks: readonly number[]) => ({ Member_Account, Marks })

/** What needs a live room and the list of members, with a good body and one of too many accounts. */
const listed = [
  [
    'modify_user_info',
    modifyLiveMember,
    { CommandType: 1, MemberList: [mark('alice', 1000)] },
    { CommandType: 1, MemberList: names(501).map((name) => mark(name, 1000)) },
  ],
  ['add_robots', addLiveRobots, { Member_Account: ['bob'] }, { Member_Account: names(501) }],
  ['del_robots', delLiveRobots, { Member_Account: ['bob'] }, { Member_Account: names(501) }],
] as const

describe.each(storages)('live rooms over REST on $name', ({ start }) => {
  let im: TestServer
  let clock: MovingClock
  const open: RawClient[] = []
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
  })
  afterAll(async () => {
    for (const client of open) client.close()
    await im[Symbol.asyncDispose]()
  })

  const newApp = async (...userIds: readonly string[]) => {
    const app = await seedApp(im, ...userIds)
    await setConf(im, app, { LiveMemberList: true })
    return app
  }
  const roomWith = async (app: TestApp, ...userIds: readonly string[]) => {
    const { GroupId, clients } = await openRoom(im, app, ...userIds)
    open.push(...clients)
    return { GroupId, clients }
  }
  const online = async (app: TestApp, GroupId: string) =>
    (await im.rest(app, getOnlineMemberNum, { GroupId })).OnlineMemberNum
  const page = async (app: TestApp, GroupId: string, Timestamp = 0, Mark?: number) => {
    const answer = await im.rest(app, getLiveMembers, { GroupId, Timestamp, Mark })
    const members = answer.MemberList as { Member_Account: string }[]
    return {
      accounts: members.map(({ Member_Account }) => Member_Account),
      next: Number(answer.NextTimestamp),
      members,
    }
  }
  const present = async (app: TestApp, GroupId: string, ...Member_Account: readonly string[]) =>
    (await im.rest(app, checkLiveMembers, { GroupId, Member_Account })).Member_Account

  test('tell how many are in a room, and who', async () => {
    const app = await newApp('alice', 'bob', 'carol')
    await im.rest(app, portraitSet, {
      From_Account: 'bob',
      ProfileItem: [
        { Tag: 'Tag_Profile_IM_Nick', Value: 'Bob' },
        { Tag: 'Tag_Profile_IM_Image', Value: 'http://x/bob' },
      ],
    })
    const { GroupId, clients } = await roomWith(app, 'alice', 'bob')

    expect(await online(app, GroupId)).toBe(2)
    expect(await present(app, GroupId, 'carol', 'bob', 'alice', 'nobody', 'bob')).toEqual([
      'bob',
      'alice',
    ])
    const JoinTime = clock.seconds()
    expect(await page(app, GroupId)).toMatchObject({
      members: [
        { Member_Account: 'bob', JoinTime, NickName: 'Bob', Avatar: 'http://x/bob' },
        { Member_Account: 'alice', JoinTime, NickName: '', Avatar: '' },
      ],
      next: 0,
    })
    await clients[1]?.call(groupQuit, { groupId: GroupId })
    expect([await online(app, GroupId), await present(app, GroupId, 'bob')]).toEqual([1, []])
  })

  test('other groups tell how many of their members are online', async () => {
    const app = await newApp('alice', 'bob', 'carol')
    const { clients } = await roomWith(app, 'alice', 'carol')
    const GroupId = await seedGroup(im, app, { owner: 'alice', members: ['bob'] })

    expect(await online(app, GroupId)).toBe(1)
    for (const client of clients) client.close()
  })

  test('1000 are listed by pages of 250, without the list the last 30', async () => {
    const userIds = names(1010)
    const app = await newApp('alice', ...userIds)
    const { GroupId } = await roomWith(app, 'alice')
    // Robots are listed like everybody, and need no connection each.
    await im.rest(app, addLiveRobots, { GroupId, Member_Account: userIds.slice(0, 500) })
    await im.rest(app, addLiveRobots, { GroupId, Member_Account: userIds.slice(500, 1000) })

    const seen: string[] = []
    let place = 0
    do {
      const { accounts, next } = await page(app, GroupId, place)
      expect(accounts).toHaveLength(250)
      seen.push(...accounts)
      place = next
    } while (place !== 0)
    expect(new Set(seen)).toEqual(new Set(userIds.slice(0, 1000)))

    await setConf(im, app, { LiveMemberList: false })
    const { accounts, next } = await page(app, GroupId)
    expect([accounts, next]).toEqual([seen.slice(0, 30), 0])
    await setConf(im, app, { LiveMemberList: true })
    await putOnPlan(im, app, 'standard')
    expect((await page(app, GroupId)).accounts).toHaveLength(30)
  })

  test('marks are set on who is there, found by, and gone with who leaves', async () => {
    const app = await newApp('alice', 'bob', 'carol', 'dave')
    const { GroupId, clients } = await roomWith(app, 'alice', 'bob', 'carol')
    const modify = async (CommandType: 1 | 2, ...MemberList: readonly object[]) => {
      const answer = await im.rest(app, modifyLiveMember, { GroupId, CommandType, MemberList })
      expect(answer.CommandType).toBe(CommandType)
      return answer.MemberList
    }
    const marked = async (Mark: number) => (await page(app, GroupId, 0, Mark)).accounts

    expect(
      await modify(1, mark('bob', 1000, 600, 1000), mark('alice', 1000), mark('dave', 1000)),
    ).toEqual([mark('bob', 1000, 600), mark('alice', 1000)])
    expect([await marked(1000), await marked(600), await marked(1001)]).toEqual([
      ['bob', 'alice'],
      ['bob'],
      [],
    ])
    // 600 hides.
    expect((await page(app, GroupId)).accounts).toEqual(['carol', 'alice'])

    expect(await modify(2, mark('bob', 600, 1001), mark('carol', 1000))).toEqual([mark('bob', 600)])
    expect((await page(app, GroupId)).accounts).toEqual(['carol', 'bob', 'alice'])
    await clients[1]?.call(groupQuit, { groupId: GroupId })
    await clients[1]?.call(groupJoin, { groupId: GroupId })
    expect(await marked(1000)).toEqual(['alice'])

    const kinds = numbers(10).map((at) => 2000 + at)
    // One of the ten is taken.
    expect(await modify(1, mark('carol', ...kinds))).toEqual([mark('carol', ...kinds.slice(0, 9))])
  })

  test('robots are shown without coming, for three days', async () => {
    const app = await newApp('alice', 'bob', 'carol')
    const { GroupId } = await roomWith(app, 'alice')

    const added = await im.rest(app, addLiveRobots, {
      GroupId,
      Member_Account: ['bob', 'nobody'],
    })
    expect(added).toMatchObject({ ErrorCode: 0 })
    const MemberList = [mark('carol', 500)]
    const set = await im.rest(app, modifyLiveMember, { GroupId, CommandType: 1, MemberList })
    expect(set.MemberList).toEqual(MemberList)
    expect(await present(app, GroupId, 'bob', 'carol', 'nobody')).toEqual(['bob', 'carol'])
    expect([await online(app, GroupId), (await page(app, GroupId, 0, 500)).accounts]).toEqual([
      3,
      ['carol', 'bob'],
    ])

    await im.rest(app, delLiveRobots, { GroupId, Member_Account: ['carol', 'alice'] })
    expect(await present(app, GroupId, 'alice', 'bob', 'carol')).toEqual(['alice', 'bob'])
    clock.pass(3 * DAY)
    const fresh = { usersig: im.userSig(app, 'administrator', clock.seconds()) }
    const body = { GroupId, Member_Account: ['bob'] }
    expect((await im.rest(app, checkLiveMembers, body, fresh)).Member_Account).toEqual([])
  })

  test.each(listed)('%s needs plan and switch', async (_, command, body) => {
    const app = await seedApp(im, 'alice', 'bob')
    const { GroupId } = await roomWith(app, 'alice')
    const call = async () => (await im.rest(app, command, { GroupId, ...body })).ErrorCode

    const off = await call()
    await setConf(im, app, { LiveMemberList: true })
    const on = await call()
    await putOnPlan(im, app, 'standard')
    const lower = await call()
    await putOnPlan(im, app, 'premium')

    const { noPermission, needsPremium } = groupErrors
    expect([off, on, lower, await call()]).toEqual([noPermission.code, 0, needsPremium.code, 0])
  })

  test.each([
    ...listed,
    [
      'check_members',
      checkLiveMembers,
      { Member_Account: ['alice'] },
      { Member_Account: names(501) },
    ],
    ['get_members', getLiveMembers, { Timestamp: 0 }, undefined],
    ['get_online_member_num', getOnlineMemberNum, {}, undefined],
  ] as const)(
    '%s refuses what is no live room, and bad bodies',
    async (name, command, body, many) => {
      const app = await newApp('alice', 'bob')
      const { GroupId } = await roomWith(app)
      const other = await seedGroup(im, app, { owner: 'alice' })
      const call = (id: string, more: object = body) =>
        im.rest(app, command, { GroupId: id, ...more })

      expect(await call('nothing')).toMatchObject(failure(groupErrors.noGroup))
      expect(await call('群')).toMatchObject(failure(groupErrors.badGroupId))
      if (name === 'get_online_member_num') return
      expect(await call(other)).toMatchObject(failure(groupErrors.noPermission))
      const bad = { Timestamp: -1, Member_Account: [], CommandType: 3 }
      expect(await call(GroupId, bad)).toMatchObject(failure(groupErrors.badParameter))
      if (many === undefined) return
      expect(await call(GroupId, many)).toMatchObject(failure(groupErrors.tooManyAccounts))
    },
  )
})

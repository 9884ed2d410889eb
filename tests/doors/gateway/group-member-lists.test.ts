import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  gatewayErrors,
  getGroupMemberInfo,
  groupErrors,
  groupJoin,
  groupMemberProfiles,
  groupMembers,
  groupMsgFlag,
  groupOnlineCount,
  noticeTypes,
  portraitSet,
  sendGroupMsg,
} from '@yanshu/protocol'
import type { TestServer } from '@yanshu/server/testing'
import { seedGroup } from '../group-seed.ts'
import { inGroup, settled } from '../group-talk.ts'
import { createMovingClock, MINUTE, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { seedApp, setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers } from '../talk.ts'
import { seedTopic } from '../topic-seed.ts'

const many = (length: number) => numbers(length).map((number) => `m${number}`)
const clock = createMovingClock()
const people = { owner: 'owner', admins: ['ada', 'eve'], members: ['bob', 'carol'] }

describe.each(storages)('lists of members at the gateway on $name', ({ start }) => {
  let im: TestServer
  beforeAll(async () => {
    im = await start({}, { now: clock.now })
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const withPeople = () => seedApp(im, 'owner', 'ada', 'eve', 'bob', 'carol', 'nobody')

  test('members are listed with what is known of them', async () => {
    const app = await withPeople()
    const ProfileItem = [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Bob' }]
    await im.rest(app, portraitSet, { From_Account: 'bob', ProfileItem })
    const createdAt = clock.now() - MINUTE
    const groupId = await seedGroup(im, app, { ...people, createdAt })
    await im.rest(app, sendGroupMsg, { ...inGroup(groupId, 1), From_Account: 'bob' })
    const carol = await im.connect(app, 'carol')

    const { members, total, offset, cursor } = await carol.call(groupMembers, { groupId })

    expect({ total, offset, cursor }).toEqual({ total: 5, offset: 0, cursor: '' })
    expect(members.map(({ userId }) => userId)).toEqual(['ada', 'bob', 'carol', 'eve', 'owner'])
    expect(members[1]).toEqual({
      userId: 'bob',
      nick: 'Bob',
      faceUrl: '',
      nameCard: '',
      role: 'Member',
      joinTime: Math.floor(createdAt / 1000),
      lastSendTime: clock.seconds(),
      muteUntil: 0,
      custom: [],
    })
    const admins = await carol.call(groupMembers, { groupId, roles: ['Admin', 'Owner'] })
    expect(admins.members.map(({ userId }) => userId)).toEqual(['ada', 'eve', 'owner'])
  })

  test('a group is paged by offset, a community by cursor', async () => {
    const names = many(5)
    const app = await seedApp(im, ...names)
    const work = await seedGroup(im, app, { type: 'Private', members: names })
    const community = await seedGroup(im, app, { type: 'Community', members: names })
    const client = await im.connect(app, 'm1')
    const page = async (groupId: string, place: { offset?: number; cursor?: string } = {}) => {
      const found = await client.call(groupMembers, { groupId, limit: 3, ...place })
      return [found.members.map(({ userId }) => userId), found.offset, found.cursor] as const
    }

    expect(await page(work)).toEqual([['m1', 'm2', 'm3'], 3, ''])
    expect(await page(work, { offset: 3 })).toEqual([['m4', 'm5'], 0, ''])
    const [first, , cursor] = await page(community)
    expect(first).toEqual(['m1', 'm2', 'm3'])
    expect(await page(community, { cursor })).toEqual([['m4', 'm5'], 0, ''])
    expect(await refusal(page(community, { cursor: 'odd' }))).toBe(gatewayErrors.badParameter.code)
    const { members } = await client.call(groupMembers, { groupId: community, limit: 1 })
    expect(members).toMatchObject([{ userId: 'm1', online: true }])
  })

  test('those with a mark are found in a community', async () => {
    const app = await seedApp(im, 'bob', 'carol', 'dave')
    const members = ['bob', 'carol', 'dave']
    const groupId = await seedGroup(im, app, { type: 'Community', members })
    const mark = (account: string, marks: string) =>
      im.platform.store.db
        .updateTable('group_member')
        .set({ marks })
        .where('app_id', '=', app.appId)
        .where('account', '=', account)
        .execute()
    await mark('bob', '[1000,1001]')
    await mark('carol', '[10001]')
    const client = await im.connect(app, 'bob')

    const found = await client.call(groupMembers, { groupId, mark: 1001 })

    expect(found.members).toMatchObject([{ userId: 'bob', marks: [1000, 1001] }])
    expect(found.members).toHaveLength(1)
  })

  test('how messages are received is known to the own devices, and kept', async () => {
    const app = await withPeople()
    const columns = { support_topic: 1 }
    const groupId = await seedGroup(im, app, { ...people, type: 'Community', columns })
    const topicId = await seedTopic(im, app, groupId)
    const plain = await seedGroup(im, app, people)
    const bob = await im.connect(app, 'bob', { platform: 'Web' })
    const phone = await im.connect(app, 'bob', { platform: 'Android' })
    const set = (id: string) => bob.call(groupMsgFlag, { groupId: id, msgFlag: 'Discard' })

    await set(plain)
    await set(topicId)

    for (const id of [plain, topicId]) {
      expect((await phone.next('group.notice')).notice).toMatchObject({
        type: noticeTypes.receiveOption,
        groupId: id,
        msgFlag: 'Discard',
      })
    }
    const filter = { GroupId: plain, MemberInfoFilter: ['MsgFlag'] }
    const answer = await im.rest(app, getGroupMemberInfo, filter)
    expect(answer.MemberList).toContainEqual({ Member_Account: 'bob', MsgFlag: 'Discard' })
    await im.rest(app, sendGroupMsg, inGroup(plain, 1))
    await settled(bob)
    expect(bob.events).toEqual([])
  })

  test('who is online is counted, of large groups some seconds old', async () => {
    const app = await withPeople()
    const crowd = numbers(300).map((number) => `x${number}`)
    const small = await seedGroup(im, app, people)
    const large = await seedGroup(im, app, { members: ['bob', 'carol', ...crowd] })
    const bob = await im.connect(app, 'bob')
    const count = async (groupId: string) => (await bob.call(groupOnlineCount, { groupId })).count

    expect([await count(small), await count(large)]).toEqual([1, 1])
    await im.connect(app, 'carol')
    await im.connect(app, 'nobody')
    expect([await count(small), await count(large)]).toEqual([2, 1])
    clock.pass(10_000)
    expect(await count(large)).toBe(2)
  })

  test('the list of a live room is looked at once in three seconds', async () => {
    const app = await withPeople()
    await setConf(im, app, { LiveMemberList: true })
    const groupId = await seedGroup(im, app, { type: 'AVChatRoom', owner: 'owner' })
    const [bob, carol] = [await im.connect(app, 'bob'), await im.connect(app, 'carol')]
    const look = (more: { readonly offset?: number; readonly limit?: number } = {}) =>
      bob.call(groupMembers, { groupId, ...more })

    expect(await refusal(look())).toBe(groupErrors.noPermission.code)
    await bob.call(groupJoin, { groupId })
    clock.pass(SECOND)
    await carol.call(groupJoin, { groupId })
    const first = await look({ limit: 1 })
    expect(first).toMatchObject({ members: [{ userId: 'carol', online: true }], offset: 1 })
    expect(await look({ offset: 1 })).toMatchObject({ members: [{ userId: 'bob' }], offset: 0 })
    expect(await refusal(look())).toBe(gatewayErrors.tooFast.code)
    clock.pass(3 * SECOND)
    expect((await look()).members).toHaveLength(2)
    const { members } = await bob.call(groupMemberProfiles, { groupId, userIds: ['carol', 'ada'] })
    expect(members).toMatchObject([{ userId: 'carol' }])
  })
})

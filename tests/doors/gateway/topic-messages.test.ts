import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import {
  addGroupMember,
  addPermissionGroupMember,
  addTopicPermissionGroup,
  AT_ALL,
  conversationGet,
  createPermissionGroup,
  deletePermissionGroupMember,
  forbidSendMsg,
  groupErrors,
  groupHistory,
  groupMsgFlag,
  groupRead,
  groupSend,
  modifyPermissionGroup,
  modifyTopic,
  topicList,
  topicUpdate,
} from '@yanshu/protocol'
import type { WireTopic } from '@yanshu/protocol'
import type { RawClient, TestApp, TestServer } from '@yanshu/server/testing'
import { makeTopic, seedCommunity, seedCommunityApp } from '../communities.ts'
import { toGroup } from '../group-talk.ts'
import type { MovingClock } from '../moving-clock.ts'
import { createMovingClock, MINUTE, SECOND } from '../moving-clock.ts'
import { refusal } from '../refusal.ts'
import { setConf } from '../seed.ts'
import { storages } from '../storages.ts'
import { numbers, wordsOf } from '../talk.ts'

/** When a changed setting of history works, and some more. */
const CONF_DELAY = 11 * MINUTE

const PermissionGroupId = '@PMG#_speakers'

describe.each(storages)('messages of topics on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let clock: MovingClock
  beforeAll(async () => {
    clock = createMovingClock()
    im = await start({}, { now: clock.now })
    app = await seedCommunityApp(im, 'alice', 'bob', 'carol', 'dave')
  })
  afterAll(() => im[Symbol.asyncDispose]())

  const community = async (permission?: number) => {
    const groupId = await seedCommunity(
      im,
      app,
      { owner: 'alice', admins: ['bob'], members: ['carol'], createdAt: clock.now() },
      permission,
    )
    const [one, two] = [await makeTopic(im, app, groupId), await makeTopic(im, app, groupId)]
    const [alice, bob, carol] = [
      await im.connect(app, 'alice'),
      await im.connect(app, 'bob'),
      await im.connect(app, 'carol'),
    ]
    return { groupId, one, two, alice, bob, carol }
  }
  const say = async (client: RawClient, topicId: string, count: number, from = 1) => {
    for (const at of numbers(count)) {
      clock.pass(SECOND)
      await client.call(groupSend, toGroup(topicId, from + at - 1))
    }
  }
  const listed = async (client: RawClient, groupId: string) => {
    const { topics } = await client.call(topicList, { groupId })
    return topics
  }
  const unread = (topics: readonly WireTopic[]) =>
    topics.map(({ nextMessageSeq, self }) => [nextMessageSeq, self?.readSeq, self?.unread])

  test('are numbered, read and counted for each topic alone', async () => {
    const { groupId, one, two, alice, carol } = await community()
    await say(alice, one, 3)
    await say(alice, two, 1, 9)

    expect(unread(await listed(carol, groupId))).toEqual([
      [4, 0, 3],
      [2, 0, 1],
    ])
    expect(unread(await listed(alice, groupId))).toEqual([
      [4, 3, 0],
      [2, 1, 0],
    ])
    const history = async (groupOrTopic: string) => {
      const page = await carol.call(groupHistory, { groupId: groupOrTopic, limit: 10 })
      return wordsOf(page.messages)
    }
    expect(await history(one)).toEqual(['message 1', 'message 2', 'message 3'])
    expect(await history(two)).toEqual(['message 9'])
    expect(await history(groupId)).toEqual([])

    await carol.call(groupRead, { groupId: one, seq: 2 })
    const topics = await listed(carol, groupId)
    expect(unread(topics)).toEqual([
      [4, 2, 1],
      [2, 0, 1],
    ])
    expect(topics.map(({ self }) => self?.lastMessage?.seq)).toEqual([3, 1])
    expect(topics[0]?.self?.lastMessage).toMatchObject({ groupId: one, from: 'alice' })
  })

  test('that do not count are not counted, and those that do not lift are not the last', async () => {
    const { groupId, one, alice, carol } = await community()
    await say(alice, one, 2)
    await alice.call(groupSend, { ...toGroup(one, 3), control: ['NoUnread', 'NoLastMsg'] })

    const [topic] = await listed(carol, groupId)

    expect(unread(topic ? [topic] : [])).toEqual([[4, 0, 2]])
    expect(topic?.self?.lastMessage?.seq).toBe(2)
  })

  test('from before somebody joined are read for him', async () => {
    const { groupId, one, two, alice } = await community()
    await say(alice, one, 70)
    await say(alice, two, 2)
    clock.pass(SECOND)
    await im.rest(app, addGroupMember, {
      GroupId: groupId,
      MemberList: [{ Member_Account: 'dave' }],
    })
    const dave = await im.connect(app, 'dave')
    expect(unread(await listed(dave, groupId))).toEqual([
      [71, 70, 0],
      [3, 2, 0],
    ])
    await say(alice, one, 1, 71)

    // He may read them, and did before the one that came.
    await dave.call(groupMsgFlag, { groupId: one, msgFlag: 'AcceptNotNotify' })
    await dave.call(groupRead, { groupId: one, seq: 5 })
    const topics = await listed(dave, groupId)
    expect(unread(topics)).toEqual([
      [72, 70, 1],
      [3, 2, 0],
    ])
    expect(topics.map(({ self }) => self?.msgFlag)).toEqual(['AcceptNotNotify', 'AcceptAndNotify'])
  })

  test('that mention somebody are told until they are read', async () => {
    const { groupId, one, two, alice, carol } = await community()
    const at = (topicId: string, random: number, ...names: string[]) =>
      alice.call(groupSend, { ...toGroup(topicId, random), at: names })
    await at(one, 1, 'carol')
    await at(one, 2, 'bob')
    await at(one, 3, 'carol', AT_ALL)
    await at(two, 4, AT_ALL)

    const mentions = async () => (await listed(carol, groupId)).map(({ self }) => self?.mentions)
    expect(await mentions()).toEqual([
      [
        { seq: 3, from: 'alice', kind: 3 },
        { seq: 1, from: 'alice', kind: 1 },
      ],
      [{ seq: 1, from: 'alice', kind: 2 }],
    ])
    await carol.call(groupRead, { groupId: one, seq: 2 })
    await carol.call(groupRead, { groupId: two })
    expect(await mentions()).toEqual([[{ seq: 3, from: 'alice', kind: 3 }], []])
  })

  test('are refused to who is muted in the topic, and there alone', async () => {
    const { groupId, one, two, carol } = await community()
    const send = (topicId: string, random: number) =>
      refusal(carol.call(groupSend, toGroup(topicId, random)))
    const mute = (MuteTime: number) =>
      im.rest(app, forbidSendMsg, {
        GroupId: groupId,
        TopicId: one,
        Members_Account: ['carol'],
        MuteTime,
      })
    await mute(600)

    expect([await send(one, 1), await send(two, 1)]).toEqual([groupErrors.muted.code, undefined])
    const [first, second] = await listed(carol, groupId)
    expect([first?.self?.muteUntil, second?.self?.muteUntil]).toEqual([clock.seconds() + 600, 0])
    await mute(0)
    expect(await send(one, 2)).toBeUndefined()

    await im.rest(app, modifyTopic, { GroupId: groupId, TopicId: two, MuteAllMember: 'On' })
    expect([await send(one, 3), await send(two, 3)]).toEqual([undefined, groupErrors.muted.code])
    await im.rest(app, modifyTopic, { GroupId: groupId, TopicId: two, MuteAllMember: 'Off' })
    expect(await send(two, 4)).toBeUndefined()
  })

  test('are sent by permissions where the community has them', async () => {
    const { groupId, one, two, alice, bob, carol } = await community(0)
    let random = 0
    const may = async (client: RawClient) => {
      random += 1
      return [
        await refusal(client.call(groupSend, toGroup(one, random))),
        await refusal(client.call(groupSend, toGroup(two, random))),
      ].map((code) => code === undefined)
    }
    expect(await refusal(carol.call(groupSend, toGroup(one, 99)))).toBe(
      groupErrors.noPermission.code,
    )
    expect([await may(alice), await may(bob), await may(carol)]).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ])

    await alice.call(topicUpdate, { topicId: two, defaultPermission: 8 })
    expect([await may(bob), await may(carol)]).toEqual([
      [false, true],
      [false, true],
    ])

    const body = { GroupId: groupId, PermissionGroupId }
    await im.rest(app, createPermissionGroup, {
      ...body,
      PermissionGroupName: 'Speakers',
      Permission: 0,
    })
    const MemberList = [{ Member_Account: 'carol' }]
    await im.rest(app, addPermissionGroupMember, { ...body, MemberList })
    expect([await may(bob), await may(carol)]).toEqual([
      [false, true],
      [false, false],
    ])
    await im.rest(app, addTopicPermissionGroup, {
      ...body,
      TopicPermissionList: [{ TopicId: one, Permission: 8 }],
    })
    expect(await may(carol)).toEqual([true, false])
    await im.rest(app, modifyPermissionGroup, { ...body, Permission: 64 })
    expect(await may(carol)).toEqual([true, true])
    await im.rest(app, deletePermissionGroupMember, { ...body, MemberList })
    expect(await may(carol)).toEqual([false, true])
  })

  test('mention everybody by permission', async () => {
    const { one, alice, carol } = await community(64)
    const all = (client: RawClient, random: number) =>
      refusal(client.call(groupSend, { ...toGroup(one, random), at: [AT_ALL] }))

    expect([await all(alice, 1), await all(carol, 1)]).toEqual([
      undefined,
      groupErrors.noPermission.code,
    ])
    await alice.call(topicUpdate, { topicId: one, defaultPermission: 64 })
    expect(await all(carol, 2)).toBeUndefined()
  })

  test('from before somebody joined are shown to who may read them', async () => {
    const { groupId, one, two, alice } = await community(0)
    await alice.call(topicUpdate, { topicId: two, defaultPermission: 16 })
    await say(alice, one, 70)
    const mention = (topicId: string, random: number) =>
      alice.call(groupSend, { ...toGroup(topicId, random), at: [AT_ALL] })
    await mention(one, 71)
    await say(alice, two, 1)
    await mention(two, 2)
    clock.pass(SECOND)
    const MemberList = [{ Member_Account: 'dave' }]
    await im.rest(app, addGroupMember, { GroupId: groupId, MemberList })
    const dave = await im.connect(app, 'dave')

    const last = async () =>
      (await listed(dave, groupId)).map(({ self }) => self?.lastMessage?.from)
    const conversations = async () => {
      const conversationIds = [`GROUP${one}`, `GROUP${two}`]
      const found = await dave.call(conversationGet, { conversationIds })
      return found.conversations.map(({ group }) => [
        group?.lastMessage?.seq,
        group?.mentions.length,
      ])
    }
    const history = async (groupOrTopic: string) => {
      const page = await dave.call(groupHistory, { groupId: groupOrTopic, limit: 10 })
      return page.messages.length
    }
    expect(await last()).toEqual([undefined, 'alice'])
    expect(await conversations()).toEqual([
      [undefined, 0],
      [2, 1],
    ])
    expect([await history(one), await history(two)]).toEqual([0, 2])
    await say(alice, one, 1, 72)
    expect(await last()).toEqual(['alice', 'alice'])
    expect((await conversations())[0]).toEqual([72, 0])
    // Whatever the setting of the app says.
    for (const Community of [true, false]) {
      await setConf(im, app, { HistoryBeforeJoin: { Community } })
      clock.pass(CONF_DELAY)
      expect(await conversations()).toEqual([
        [72, 0],
        [2, 1],
      ])
      expect([await history(one), await history(two)]).toEqual([1, 2])
    }
  })
})

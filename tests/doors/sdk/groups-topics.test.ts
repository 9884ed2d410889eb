import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { TYPES } from '@yanshu/client'
import type { ChatSDK } from '@yanshu/client'
import { groupErrors } from '@yanshu/protocol'
import type { TestApp, TestServer } from '@yanshu/server/testing'
import { signIn } from '../client/sign-in.ts'
import { seedCommunity, seedCommunityApp } from '../communities.ts'
import { storages } from '../storages.ts'
import { heard, say, textsOf, told } from './told.ts'

describe.each(storages)('topics in the client SDK on $name', ({ start }) => {
  let im: TestServer
  let app: TestApp
  let alice: ChatSDK & AsyncDisposable
  let bob: ChatSDK & AsyncDisposable
  beforeAll(async () => {
    im = await start()
    app = await seedCommunityApp(im, 'alice', 'bob', 'carol')
    alice = await signIn(im, app, 'alice')
    bob = await signIn(im, app, 'bob')
  })
  afterAll(async () => {
    await Promise.all([alice, bob].map((chat) => chat[Symbol.asyncDispose]()))
    await im[Symbol.asyncDispose]()
  })

  const seeded = () => seedCommunity(im, app, { owner: 'alice', members: ['bob', 'carol'] })
  async function withTopic() {
    const groupID = await seeded()
    const { data } = await alice.createTopicInCommunity({ groupID, topicName: 'news' })
    return { groupID, topicID: data.topicID }
  }

  test('a topic comes, changes and goes for everybody', async () => {
    const groupID = await seeded()
    const ofThis = (one: { groupID: string }) => one.groupID === groupID
    const created = told(bob, 'onTopicCreated', ofThis)
    const updated = told(bob, 'onTopicUpdated', ({ topic }) => topic.topicName === 'old news')
    const deleted = told(bob, 'onTopicDeleted', ofThis)

    const made = await alice.createTopicInCommunity({
      groupID,
      topicName: 'news',
      avatar: 'https://a.example/news.png',
      introduction: 'what is new',
      notification: 'be brief',
      customData: 'own',
    })
    const { topicID } = made.data
    const { data } = await bob.getTopicList({ groupID })
    const changed = await alice.updateTopicProfile({
      groupID,
      topicID,
      topicName: 'old news',
      muteAllMembers: true,
    })
    const gone = await alice.deleteTopicFromCommunity({ groupID, topicIDList: [topicID] })

    expect(await created).toEqual({ groupID, topicID })
    expect(data.successTopicList).toMatchObject([
      {
        topicID,
        groupID,
        topicName: 'news',
        avatar: 'https://a.example/news.png',
        introduction: 'what is new',
        notification: 'be brief',
        customData: 'own',
        muteAllMembers: false,
        unreadCount: 0,
      },
    ])
    expect(changed.data.topic).toMatchObject({ topicName: 'old news', muteAllMembers: true })
    expect(await updated).toMatchObject({ groupID, topic: { topicID, muteAllMembers: true } })
    expect(gone.data).toEqual({ successTopicList: [{ topicID }], failureTopicList: [] })
    expect(await deleted).toEqual({ groupID, topicIDList: [topicID] })
    const after = await bob.getTopicList({ groupID, topicIDList: [topicID] })
    expect(after.data).toMatchObject({
      successTopicList: [],
      failureTopicList: [{ topicID, code: groupErrors.noTopic.code }],
    })
  })

  test('who may not make topics is refused', async () => {
    const groupID = await seeded()

    const making = bob.createTopicInCommunity({ groupID, topicName: 'mine' })

    await expect(making).rejects.toMatchObject({ code: groupErrors.noPermission.code })
  })

  test('what is said in a topic is heard, counted and read', async () => {
    const { groupID, topicID } = await withTopic()
    await bob.getTopicList({ groupID })
    const arrived = heard(bob, ({ to }) => to === topicID)
    const counted = told(bob, 'onTopicUpdated', ({ topic }) => topic.unreadCount === 2)
    const total = bob.getTotalUnreadMessageCount()

    const first = await say(alice, topicID, 'first')
    await say(alice, topicID, 'second')

    expect(first).toMatchObject({ sequence: 1, to: topicID, status: 'success' })
    expect(await arrived).toMatchObject({
      conversationID: `GROUP${topicID}`,
      conversationType: TYPES.CONV_GROUP,
      payload: { text: 'first' },
    })
    expect((await counted).topic).toMatchObject({
      topicID,
      lastMessage: { messageForShow: 'second', lastSequence: 2 },
    })
    expect(bob.getTotalUnreadMessageCount()).toBe(total)
    const { data: list } = await bob.getConversationList()
    expect(list.conversationList.map((one) => one.conversationID)).not.toContain(`GROUP${topicID}`)
    const read = told(bob, 'onTopicUpdated', ({ topic }) => topic.unreadCount === 0)
    await bob.setMessageRead({ conversationID: `GROUP${topicID}` })
    expect((await read).topic.topicID).toBe(topicID)
    await using carol = await signIn(im, app, 'carol')
    const { data } = await carol.getTopicList({ groupID })
    expect(data.successTopicList).toMatchObject([
      { topicID, unreadCount: 2, lastMessage: { messageForShow: 'second' } },
    ])
    const history = await carol.getMessageList({ conversationID: `GROUP${topicID}` })
    expect(textsOf(history.data.messageList)).toEqual(['first', 'second'])
  })

  test('a topic mentions all, a community with topics takes no messages', async () => {
    const { groupID, topicID } = await withTopic()
    await bob.getTopicList({ groupID })
    await bob.getJoinedCommunityList()
    const mentioned = told(
      bob,
      'onTopicUpdated',
      ({ topic }) => topic.topicID === topicID && topic.groupAtInfoList.length > 0,
    )

    await alice.sendMessage(
      alice.createTextAtMessage({
        to: topicID,
        conversationType: TYPES.CONV_GROUP,
        payload: { text: '@all', atUserList: [TYPES.MSG_AT_ALL] },
      }),
    )

    expect((await mentioned).topic.groupAtInfoList).toEqual([
      { from: 'alice', groupID, topicID, messageSequence: 1, atTypeArray: [2] },
    ])
    await expect(say(bob, groupID, 'to all topics')).rejects.toMatchObject({ code: 2115 })
  })

  test('who is muted in a topic speaks in the others', async () => {
    const { groupID, topicID } = await withTopic()
    const other = await alice.createTopicInCommunity({ groupID, topicName: 'other' })

    const { data } = await alice.setGroupMemberMuteTime({
      groupID: topicID,
      userID: 'bob',
      muteTime: 60,
    })

    expect(data).toMatchObject({ group: { groupID }, member: { userID: 'bob' } })
    expect(data.member.muteUntil).toBeGreaterThan(Date.now() / 1_000)
    await expect(say(bob, topicID, 'hi')).rejects.toMatchObject({ code: groupErrors.muted.code })
    expect((await say(bob, other.data.topicID, 'hi')).status).toBe('success')
  })

  test('how a topic is received is a matter of its own', async () => {
    const { groupID, topicID } = await withTopic()

    await bob.setMessageRemindType({
      groupID: topicID,
      messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE,
    })

    const { data } = await bob.getTopicList({ groupID })
    expect(data.successTopicList).toMatchObject([
      { topicID, selfInfo: { messageRemindType: 'AcceptNotNotify' } },
    ])
  })
})

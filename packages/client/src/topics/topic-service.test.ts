import { expect, test } from 'bun:test'
import { FakeGateway } from '../../test/fake-gateway.ts'
import { next, signIn } from '../../test/sign-in.ts'
import { groupConversation, groupMessage, wireGroup, wireTopic } from '../../test/wire-group.ts'
import { TYPES } from '../constants/types.ts'

const community = '@TGS#_c'
const topicID = '@TGS#_c@TOPIC#_t'

/** A gateway with a community of one topic, in which one message is unread. */
function gatewayWithTopic(): FakeGateway {
  const gateway = new FakeGateway()
  const lastMessage = groupMessage({ groupId: topicID, seq: 3 })
  const self = {
    msgFlag: 'AcceptNotNotify' as const,
    readSeq: 2,
    unread: 1,
    muteUntil: 0,
    mentions: [{ seq: 3, from: 'bob', kind: 1 as const }],
    lastMessage,
  }
  const topics = [wireTopic(topicID, { nextMessageSeq: 4, self })]
  gateway.answers.set('topic.list', () => ({
    topics,
    failed: [{ topicId: 'gone', code: 110_003 }],
    cursor: '',
  }))
  return gateway
}

test('topics are listed with what is unread in them, and are no conversations of the list', async () => {
  await using gateway = gatewayWithTopic()
  await using alice = await signIn(gateway, 'alice')

  const { data } = await alice.getTopicList({ groupID: community })

  expect(data.successTopicList).toMatchObject([
    {
      topicID,
      groupID: community,
      topicName: `name of ${topicID}`,
      unreadCount: 1,
      lastMessage: { lastSequence: 3, messageForShow: 'text 3' },
      groupAtInfoList: [{ groupID: community, topicID, messageSequence: 3 }],
      selfInfo: { messageRemindType: 'AcceptNotNotify' },
    },
  ])
  expect(data.failureTopicList).toMatchObject([{ topicID: 'gone', code: 110_003 }])
  expect((await alice.getConversationList()).data.conversationList).toEqual([])
  expect(alice.getTotalUnreadMessageCount()).toBe(0)
})

test('a message in a topic, and reading it, are told as changes of the topic', async () => {
  await using gateway = gatewayWithTopic()
  gateway.answers.set('group.read', () => ({ readSeq: 4 }))
  await using alice = await signIn(gateway, 'alice')
  await alice.getTopicList({ groupID: community })
  const counted = next(alice, 'onTopicUpdated', ({ topic }) => topic.unreadCount === 2)
  const read = next(alice, 'onTopicUpdated', ({ topic }) => topic.unreadCount === 0)

  const message = groupMessage({ groupId: topicID, seq: 4 })
  gateway.tell('alice', 'group.message', { message })
  const told = await counted
  await alice.setMessageRead({ conversationID: `GROUP${topicID}` })

  expect(told).toMatchObject({ groupID: community, topic: { lastMessage: { lastSequence: 4 } } })
  expect((await read).topic.groupAtInfoList).toEqual([])
  expect(gateway.asked('group.read')[0]?.params).toEqual({ groupId: topicID, seq: 4 })
})

test('what was written in a topic while away is counted', async () => {
  await using gateway = gatewayWithTopic()
  gateway.answers.set('conversation.get', ({ conversationIds }) => ({
    conversations: (conversationIds as string[]).map((id) =>
      groupConversation(id.slice('GROUP'.length), { lastSeq: 9, unread: 6, readSeq: 2 }),
    ),
  }))
  await using alice = await signIn(gateway, 'alice')
  await alice.getTopicList({ groupID: community })
  const counted = next(alice, 'onTopicUpdated')

  gateway.cut('alice')

  expect((await counted).topic).toMatchObject({ topicID, unreadCount: 6 })
})

test('topics come, change and go', async () => {
  await using gateway = new FakeGateway()
  gateway.answers.set('topic.create', () => ({ topic: wireTopic(topicID) }))
  gateway.answers.set('topic.update', () => ({ topic: wireTopic(topicID, { name: 'new' }) }))
  gateway.answers.set('topic.delete', () => ({
    deleted: [topicID],
    failed: [{ topicId: 'x', code: 110_003 }],
  }))
  await using alice = await signIn(gateway, 'alice')
  const created = next(alice, 'onTopicCreated')
  const updated = next(alice, 'onTopicUpdated')
  const deleted = next(alice, 'onTopicDeleted')

  const made = await alice.createTopicInCommunity({ groupID: community, topicName: 'a' })
  const renamed = await alice.updateTopicProfile({
    groupID: community,
    topicID,
    topicName: 'new',
    customData: 'x',
  })
  const { self: _self, ...everybodys } = wireTopic(topicID, { name: 'newer' })
  const change = { groupId: community, topicIds: [topicID] }
  const told = { ...change, topic: everybodys }
  gateway.tell('alice', 'topic.changed', { ...told, change: 'created' })
  gateway.tell('alice', 'topic.changed', { ...told, change: 'updated' })
  gateway.tell('alice', 'topic.changed', { ...change, change: 'deleted' })
  const gone = await alice.deleteTopicFromCommunity({ groupID: community, topicIDList: [topicID] })

  expect(made.data).toEqual({ topicID })
  expect(renamed.data.topic.topicName).toBe('new')
  expect(gateway.asked('topic.update')[0]?.params).toEqual({
    topicId: topicID,
    name: 'new',
    customString: 'x',
  })
  expect(await created).toEqual({ groupID: community, topicID })
  expect(await updated).toMatchObject({ groupID: community, topic: { topicName: 'newer' } })
  expect(await deleted).toEqual({ groupID: community, topicIDList: [topicID] })
  expect(gone.data).toMatchObject({
    successTopicList: [{ topicID }],
    failureTopicList: [{ topicID: 'x', code: 110_003 }],
  })
})

test('a community with topics takes no messages itself', async () => {
  await using gateway = new FakeGateway()
  const group = wireGroup(community, { type: 'Community', supportTopic: true })
  gateway.answers.set('group.list', ({ supportTopic }) => ({
    groups: supportTopic ? [group] : [],
    total: 0,
    cursor: '',
  }))
  await using alice = await signIn(gateway, 'alice')
  const { data } = await alice.getJoinedCommunityList()

  const message = alice.createTextMessage({
    to: community,
    conversationType: TYPES.CONV_GROUP,
    payload: { text: 'hi' },
  })

  expect(data.groupList).toMatchObject([{ groupID: community, isSupportTopic: true }])
  expect((await alice.getGroupList()).data.groupList).toEqual([])
  await expect(alice.sendMessage(message)).rejects.toMatchObject({ code: 2115 })
})
